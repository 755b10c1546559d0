"""Indonesian titles linked to English ones: which English title of a group is nearest to an Indonesian one's meaning.

The task: the official Indonesian title of a unit group (KBJI 2014, worded by others than the tables) is given; of all
English titles of unit groups (ISCO-08) one is chosen, that of the group that the title is coded as. It is right when it
is the title of the same group. The same with six-digit titles that the tables do not have.
"""

from collections.abc import Iterable, Mapping

from chalicelib import reference
from chalicelib.reference.occupations import TITLES_EDITION

_UNIT = 4


def english_titles() -> Mapping[str, str]:
    """Return the English title of each unit group, by its code."""
    return {group.code: group.label.en for group in reference.occupations(TITLES_EDITION) if group.level == _UNIT}


def linked(title: str, candidates: Mapping[str, str]) -> str | None:
    """Return the English title among ``candidates`` that an Indonesian ``title`` is linked to, None for none."""
    found = (each.coding.code for each in reference.suggest(title, version=TITLES_EDITION))
    return next((candidates[code] for code in found if code in candidates), None)


def hits(titles: Iterable[tuple[str, str]]) -> list[bool]:
    """Return for each title with its group whether it is linked to the group's English title."""
    candidates = english_titles()
    return [linked(title, candidates) == candidates.get(code) for title, code in titles]
