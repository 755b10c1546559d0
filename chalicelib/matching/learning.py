"""What one person would gain most by: the skill or licence with which more of the vacancies around them would suit.

Reckoned over the vacancies that recommendations are chosen from, each with the person as they are and with that one
thing more. Nothing is guessed of vacancies that are not there.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from chalicelib.matching.features import nearest
from chalicelib.matching.knowledge import WHOLE, Knowledge
from chalicelib.matching.model import Demand, Seeker, Step
from chalicelib.matching.scoring import quick
from chalicelib.texts import Text

FITTING = 0.6
"""Score from which a vacancy is said to suit."""
SHOWN = 5
CONSIDERED = 20
"""Skills, and licences, that are reckoned with: those that most vacancies ask for."""


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """A skill or licence that the person lacks: how many vacancies ask for it, how many more would suit with it."""

    item: str
    label: Text
    asked_by: int
    would_suit: int
    steps: tuple[Step, ...]


def lessons(seeker: Seeker, demands: Sequence[Demand], knowledge: Knowledge) -> tuple[Lesson, ...]:
    """Return what would make more of ``demands`` suit, the most helpful first; nothing that makes none suit."""
    by_licence = tuple(_licences(seeker, demands, knowledge))
    told = knowledge.as_skills((lesson.item for lesson in by_licence), ())
    by_skill = (lesson for lesson in _skills(seeker, demands, knowledge) if lesson.item not in told)
    every = (*by_licence, *by_skill)
    gaining = [lesson for lesson in every if lesson.would_suit]
    return tuple(sorted(gaining, key=lambda each: (-each.would_suit, -each.asked_by, each.item))[:SHOWN])


def _skills(seeker: Seeker, demands: Sequence[Demand], knowledge: Knowledge) -> Iterator[Lesson]:
    asking: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        for wanted in dict.fromkeys(demand.skills):
            asking[wanted].append(demand)
    lacking = {code: who for code, who in asking.items() if nearest(seeker, code, knowledge)[0] < WHOLE}
    for code in _most(lacking):
        richer = msgspec.structs.replace(seeker, skills=seeker.skills | {code})
        yield Lesson(
            item=code,
            label=knowledge.skill_label(code),
            asked_by=len(lacking[code]),
            would_suit=_gained(seeker, richer, lacking[code], knowledge),
            steps=knowledge.skill_steps(code),
        )


def _licences(seeker: Seeker, demands: Sequence[Demand], knowledge: Knowledge) -> Iterator[Lesson]:
    lacking: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        for code in dict.fromkeys(demand.licences):
            if code not in seeker.licences and not demand.licences_from_text:
                lacking[code].append(demand)
    for code in _most(lacking):
        held = knowledge.licences_with(code)
        richer = msgspec.structs.replace(
            seeker, licences=seeker.licences | held, skills=seeker.skills | knowledge.as_skills(held, ())
        )
        yield Lesson(
            item=code,
            label=knowledge.licence_label(code),
            asked_by=len(lacking[code]),
            would_suit=_gained(seeker, richer, lacking[code], knowledge),
            steps=knowledge.licence_steps(code),
        )


def _gained(seeker: Seeker, richer: Seeker, demands: Sequence[Demand], knowledge: Knowledge) -> int:
    return sum(
        (quick(richer, demand, knowledge) or 0.0) >= FITTING > (quick(seeker, demand, knowledge) or 0.0)
        for demand in demands
    )


def _most(asking: Mapping[str, Sequence[Demand]]) -> list[str]:
    return sorted(asking, key=lambda code: (-len(asking[code]), code))[:CONSIDERED]
