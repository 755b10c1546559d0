"""How well one side's statement fits the other's: pure functions into 0..`FULL`, ``None`` where the vacancy is silent.

A feature that the vacancy does not state counts the same for everybody: what a person adds to their profile can then
never lower a score, and a vacancy gains nothing by leaving things out. All is reckoned in whole millionths: the same
pair gives the same score on every machine, in whatever order and in blocks of whatever size it is summed.

Weights and constants are chosen, except where they say what they were measured on (docs/matching.md).
"""

from collections.abc import Callable, Iterable

from chalicelib.matching.knowledge import WHOLE, Knowledge
from chalicelib.matching.model import Demand, Feature, Seeker
from chalicelib.matching.placing import place

FULL = 1_000_000
"""A perfect fit; fits are millionths of it."""
CREDIT = 300
"""What of anything unstated everybody is taken to have, in thousandths."""
UNTOLD = 300
"""Rarity, in hundredths, of what a vacancy asks for and does not name. A short list of skills then says little: without
it, whoever has the one skill that a vacancy names would suit it better than who has nine of ten."""
HELD = 900
"""Fit of an occupation held, in thousandths of one wished for."""
ELSEWHERE = 300
"""What a month counts at least that was worked in whatever other occupation, in thousandths."""

Fit = Callable[[Seeker, Demand, Knowledge], int | None]


def skills(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> int | None:
    """Share of the skills asked for that the person has or has the like of, each weighed by its rarity.

    One more of rarity `UNTOLD` counts as asked for, of which everybody has `CREDIT`.
    """
    if not demand.skills:
        return None
    asked = UNTOLD + sum(knowledge.rarity(wanted) for wanted in demand.skills)
    held = UNTOLD * CREDIT + sum(
        knowledge.rarity(wanted) * nearest(seeker, wanted, knowledge)[0] for wanted in demand.skills
    )
    return held * FULL // (WHOLE * asked)


def nearest(seeker: Seeker, wanted: str, knowledge: Knowledge) -> tuple[int, str]:
    """Return the likeness, in thousandths, of the person's skill that is most like ``wanted``, and that skill.

    Of equals the first by code; 0 and nothing when none is like it.
    """
    alike = knowledge.alike(wanted)
    found = [(-alike[mine], mine) for mine in seeker.skills if mine in alike]
    if not found:
        return 0, ""
    likeness, mine = min(found)
    return -likeness, mine


def occupation(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> int | None:
    """Proximity of the nearest occupation that is wished for or was held."""
    asked = occupations_of(demand)
    if not asked:
        return None
    wished = WHOLE * _closest(seeker.wished_occupations, asked, knowledge)
    held = HELD * _closest(seeker.occupations, asked, knowledge)
    return max(wished, held)


def experience(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> int | None:
    """Share of the months asked for, those worked in near occupations counting most; more is worth no more.

    Where fresh graduates are welcome nobody falls below half.
    """
    if not demand.experience_months:
        return None
    share = min(FULL, months_that_count(seeker, demand, knowledge) * FULL // (WHOLE * demand.experience_months))
    return (FULL + share) // 2 if demand.fresh_graduate else share


def months_that_count(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> int:
    """Return the thousandths of months of experience, each job's by how near its occupation is."""
    asked = occupations_of(demand)
    if not asked:
        return WHOLE * seeker.experience_months
    return sum(job.months * _relevance(job.occupation, asked, knowledge) for job in seeker.jobs)


def education(seeker: Seeker, demand: Demand, _: Knowledge) -> int | None:
    """Whole when the level is reached, half for each level below."""
    if demand.education_rank is None:
        return None
    return FULL >> max(0, demand.education_rank - (seeker.education_rank or 0))


def pay(seeker: Seeker, demand: Demand, _: Knowledge) -> int | None:
    """Mean of what the least and the most that the vacancy pays are of the pay wished for, each whole at most."""
    bounds = [bound for bound in (demand.pay_minimum, demand.pay_maximum) if bound]
    if not bounds:
        return None
    wished = seeker.pay_minimum
    if not wished:
        return FULL
    return (_share(bounds[0], wished) + _share(bounds[-1], wished)) // 2


def contract(seeker: Seeker, demand: Demand, _: Knowledge) -> int | None:
    """Whether the contract form is among those wished; whoever names none takes any."""
    if demand.employment_type is None:
        return None
    return FULL if not seeker.employment_types or demand.employment_type in seeker.employment_types else 0


def languages(seeker: Seeker, demand: Demand, _: Knowledge) -> int | None:
    """Share of the languages asked for."""
    if not demand.languages:
        return None
    return sum(language in seeker.languages for language in demand.languages) * FULL // len(demand.languages)


def occupations_of(demand: Demand) -> tuple[str, ...]:
    """Return every occupation that the vacancy may mean."""
    return ((demand.occupation,) if demand.occupation else ()) + demand.further_occupations


def _closest(mine: Iterable[str], asked: tuple[str, ...], knowledge: Knowledge) -> int:
    return max((knowledge.proximity(code, wanted) for code in mine for wanted in asked), default=0)


def _relevance(occupation: str | None, asked: tuple[str, ...], knowledge: Knowledge) -> int:
    return max(ELSEWHERE, _closest((occupation,), asked, knowledge)) if occupation else ELSEWHERE


def _share(bound: int, wished: int) -> int:
    return min(FULL, bound * FULL // wished)


FITS: dict[Feature, tuple[int, Fit]] = {
    Feature.SKILLS: (30, skills),
    Feature.OCCUPATION: (30, occupation),
    Feature.PLACE: (14, place),
    Feature.EXPERIENCE: (8, experience),
    Feature.EDUCATION: (6, education),
    Feature.PAY: (6, pay),
    Feature.LANGUAGES: (3, languages),
    Feature.CONTRACT: (3, contract),
}
"""Every feature with its weight in hundredths; the weights sum to 100."""
