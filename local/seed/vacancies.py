"""Invented vacancies: a role, an invented company, a region, pay, and a text made from templates."""

import itertools
import random
from collections.abc import Iterator, Sequence

import msgspec

from chalicelib import reference
from local.seed.roles import Role, roles

_FORMS = ("PT", "CV", "Toko", "UD", "Koperasi")
_FIRST = ("Contoh", "Rekaan", "Karangan", "Misalnya", "Umpama", "Teladan", "Andaian", "Khayal")
_SECOND = ("Maju", "Sentosa", "Jaya", "Makmur", "Abadi", "Lestari", "Mandiri", "Bahari", "Karya", "Cahaya", "Mulia")
_THIRD = ("Nusantara", "Sejahtera", "Bersama", "Utama", "Perkasa", "Kencana", "Pertiwi", "Gemilang", "Raya", "")
_GREETINGS = (
    "Kami sedang membuka lowongan untuk posisi {title} di {place}.",
    "Dibutuhkan segera {title} untuk penempatan {place}.",
    "Yuk gabung! Kami cari {title} area {place}.",
    "We are looking for a {title} in {place}.",
)
_BENEFITS = ("BPJS Kesehatan dan Ketenagakerjaan", "THR", "Uang makan", "Bonus target", "Seragam", "Mess", "Cuti")
_TYPES = (("FULL_TIME", 76), ("CONTRACTOR", 12), ("PART_TIME", 6), ("INTERN", 4), ("TEMPORARY", 2))
POPULAR = ("31.71", "31.72", "31.73", "31.74", "31.75", "32.73", "32.75", "32.76", "36.71", "36.74", "35.78", "33.74")
POPULAR_SHARE = 0.6
_DAYS = 45


class SampleVacancy(msgspec.Struct, frozen=True, kw_only=True):
    """One invented vacancy. ``days_ago`` is its age; pay is whole rupiah a month."""

    number: int
    title: str
    employer: str
    description: str
    occupation: str
    skills: tuple[str, ...]
    region: str
    pay_minimum: int | None
    pay_maximum: int | None
    employment_type: str
    education: str
    experience_months: int
    openings: int
    remote: bool
    days_ago: int


def sample_vacancies(count: int, seed: int = 1) -> Iterator[SampleVacancy]:
    """Yield ``count`` vacancies; a longer run begins with the shorter one of the same ``seed``."""
    draw = random.Random(seed)  # noqa: S311 - invented data, not secrets
    kinds = roles()
    shares = list(itertools.accumulate(role.share for role in kinds))
    regencies = _regencies()
    for number in range(count):
        role = draw.choices(kinds, cum_weights=shares)[0]
        yield _vacancy(number, role, draw, regencies)


def company(draw: random.Random) -> str:
    """Return the name of a company that plainly does not exist."""
    words = (draw.choice(_FORMS), draw.choice(_FIRST), draw.choice(_SECOND), draw.choice(_THIRD))
    return " ".join(word for word in words if word)


def _vacancy(number: int, role: Role, draw: random.Random, regencies: Sequence[str]) -> SampleVacancy:
    region = draw.choice(POPULAR) if draw.random() < POPULAR_SHARE else draw.choice(regencies)
    title = draw.choice(role.titles)
    education = draw.choice(role.education)
    experience = draw.choice(role.experience)
    least, most = _pay(role, region, draw)
    return SampleVacancy(
        number=number,
        title=title,
        employer=company(draw),
        description=_description(role, title, region, education, experience, draw),
        occupation=role.occupation,
        skills=role.skills,
        region=region,
        pay_minimum=least,
        pay_maximum=most,
        employment_type=draw.choices([kind for kind, _ in _TYPES], [share for _, share in _TYPES])[0],
        education=education,
        experience_months=experience,
        openings=draw.choice((1, 1, 1, 2, 3, 5, 10)),
        remote=role.remote and draw.random() < 0.3,
        days_ago=draw.randrange(_DAYS),
    )


def _pay(role: Role, region: str, draw: random.Random) -> tuple[int | None, int | None]:
    if draw.random() < 0.2:
        return None, None
    found = reference.wage_in_force(region, 2026)
    floor = found.wage.amount if found else 2_500_000
    low, high = role.pay
    least = _rounded(floor * draw.uniform(low, (low + high) / 2))
    return least, max(least, _rounded(floor * draw.uniform((low + high) / 2, high)))


def _rounded(amount: float) -> int:
    return int(-(-amount // 50_000) * 50_000)


def _description(role: Role, title: str, region: str, education: str, experience: int, draw: random.Random) -> str:
    found = reference.regions().get(region)
    place = found.name if found else region
    greeting = draw.choice(_GREETINGS).format(title=title, place=place)
    duties = "\n".join(f"- {duty}" for duty in role.duties)
    years = f"Pengalaman minimal {experience} bulan" if experience else "Fresh graduate dipersilakan melamar"
    wanted = f"- Pendidikan minimal {education}\n- {years}\n- Menguasai {', '.join(role.skills)}"
    benefits = ", ".join(draw.sample(_BENEFITS, 3))
    return f"{greeting}\n\nTugas:\n{duties}\n\nSyarat:\n{wanted}\n\nFasilitas: {benefits}."


def _regencies() -> tuple[str, ...]:
    table = reference.regions()
    provinces = {code[:2] for code in POPULAR}
    return tuple(sorted(region.code for code in provinces for region in table.children(code)))
