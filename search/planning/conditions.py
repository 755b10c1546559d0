"""Conditions in words as clauses: remote work, disability, fresh graduates; and what signs ask for."""

from collections.abc import Iterable

import msgspec

from search import analysis
from search.plan import Clause, CodeField, Codes, Leaf, TextField, Words
from search.reading.conditions import Conditions, find_conditions
from search.reading.model import Part, Query
from search.vocabulary import Kind
from search.weights import weights

_ABOUT_AS_SURE = 0.8
"""A sign means the surest kind of thing that the word is, and others that are at least this share as sure."""


def conditions(query: Query) -> Iterable[Clause]:
    """Yield the conditions that were named without a sign."""
    if query.remote:
        yield _remote()
    if query.disability_friendly:
        yield _disability()


def signed(part: Part) -> tuple[Clause, ...]:
    """Return the conditions that ``part`` is, by itself, behind a sign: ``+remote``, ``-"fresh graduate"``; else none.

    How much experience is asked for is a number and no clause: ``+"tanpa pengalaman"`` is `experience_demanded`.
    """
    found = _only_conditions(part)
    if found is None:
        return ()
    return (
        *((_remote(),) if found.remote else ()),
        *((_disability(),) if found.disability_friendly else ()),
        *((_fresh(),) if found.fresh_graduate else ()),
    )


def experience_demanded(parts: Iterable[Part]) -> int | None:
    """Return the months of experience that demanded ``parts`` say the searcher has; None if they say nothing of it."""
    stated = (found.experience_months for part in parts if (found := _only_conditions(part)) and not signed(part))
    return next((months for months in stated if months is not None), None)


def meant_by_sign(part: Part) -> Part:
    """Return ``part`` with the kind of thing alone that it surely is.

    ``-java`` rules out the language and not every programmer, though the word may mean one; ``-kasir`` is the job and
    its skill, which are one. A place stays each place of that name.
    """
    if not part.meanings:
        return part
    best = part.meanings[0]
    least = best.confidence * _ABOUT_AS_SURE
    kinds = {best.kind}
    if best.kind is not Kind.REGION:
        kinds.update(each.kind for each in part.meanings if each.confidence >= least)
    return msgspec.structs.replace(part, meanings=tuple(each for each in part.meanings if each.kind in kinds))


def _only_conditions(part: Part) -> Conditions | None:
    found = find_conditions(part.words)
    return None if found.rest.strip() else found


def _remote() -> Clause:
    return _flag(CodeField.REMOTE, "remote", "wfh")


def _disability() -> Clause:
    return _flag(CodeField.DISABILITY_FRIENDLY, "disabilitas", "difabel")


def _fresh() -> Clause:
    return _flag(CodeField.FRESH_GRADUATE, "fresh graduate")


def _flag(field: CodeField, *words: str) -> Clause:
    said: tuple[Leaf, ...] = tuple(_title(each) for each in words)
    return Clause((Codes(field=field, codes=("true",), weight=weights().wish), *said))


def _title(words: str) -> Words:
    tokens = tuple(analysis.tokens(words))
    return Words(field=TextField.TITLE, tokens=tokens, weight=weights().wish, phrase=len(tokens) > 1)
