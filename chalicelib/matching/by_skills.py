"""Candidates for who states skills and no occupation: what tells their best vacancies apart is how much is asked.

With an occupation the index finds the best by it. Without one the score hangs on the *share* of the skills asked for,
which no sum over matching skills tells: a vacancy that asks for one skill fits better by it than one that asks for
twelve and of which four match. So the plan weighs the nearest skill and how many are asked for apart, which comes near
the scorer's quotient (``python -m bench.matching``).
"""

from collections.abc import Iterator

from chalicelib.matching.features import CREDIT, FITS, FULL, UNTOLD
from chalicelib.matching.knowledge import WHOLE
from chalicelib.matching.likeness import stands_for
from chalicelib.matching.model import Feature, Seeker
from chalicelib.matching.scoring import UNSTATED
from chalicelib.matching.world import KNOWLEDGE
from search.indexed import MISSING, MOST_SKILLS_ASKED
from search.plan import Clause, CodeField, Codes

_SKILL, _OCCUPATION, _PLACE = (float(FITS[each][0]) for each in (Feature.SKILLS, Feature.OCCUPATION, Feature.PLACE))
_COMMON = 500
"""Rarity, in hundredths, that a skill asked for is taken to have when only their number is known."""
_ASKED = 2
"""Skills that a vacancy is taken to ask for when only the nearest is known: half of real ones ask for no more."""
_STEP = 0.5
"""Points to which the worth of a skill is rounded, so that hundreds of likenesses make few leaves."""
_UNSTATED = UNSTATED / FULL
_WHOLE_ASKED = UNTOLD + _ASKED * _COMMON


def clause(seeker: Seeker) -> Clause:
    """Return what admits: a skill that the person's stand in for, or that the vacancy names none."""
    worth: dict[float, list[str]] = {}
    for code, rarity in sorted(_rarities(seeker).items()):
        worth.setdefault(_rounded(_SKILL * rarity / _WHOLE_ASKED), []).append(code)
    leaves = [
        Codes(field=CodeField.SKILL, codes=tuple(codes), weight=weight) for weight, codes in sorted(worth.items())
    ]
    silent = _SKILL * (_UNSTATED + _COMMON / _WHOLE_ASKED)
    return Clause((*leaves, Codes(field=CodeField.SKILL, codes=(MISSING,), weight=silent)))


def boosts(seeker: Seeker) -> Iterator[Codes]:
    """Yield what few skills are worth, and what counts for everybody where a vacancy states nothing."""
    yield Codes(field=CodeField.OCCUPATION, codes=(MISSING,), weight=_OCCUPATION * _UNSTATED)
    if not seeker.willing_to_move:
        yield Codes(field=CodeField.REGION, codes=(MISSING,), weight=_PLACE * _UNSTATED)
    for number in range(1, MOST_SKILLS_ASKED + 1):
        share = (UNTOLD * CREDIT / WHOLE + _COMMON) / (UNTOLD + number * _COMMON)
        yield Codes(field=CodeField.SKILLS_ASKED, codes=(str(number),), weight=_SKILL * share)


def _rarities(seeker: Seeker) -> dict[str, float]:
    """Return the skills that the person's stand in for, each with its rarity as far as they do."""
    found: dict[str, float] = {}
    for held in seeker.skills:
        for wanted, likeness in stands_for(held).items():
            found[wanted] = max(found.get(wanted, 0.0), KNOWLEDGE.rarity(wanted) * likeness / WHOLE)
    return found


def _rounded(points: float) -> float:
    return max(_STEP, round(points / _STEP) * _STEP)
