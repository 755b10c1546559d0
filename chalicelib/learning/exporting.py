"""Accepted words in the form of the reference tables, for whoever makes their next edition."""

from collections import defaultdict
from collections.abc import Iterable

from chalicelib.learning.model import Learned
from search.vocabulary import AskedKind

TITLES = ("title", "code", "weight", "language", "kind")
OTHERS = ("kind", "code", "synonyms[]")


def titles(learned: Iterable[Learned]) -> str:
    """Return what means occupations as rows of ``job_titles``; the language is to be checked by the editor."""
    rows = [
        (each.words, each.target.code, f"{each.weight:g}", "id", "title")
        for each in learned
        if each.target.kind is AskedKind.OCCUPATION
    ]
    return _table(TITLES, sorted(rows))


def synonyms(learned: Iterable[Learned]) -> str:
    """Return what means anything else as synonyms by table and code."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in learned:
        if each.target.kind is not AskedKind.OCCUPATION:
            found[each.target.kind.value, each.target.code].append(each.words)
    return _table(OTHERS, [(kind, code, "; ".join(sorted(words))) for (kind, code), words in sorted(found.items())])


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in (columns, *rows))
