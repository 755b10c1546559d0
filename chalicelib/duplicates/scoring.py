"""How alike two vacancies are, part by part, and from where on they are taken for the same.

The total is the weighted mean of five parts; what one of the two does not state counts half. Some differences rule it
out whatever else agrees: another level (*senior*), another regency or province, another employer. A chain looks for the
same worker in two towns with the same words: those are two vacancies.
"""

from rapidfuzz.fuzz import ratio

from chalicelib.duplicates.model import Fingerprint, Likeness
from chalicelib.duplicates.naming import LEVELS
from chalicelib.duplicates.sketching import FEWEST, alike

THRESHOLD = 0.82
WEIGHTS = {"title": 0.25, "employer": 0.25, "text": 0.25, "place": 0.15, "pay": 0.10}
UNKNOWN = 0.5

_SPELT_ALIKE = 88.0
_SAME_WORD = 85.0
_LEAST_TITLE = 0.75
_WHOLE_TEXT = 0.7
"""Texts of which so much agrees are one text with another portal's sentences around it."""
_COPIED_TEXT = 0.85
"""What has to agree where one of the two withholds its employer: nothing else tells one office from another."""
_PROVINCE_ONLY = 0.8
_NEAR_PAY = 0.05
_OVERLAPPING = 0.7
_TEASER = 0.6
"""A text so much shorter than the other is taken for an extract: what counts is how much of it the other holds."""
_EXTRACT = 0.9


def compare(first: Fingerprint, second: Fingerprint) -> Likeness:
    """Return how alike two vacancies are; the order of the two changes nothing."""
    title, employer, place = _title(first, second), _employer(first, second), _place(first, second)
    conflict = _conflict(first, second, title, employer, place)
    pay = _pay(first, second)
    common = None if conflict else _common_text(first, second)
    if conflict is None and employer == UNKNOWN and (common is None or common < _COPIED_TEXT):
        conflict = "text"
    text = UNKNOWN if common is None else min(1.0, common / _WHOLE_TEXT)
    parts = {"title": title, "employer": employer, "place": place, "pay": pay, "text": text}
    total = 0.0 if conflict else sum(WEIGHTS[name] * value for name, value in parts.items())
    return Likeness(
        title=title, employer=employer, place=place, pay=pay, text=text, total=round(total, 6), conflict=conflict
    )


def same(first: Fingerprint, second: Fingerprint) -> bool:
    """Tell whether the machine takes two vacancies for one job."""
    return compare(first, second).total >= THRESHOLD


def related(first: Fingerprint, second: Fingerprint) -> bool:
    """Tell whether anything speaks for one job at all: the employer, the place, or most of the text is common."""
    if _employer(first, second) or _place(first, second):
        return True
    return (_common_text(first, second) or 0.0) >= _WHOLE_TEXT


def _conflict(first: Fingerprint, second: Fingerprint, title: float, employer: float, place: float) -> str | None:
    if place == 0:
        return "place"
    if employer == 0:
        return "employer"
    if LEVELS.intersection(first.title) != LEVELS.intersection(second.title):
        return "level"
    return "title" if title < _least_title(first, second) else None


def _least_title(first: Fingerprint, second: Fingerprint) -> float:
    """One portal that says *cook* and *pastry cook* means two jobs; two portals may mean one."""
    return 1.0 if first.source == second.source else _LEAST_TITLE


def _title(first: Fingerprint, second: Fingerprint) -> float:
    """The share of common words (Dice), a misspelt one counting as the same."""
    if first.title == second.title:
        return 1.0
    left, right = sorted(set(first.title) - set(second.title)), sorted(set(second.title) - set(first.title))
    common = len(set(first.title) & set(second.title))
    fuzzy = min(_near(left, right), _near(right, left))
    return 2 * (common + fuzzy) / (len(first.title) + len(second.title))


def _near(words: list[str], others: list[str]) -> int:
    return sum(any(ratio(word, other) >= _SAME_WORD for other in others) for word in words)


def _employer(first: Fingerprint, second: Fingerprint) -> float:
    if not first.employer or not second.employer:
        return UNKNOWN
    if first.employer == second.employer:
        return 1.0
    near = ratio(min(first.employer, second.employer), max(first.employer, second.employer))
    return 0.9 if near >= _SPELT_ALIKE else 0.0


def _place(first: Fingerprint, second: Fingerprint) -> float:
    one, other = sorted((first.region or "", second.region or ""), key=len)
    if not one or (first.remote and second.remote):
        return UNKNOWN
    if one == other:
        return 1.0
    return _PROVINCE_ONLY if other.startswith(f"{one}.") else 0.0


def _pay(first: Fingerprint, second: Fingerprint) -> float:
    one, other = _range(first), _range(second)
    if one is None or other is None:
        return UNKNOWN
    if all(abs(here - there) <= _NEAR_PAY * max(here, there) for here, there in zip(one, other, strict=True)):
        return 1.0
    return _OVERLAPPING if max(one[0], other[0]) <= min(one[1], other[1]) else 0.0


def _range(found: Fingerprint) -> tuple[int, int] | None:
    stated = [pay for pay in (found.pay_minimum, found.pay_maximum) if pay is not None]
    return (min(stated), max(stated)) if stated else None


def _common_text(first: Fingerprint, second: Fingerprint) -> float | None:
    """Return the share of the texts that is common, ``None`` when one says too little to tell."""
    fewer, more = sorted((first.shingles, second.shingles))
    if fewer < FEWEST:
        return None
    common = alike(first.sketch, second.sketch)
    if fewer >= _TEASER * more:
        return common
    held = min(1.0, common / (1 + common) * (fewer + more) / fewer)
    return max(common, _EXTRACT * held)
