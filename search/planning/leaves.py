"""One part of a query as a clause: everything by which a vacancy may be what the part says."""

from collections.abc import Callable, Iterator, Sequence

from search import analysis
from search.plan import Clause, CodeField, Codes, Leaf, TextField, Words
from search.reading.model import Meaning, Part
from search.vocabulary import Kind
from search.weights import Weights, weights

LEAST_SURE = 0.3
"""Meanings less sure than this do not admit, but for the places of what is a place before all else: the words do."""
SHORTEST_FUZZY = 5
_FIELDS: dict[Kind, tuple[CodeField, Callable[[Weights], float]]] = {
    Kind.OCCUPATION: (CodeField.OCCUPATION, lambda own: own.occupation),
    Kind.SKILL: (CodeField.SKILL, lambda own: own.skill),
    Kind.REGION: (CodeField.REGION, lambda own: own.place),
    Kind.EDUCATION: (CodeField.EDUCATION, lambda own: own.wish),
    Kind.EMPLOYMENT_TYPE: (CodeField.EMPLOYMENT_TYPE, lambda own: own.wish),
    Kind.EMPLOYER: (CodeField.EMPLOYER, lambda own: own.employer),
}


def clause(part: Part, *, fuzzy: bool, employer: Sequence[str] = ()) -> Clause:
    """Return the clause of ``part``: its concepts' codes and its words in titles.

    Words without a concept may also be the employer's; a recognised job is never looked for among names of employers.
    ``employer`` are tokens that, side by side in an employer's name, stand for the whole query.
    """
    leaves: list[Leaf] = [_code(meaning) for meaning in admitting(part)]
    leaves.extend(_title(analysis.tokens(part.words), part, fuzzy=fuzzy and not part.meanings))
    if part.typed:
        leaves.extend(_title(analysis.tokens(part.typed), part, fuzzy=False))
    if not part.meanings:
        leaves.extend(_employer(analysis.tokens(part.typed or part.words)))
    if len(employer) > 1:
        leaves.append(
            Words(field=TextField.EMPLOYER_NAME, tokens=tuple(employer), phrase=True, weight=weights().employer)
        )
    return Clause(tuple(leaves))


def admitting(part: Part) -> tuple[Meaning, ...]:
    """Return the meanings of ``part`` that admit by their code.

    What is a place first is each place of that name: ``-bandung`` rules out the city and the regency, and *batu* in
    ``resepsionis batu`` may be the town, however seldom the word is.
    """
    place = bool(part.meanings) and part.meanings[0].kind is Kind.REGION
    return tuple(
        meaning
        for meaning in part.meanings
        if meaning.confidence >= LEAST_SURE or (place and meaning.kind is Kind.REGION)
    )


def _code(meaning: Meaning) -> Codes:
    field, weight_of = _FIELDS[meaning.kind]
    return Codes(field=field, codes=(meaning.code,), weight=round(weight_of(weights()) * meaning.confidence, 4))


def _title(tokens: list[str], part: Part, *, fuzzy: bool) -> Iterator[Leaf]:
    if len(tokens) == 1:
        may_differ = fuzzy and len(tokens[0]) >= SHORTEST_FUZZY and tokens[0].isalpha()
        yield Words(field=TextField.TITLE, tokens=tuple(tokens), weight=weights().title, fuzzy=may_differ)
    elif tokens:
        yield Words(field=TextField.TITLE, tokens=tuple(tokens), weight=weights().title, phrase=True)
        if not part.quoted or part.meanings:
            yield Words(field=TextField.TITLE, tokens=tuple(tokens), weight=weights().title_scattered)


def _employer(tokens: list[str]) -> Iterator[Leaf]:
    if tokens:
        yield Words(
            field=TextField.EMPLOYER_NAME, tokens=tuple(tokens), weight=weights().employer, phrase=len(tokens) > 1
        )
