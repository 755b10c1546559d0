"""Whether what is said of occupations holds together: descriptions, licences, hazards, ranks."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from chalicelib.reference import duties, files, ranks
from chalicelib.reference.model_occupations import HazardousWork, OccupationDescription, RankGroup, RegulatedOccupation

Problems = Iterator[tuple[str, str]]
"""Keys of rows and what is wrong with them."""
TASKS = range(3, 6)
"""How many typical tasks a unit group has."""
_UNIT = 4
_MANAGERS_AND_SUPERVISORS = ("1", "3", "5")


def described(rows: Mapping[str, OccupationDescription], units: Collection[str]) -> Problems:
    """Yield unit groups without a description, descriptions of other codes, and empty or uneven ones."""
    yield from ((code, "has no description") for code in units if code not in rows)
    for code, row in rows.items():
        if code not in units:
            yield code, "is no unit group"
        if not row.description.id or not row.description.en:
            yield code, "is not described in one of the languages"
        if len(row.tasks.id) not in TASKS or len(row.tasks.id) != len(row.tasks.en):
            yield code, f"has {len(row.tasks.id)} tasks in Indonesian and {len(row.tasks.en)} in English"


def licensed(rows: Iterable[RegulatedOccupation], units: Collection[str], licences: Collection[str]) -> Problems:
    """Yield regulated occupations that are no unit group, ask for an unknown licence, or name no law."""
    for row in rows:
        if row.code not in units:
            yield row.code, "is no unit group"
        if row.licence not in licences:
            yield row.code, f"asks for {row.licence}, which does not exist"
        if not row.law:
            yield row.code, f"names no law that asks for {row.licence}"


def hazards(rows: Iterable[HazardousWork], units: Collection[str]) -> Problems:
    """Yield hazardous work that is no unit group, or lacks its reason or law."""
    for row in rows:
        if row.code not in units:
            yield row.code, "is no unit group"
        if not (row.reason.id and row.reason.en and row.law):
            yield row.code, "lacks a reason in one of the languages, or the law"


def leaders(rows: Iterable[RankGroup], groups: Collection[str]) -> Problems:
    """Yield trades and leaders' groups that do not exist, and groups that lead nobody."""
    for row in rows:
        if row.trade not in groups:
            yield row.trade, "is no group"
        if row.group not in groups or len(row.group) != _UNIT or row.group[0] not in _MANAGERS_AND_SUPERVISORS:
            yield row.trade, f"is led by {row.group}, which is no group of managers or supervisors"


def occupation_checks(
    groups: Collection[str], licences: Collection[str]
) -> tuple[tuple[str, Callable[[], Problems]], ...]:
    """Return the checks by table; ``groups`` are the codes of the classification, ``licences`` of the licences."""
    units = {code for code in groups if len(code) == _UNIT}
    return (
        ("occupation_descriptions", lambda: described(duties.descriptions(), units)),
        ("regulated_occupations", lambda: licensed(duties.regulated(), units, licences)),
        ("hazardous_work", lambda: hazards(duties.hazardous().values(), units)),
        ("rank_groups", lambda: leaders(files.typed("rank_groups", ranks.VERSION, RankGroup), groups)),
    )
