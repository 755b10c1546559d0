"""Whether skills hold together: enough of them, names of their own, and links that lead somewhere."""

from collections.abc import Iterator, Mapping, Sequence, Sized

from chalicelib.reference.model import Skill
from search.normalise import normalise

Problems = Iterator[tuple[str, str]]
"""Keys of rows and what is wrong with them."""
LEAST_SKILLS = 2_000
"""Fewer concepts than this leave too much of what vacancies ask for unread."""


def enough_skills(rows: Sized) -> Problems:
    """Yield that there are too few."""
    if len(rows) < LEAST_SKILLS:
        yield "", f"has {len(rows)} skills, fewer than {LEAST_SKILLS}"


def shared_names(rows: Sequence[Skill]) -> Problems:
    """Yield names that two skills share and synonyms that one has twice, compared as search reads them."""
    owners: dict[str, str] = {}
    for row in rows:
        for name in (row.label.id, row.label.en):
            if owners.setdefault(normalise(name), row.code) != row.code:
                yield row.code, f"shares the name {name!r} with {owners[normalise(name)]}"
        seen = set[str]()
        for name in row.synonyms:
            plain = normalise(name)
            if plain in seen:
                yield row.code, f"has the synonym {name!r} twice"
            seen.add(plain)
            if owners.setdefault(plain, row.code) != row.code:
                yield row.code, f"shares the name {name!r} with {owners[plain]}"


def skill_links(rows: Sequence[Skill]) -> Problems:
    """Yield links to skills that do not exist, skills that lie above themselves, and links that say two things."""
    table = {row.code: row for row in rows}
    for row in rows:
        for code in (*row.broader, *row.related):
            if code not in table:
                yield row.code, f"is linked to {code}, which does not exist"
        over = above(row.code, table)
        if row.code in over:
            yield row.code, "lies above itself"
        for code in row.related:
            if code == row.code or code in over:
                yield row.code, f"is related to {code}, which is itself or lies above it"


def above(code: str, table: Mapping[str, Skill]) -> frozenset[str]:
    """Return the codes of all skills above ``code``, its own among them when the links go round."""
    found = set[str]()
    ahead = [code]
    while ahead:
        row = table.get(ahead.pop())
        new = set(row.broader) - found if row else set()
        found |= new
        ahead += new
    return frozenset(found)
