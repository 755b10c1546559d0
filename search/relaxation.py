"""Loosening a search that finds less than a page: one criterion at a time, in a fixed order, each explained.

First words that nothing is known of: beside what is known they need not be found, by themselves one of them is enough.
Then places (their neighbours, then their provinces), the occupation (its three-digit group), pay, contract type.
What the searcher demanded (``+``) or ruled out (``-``) or held together by quotes is never loosened. Every step but the
first only widens the one before it.
"""

from collections.abc import Callable, Iterator

import msgspec

from search.knowledge import Knowledge
from search.plan import Clause, CodeField, Codes, Leaf
from search.planning.intent import Intent
from search.request import Criteria

GROUP_DIGITS = 3
GROUP_WEIGHT = 0.4
"""What a vacancy of the occupation's group counts against one of the occupation itself."""


class Loosened(msgspec.Struct, frozen=True, kw_only=True):
    """A wider intent: which criterion was loosened, from which values to which (none: dropped)."""

    intent: Intent
    criterion: str
    before: tuple[str, ...]
    after: tuple[str, ...] = ()


def steps(strict: Intent, knowledge: Knowledge) -> Iterator[Loosened]:
    """Yield ever wider intents, each on top of the one before; steps that change nothing are left out."""
    current = strict
    # All steps look alike, whether or not they need the strict intent or the knowledge.
    for loosen in (_words, _neighbours, _province, _group, _salary, _contract):
        wider = loosen(current, strict, knowledge)
        if wider is not None and wider.intent != current:
            current = wider.intent
            yield wider


def _words(wanted: Intent, strict: Intent, knowledge: Knowledge) -> Loosened | None:  # noqa: ARG001
    loose = tuple(leaf for each in wanted.unknown for leaf in each.clause.leaves)
    unknown = {each.clause for each in wanted.unknown}
    known = tuple(clause for clause in wanted.clauses if clause not in unknown)
    if known or wanted.types or wanted.conditions:
        wider = msgspec.structs.replace(wanted, clauses=known, unknown=(), boosts=(*wanted.boosts, *loose))
    else:
        wider = msgspec.structs.replace(wanted, clauses=(Clause(loose),), unknown=())
    if not loose or wider.clauses == wanted.clauses:
        return None
    return Loosened(intent=wider, criterion="words", before=tuple(each.words for each in wanted.unknown))


def _neighbours(wanted: Intent, strict: Intent, knowledge: Knowledge) -> Loosened | None:  # noqa: ARG001
    return _regions(wanted, lambda code: (code, *knowledge.neighbours(code)))


def _province(wanted: Intent, strict: Intent, knowledge: Knowledge) -> Loosened | None:  # noqa: ARG001
    own = {*strict.said.regions, *strict.asked.regions}
    return _regions(wanted, lambda code: (code, code.partition(".")[0]) if code in own else (code,))


def _regions(wanted: Intent, widen: Callable[[str], tuple[str, ...]]) -> Loosened | None:
    before = (*wanted.said.regions, *wanted.asked.regions)
    said, asked = _widened(wanted.said, widen), _widened(wanted.asked, widen)
    after = tuple(dict.fromkeys((*said.regions, *asked.regions)))
    if set(after) == set(before):
        return None
    return Loosened(
        intent=msgspec.structs.replace(wanted, said=said, asked=asked), criterion="region", before=before, after=after
    )


def _widened(criteria: Criteria, widen: Callable[[str], tuple[str, ...]]) -> Criteria:
    codes = tuple(dict.fromkeys(wider for code in criteria.regions for wider in widen(code)))
    return msgspec.structs.replace(criteria, regions=codes)


def _group(wanted: Intent, strict: Intent, knowledge: Knowledge) -> Loosened | None:  # noqa: ARG001
    asked = tuple(dict.fromkeys(code[:GROUP_DIGITS] for code in wanted.asked.occupations))
    named = [code for clause in wanted.clauses for leaf in clause.leaves for code in _occupations(leaf)]
    before = tuple(dict.fromkeys((*wanted.asked.occupations, *named)))
    after = tuple(dict.fromkeys(code[:GROUP_DIGITS] for code in before))
    if after == before:
        return None
    wider = msgspec.structs.replace(
        wanted,
        clauses=tuple(Clause((*clause.leaves, *_groups(clause))) for clause in wanted.clauses),
        asked=msgspec.structs.replace(wanted.asked, occupations=asked),
    )
    return Loosened(intent=wider, criterion="occupation", before=before, after=after)


def _occupations(leaf: Leaf) -> tuple[str, ...]:
    return leaf.codes if isinstance(leaf, Codes) and leaf.field is CodeField.OCCUPATION else ()


def _groups(clause: Clause) -> Iterator[Leaf]:
    for leaf in clause.leaves:
        if isinstance(leaf, Codes) and leaf.field is CodeField.OCCUPATION:
            codes = tuple(code[:GROUP_DIGITS] for code in leaf.codes)
            yield Codes(field=leaf.field, codes=codes, weight=round(leaf.weight * GROUP_WEIGHT, 4))


def _salary(wanted: Intent, strict: Intent, knowledge: Knowledge) -> Loosened | None:  # noqa: ARG001
    amounts = [each.salary_minimum for each in (wanted.said, wanted.asked) if each.salary_minimum is not None]
    if not amounts:
        return None
    said = msgspec.structs.replace(wanted.said, salary_minimum=None)
    asked = msgspec.structs.replace(wanted.asked, salary_minimum=None)
    wider = msgspec.structs.replace(wanted, said=said, asked=asked)
    return Loosened(intent=wider, criterion="salary", before=(str(max(amounts)),))


def _contract(wanted: Intent, strict: Intent, knowledge: Knowledge) -> Loosened | None:  # noqa: ARG001
    named = [
        code
        for clause in wanted.types
        for leaf in clause.leaves
        if isinstance(leaf, Codes) and leaf.field is CodeField.EMPLOYMENT_TYPE
        for code in leaf.codes
    ]
    before = tuple(dict.fromkeys((*named, *wanted.asked.employment_types)))
    asked = msgspec.structs.replace(wanted.asked, employment_types=())
    wider = msgspec.structs.replace(wanted, types=(), asked=asked)
    return Loosened(intent=wider, criterion="employment_type", before=before) if before else None
