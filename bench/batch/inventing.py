"""An invented country: vacancies and people by any number, the same for the same seed. Nobody in it is anybody.

Vacancies are drawn from what a portal's vacancies state together (`bench.batch.shares`), so that occupations, places,
pay, schooling, experience and skills keep their real proportions, many of one kind and few of most. A portal is not a
country: every fourth vacancy, and half of the people, live where the country's districts are. What nothing was
counted for is chosen here: how people spread over what they have done, wish and can.
"""

import random
from collections.abc import Iterator
from functools import cache

from bench.batch.shares import Shares, Urn
from chalicelib import reference
from chalicelib.identifiers import derived_identifier
from chalicelib.matching.batch.blocks import Offer
from chalicelib.matching.model import Demand, Held, Place, Seeker
from chalicelib.matching.world import KNOWLEDGE

SEED = 20_260_504
_COUNTRYWIDE, _AT_HOME = 0.25, 0.5
_REMOTE, _LANGUAGE, _FRESH = 0.03, 0.12, 0.08
_EMPTY = 0.03
_SCHOOLING = Urn({"0": 6, "1": 14, "2": 14, "3": 42, "4": 1, "5": 1, "6": 6, "7": 14, "9": 2})
"""Ranks of the education levels; 0: not told."""
_LANGUAGES = Urn({"en": 85, "zh": 6, "ja": 5, "ko": 4})
_LICENCES = Urn({"sim_c": 60, "sim_a": 30, "sim_b1": 4, "sim_b2": 3})
_DAY = 86_400


class Country:
    """Draws vacancies and people."""

    def __init__(self, seed: int = SEED) -> None:
        """Read the shares; each vacancy and person then depends on the seed and its own number alone."""
        self._seed, self._shares = seed, Shares()
        counted = {code: float(len(districts)) for code, districts in _districts().items()}
        self._homes = Urn(counted)

    def offers(self, count: int, now: int) -> Iterator[Offer]:
        """Yield vacancies that are open for one to sixty days from ``now`` (seconds)."""
        for number in range(count):
            chance = random.Random(f"{self._seed} vacancy {number}")
            yield Offer(demand=self._demand(chance, number), expires_at=now + chance.randint(1, 60) * _DAY)

    def people(self, count: int) -> Iterator[Seeker]:
        """Yield people by identifier."""
        named = ((derived_identifier("per", str(self._seed), str(number)), number) for number in range(count))
        for identifier, number in sorted(named):
            yield self._seeker(random.Random(f"{self._seed} person {number}"), identifier)

    def _demand(self, chance: random.Random, number: int) -> Demand:
        occupation = self._shares.occupations.draw(chance)
        group, first = occupation[:2], occupation[:1]
        least, _, most = self._drawn(chance, "pay", group).partition(" ")
        rank, months = int(self._drawn(chance, "education", first)), int(self._drawn(chance, "months", first))
        fresh = chance.random() < _FRESH
        licences = tuple(row.licence for row in reference.required_licences(occupation))
        return Demand(
            id=derived_identifier("vac", str(self._seed), str(number)),
            occupation=occupation,
            skills=tuple(sorted(self._skills(chance, group))),
            education_rank=rank or None,
            education_required_by_law=bool(licences and rank),
            experience_months=months or None,
            fresh_graduate=fresh,
            languages=(_LANGUAGES.draw(chance),) if chance.random() < _LANGUAGE else (),
            licences=licences,
            place=_place(self._region(chance, occupation, _COUNTRYWIDE)),
            remote=chance.random() < _REMOTE,
            pay_minimum=int(least) if least else None,
            pay_maximum=int(most) if most else None,
            employment_type=self._drawn(chance, "contract", group) or None,
        )

    def _seeker(self, chance: random.Random, identifier: str) -> Seeker:
        if chance.random() < _EMPTY:
            return Seeker(id=identifier)
        occupation = self._shares.occupations.draw(chance)
        jobs = tuple(self._jobs(chance, occupation))
        home = self._region(chance, occupation, _AT_HOME)
        wished = [occupation] if chance.random() < 0.6 else [occupation[:3]]
        if chance.random() < 0.3:
            wished.append(self._shares.occupations.draw(chance))
        return Seeker(
            id=identifier,
            skills=self._skills(chance, occupation[:2]),
            jobs=jobs,
            wished_occupations=tuple(dict.fromkeys(wished)) if chance.random() < 0.8 else (),
            education_rank=int(_SCHOOLING.draw(chance)) or None,
            languages=_LANGUAGES.several(chance, chance.choice((0, 0, 0, 1, 1, 2))),
            licences=self._licences(chance, occupation),
            place=_place(home),
            wished_regions=self._wished_regions(chance, occupation),
            willing_to_move=chance.random() < 0.2,
            remote=chance.random() < 0.2,
            pay_minimum=chance.randrange(8, 60) * 250_000 if chance.random() < 0.7 else None,
            employment_types=frozenset({"FULL_TIME"}) if chance.random() < 0.4 else frozenset(),
        )

    def _jobs(self, chance: random.Random, occupation: str) -> Iterator[Held]:
        for _ in range(chance.choice((0, 1, 1, 2, 2, 3))):
            same = chance.random() < 0.6
            yield Held(occupation if same else self._shares.occupations.draw(chance), chance.randint(1, 72))

    def _wished_regions(self, chance: random.Random, occupation: str) -> tuple[str, ...]:
        wished = (self._region(chance, occupation, 0.2) for _ in range(chance.choice((0, 0, 1, 2))))
        return tuple(dict.fromkeys(wished))

    def _skills(self, chance: random.Random, group: str) -> frozenset[str]:
        return self._shares.urn("skill", group).several(chance, int(self._drawn(chance, "skills", group)))

    def _licences(self, chance: random.Random, occupation: str) -> frozenset[str]:
        asked = [row.licence for row in reference.required_licences(occupation) if chance.random() < 0.7]
        own = (*asked, *_LICENCES.several(chance, chance.choice((0, 1, 1, 2))))
        return frozenset(implied for licence in own for implied in KNOWLEDGE.licences_with(licence))

    def _region(self, chance: random.Random, occupation: str, countrywide: float) -> str:
        everywhere = chance.random() < countrywide
        return self._homes.draw(chance) if everywhere else self._drawn(chance, "place", occupation)

    def _drawn(self, chance: random.Random, kind: str, group: str) -> str:
        return self._shares.urn(kind, group).draw(chance)


@cache
def _place(code: str) -> Place:
    region = reference.regions().get(code)
    known = region is not None and "." in code
    return Place(code=code, lat=region.latitude, lon=region.longitude) if known and region else Place(code=code)


@cache
def _districts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for district in reference.districts():
        found.setdefault(district.code[:5], []).append(district.code)
    return {code: tuple(codes) for code, codes in found.items()}
