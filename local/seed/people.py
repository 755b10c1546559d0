"""Invented people: a registration under ``contoh.invalid`` and a profile made of one or two roles."""

import random
from collections.abc import Iterator, Sequence

import msgspec

from chalicelib import reference
from chalicelib.people.model import Education, Experience, Profile, Wishes
from chalicelib.people.registration import Registration
from local.seed.roles import Role, roles
from local.seed.vacancies import POPULAR
from security.consent import CURRENT

_GIVEN = ("Contoh", "Rekaan", "Umpama", "Misal", "Andaian", "Khayalan")
_FAMILY = ("Pertama", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan")


class SamplePerson(msgspec.Struct, frozen=True, kw_only=True):
    """One invented person: what they register with and what they state."""

    registration: Registration
    profile: Profile


def sample_people(count: int, seed: int = 1) -> Iterator[SamplePerson]:
    """Yield ``count`` people; the same ``seed`` gives the same ones, but for their random passwords."""
    draw = random.Random(seed)  # noqa: S311 - invented data, not secrets
    kinds = roles()
    for number in range(count):
        role = draw.choices(kinds, [kind.share for kind in kinds])[0]
        yield SamplePerson(registration=_registration(number, seed, draw), profile=_profile(role, draw))


def _registration(number: int, seed: int, draw: random.Random) -> Registration:
    return Registration(
        email=f"contoh-{seed}-{number}@contoh.invalid",
        password=f"Contoh-{draw.getrandbits(96):024x}",
        name=f"{draw.choice(_GIVEN)} {draw.choice(_FAMILY)}",
        consents={kind.value: version for kind, version in CURRENT.items()},
    )


def _profile(role: Role, draw: random.Random) -> Profile:
    region = draw.choice(POPULAR)
    months = draw.choice((0, 6, 12, 18, 24, 36, 60))
    known = _skills(role.skills)
    skills = tuple(sorted(draw.sample(known, draw.randint(len(known) // 2, len(known))))) if known else ()
    experiences = (Experience(title=draw.choice(role.titles), occupation=role.occupation, months=months),)
    return Profile(
        headline=draw.choice(role.titles),
        region=region,
        skills=skills,
        experiences=experiences if months else (),
        educations=(Education(level=draw.choice(role.education).lower()),),
        languages=("id",),
        wishes=Wishes(
            occupations=(role.occupation,),
            regions=(region,),
            pay_minimum=draw.choice((None, 3_000_000, 4_000_000, 5_500_000)),
            willing_to_move=draw.random() < 0.3,
        ),
    )


def _skills(names: Sequence[str]) -> list[str]:
    found = (reference.skills().resolve(name) for name in names)
    return [code for code in found if code]
