"""Loosening a search that finds less than a page: one criterion at a time, in a fixed order, each explained.

First words that nothing is known of: beside what is known they need not be found, by themselves one of them is enough.
Then skills likewise, what all words together look like (the occupations that they are linked to), places (their
neighbours, then their provinces), the occupation (its three-digit group), pay, contract type. What the searcher
demanded (``+``), ruled out (``-``) or held together by quotes is never loosened. The first three steps need not find
all that the ones before found: they ask for less, but for all of it. What was loosened still counts: the place that
was asked for comes first in every later step.

Last, words that nothing is known of are given up if a place or another criterion is left to go by (``kerja yang enak
di jakarta``): all that meets it is shown, and then the criterion is loosened like any other.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from search.knowledge import Knowledge, Link
from search.plan import Clause, CodeField, Codes, Leaf
from search.planning.intent import Intent, Said
from search.request import Criteria
from search.weights import weights

GROUP_DIGITS = 3
_Loosen = Callable[[Intent, Intent, Knowledge], "Loosened | None"]


class Loosened(msgspec.Struct, frozen=True, kw_only=True):
    """A wider intent: which criterion was loosened, from which values to which (none: dropped).

    ``aside``: what comes after it does not build on it. ``links`` are the occupations that it found for the words.
    """

    intent: Intent
    criterion: str
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    aside: bool = False
    links: tuple[Link, ...] = ()


def steps(strict: Intent, knowledge: Knowledge) -> Iterator[Loosened]:
    """Yield ever wider intents, each on top of the one before but those aside; what changes nothing is left out.

    Giving up the words altogether begins anew from the strict intent.
    """
    yield from _chain(strict, strict, knowledge, (_words, _skills, _meaning, *_CRITERIA))
    if rest := _without_words(strict):
        yield rest
        yield from _chain(rest.intent, strict, knowledge, _CRITERIA)


def _chain(current: Intent, strict: Intent, knowledge: Knowledge, loosening: Iterable[_Loosen]) -> Iterator[Loosened]:
    # All steps look alike, whether or not they need the strict intent or the knowledge.
    for loosen in loosening:
        wider = loosen(current, strict, knowledge)
        if wider is not None and wider.intent != current:
            current = current if wider.aside else wider.intent
            yield wider


def _without_words(strict: Intent) -> Loosened | None:
    """Return what is left without any words, of which none is a concept; None if nothing else was asked for."""
    unknown = {each.clause for each in strict.unknown}
    if not unknown or any(clause not in unknown for clause in strict.clauses) or _stands(strict):
        return None
    if strict.said == Criteria() and strict.asked == Criteria() and not strict.must:
        return None
    loose = tuple(leaf for clause in strict.clauses for leaf in clause.leaves)
    rest = msgspec.structs.replace(strict, clauses=(), terms=(), unknown=(), boosts=(*strict.boosts, *loose))
    return Loosened(intent=rest, criterion="words", before=_named(strict.unknown))


def _words(wanted: Intent, strict: Intent, knowledge: Knowledge) -> Loosened | None:  # noqa: ARG001
    wider = _fewer(wanted, wanted.unknown, stands=_stands(wanted))
    if wider is None:
        return None
    settled = msgspec.structs.replace(wider, unknown=())
    return Loosened(intent=settled, criterion="words", before=_named(wanted.unknown))


def _stands(wanted: Intent) -> bool:
    """Tell whether what is known besides the unknown words says by itself which vacancies are meant."""
    return bool(_others(wanted, wanted.unknown) or wanted.types or wanted.conditions)


def _skills(wanted: Intent, strict: Intent, knowledge: Knowledge) -> Loosened | None:  # noqa: ARG001
    wider = _fewer(wanted, wanted.skills, stands=bool(_others(wanted, wanted.skills)))
    if wider is None:
        return None
    settled = msgspec.structs.replace(wider, skills=())
    return Loosened(intent=settled, criterion="skill", before=_named(wanted.skills))


def _meaning(wanted: Intent, strict: Intent, knowledge: Knowledge) -> Loosened | None:  # noqa: ARG001
    """Ask for the occupations that the words look like; the words themselves still count. Quoted ones must be found."""
    words = " ".join(each.words for each in strict.terms)
    named = [{code for leaf in each.clause.leaves for code in _occupations(leaf)} for each in strict.terms]
    links = tuple(link for link in _links(strict, words, knowledge) if any(link.code not in codes for codes in named))
    if not links:
        return None
    loose = tuple(leaf for each in strict.terms for leaf in each.clause.leaves)
    about = msgspec.structs.replace(
        strict, clauses=(*_others(strict, strict.terms), _linked(links)), boosts=(*strict.boosts, *loose)
    )
    after = tuple(link.code for link in links)
    return Loosened(intent=about, criterion="meaning", before=(words,), after=after, aside=True, links=links)


def _links(strict: Intent, words: str, knowledge: Knowledge) -> Iterator[Link]:
    """Yield what all words together are linked to, else what each skill among them is; each occupation once."""
    found = [*knowledge.linked(words)] if words else []
    if not found:
        found = [link for each in strict.skills for link in knowledge.linked(each.words)]
    yield from {link.code: link for link in found}.values()


def _linked(links: Sequence[Link]) -> Clause:
    worth = weights().occupation * weights().meaning
    return Clause(
        tuple(
            Codes(field=CodeField.OCCUPATION, codes=(link.code,), weight=round(worth * link.confidence, 4))
            for link in links
        )
    )


def _fewer(wanted: Intent, said: Sequence[Said], *, stands: bool) -> Intent | None:
    """Return the intent that needs nothing of what was ``said`` if the rest ``stands`` alone, else one of several.

    What no longer admits still counts.
    """
    loose = tuple(leaf for each in said for leaf in each.clause.leaves)
    if said and stands:
        return msgspec.structs.replace(wanted, clauses=_others(wanted, said), boosts=(*wanted.boosts, *loose))
    return msgspec.structs.replace(wanted, clauses=(Clause(loose),)) if len(said) > 1 else None


def _named(said: Sequence[Said]) -> tuple[str, ...]:
    return tuple(each.words for each in said)


def _others(wanted: Intent, said: Sequence[Said]) -> tuple[Clause, ...]:
    clauses = {each.clause for each in said}
    return tuple(clause for clause in wanted.clauses if clause not in clauses)


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
    wider = msgspec.structs.replace(wanted, said=said, asked=asked, boosts=(*wanted.boosts, _as_asked(before)))
    return Loosened(intent=wider, criterion="region", before=before, after=after)


def _as_asked(codes: tuple[str, ...]) -> Leaf:
    """Return what lying where it was asked for is worth in later steps: as much as a job by its code and its title."""
    return Codes(field=CodeField.REGION, codes=codes, weight=weights().occupation + weights().title)


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
            yield Codes(field=leaf.field, codes=codes, weight=round(leaf.weight * weights().group, 4))


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
    kept = tuple(leaf for clause in wanted.types for leaf in clause.leaves)
    wider = msgspec.structs.replace(wanted, types=(), asked=asked, boosts=(*wanted.boosts, *kept))
    return Loosened(intent=wider, criterion="employment_type", before=before) if before else None


_CRITERIA = (_neighbours, _province, _group, _salary, _contract)
