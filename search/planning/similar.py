"""Vacancies like a given one: of its occupation or with the words of its title; skills, place and the rest rank."""

from collections.abc import Iterator

from search import analysis
from search.document import VacancyDocument
from search.indexed import occupations
from search.plan import (
    Admission,
    Clause,
    CodeField,
    Codes,
    Leaf,
    NumberField,
    Plan,
    RangeFilter,
    Signals,
    TextField,
    Words,
)
from search.relaxation import GROUP_DIGITS
from search.weights import weights

_MOST_SKILLS = 12


def similar_plan(document: VacancyDocument, now: int, limit: int) -> Plan:
    """Return the plan that finds open vacancies like ``document``, without itself and what is known to be the same."""
    same = (document.id, *(entry.vacancy_id for entry in document.also_on))
    itself = Clause((Codes(field=CodeField.ID, codes=tuple(dict.fromkeys(same))),))
    admission = Admission(
        must=(Clause(tuple(_same_work(document))),),
        must_not=(itself,),
        filters=(RangeFilter(field=NumberField.EXPIRES_AT, minimum=now),),
    )
    return Plan(admission=admission, boosts=tuple(_alike(document)), signals=Signals(now=now), limit=limit)


def _same_work(document: VacancyDocument) -> Iterator[Leaf]:
    for code in occupations(document):
        yield Codes(field=CodeField.OCCUPATION, codes=(code,), weight=weights().occupation)
        group = round(weights().occupation * weights().group, 4)
        yield Codes(field=CodeField.OCCUPATION, codes=(code[:GROUP_DIGITS],), weight=group)
    if tokens := tuple(analysis.tokens(document.title)):
        yield Words(field=TextField.TITLE, tokens=tokens, weight=weights().title_scattered)


def _alike(document: VacancyDocument) -> Iterator[Leaf]:
    for skill in document.skills[:_MOST_SKILLS]:
        yield Codes(field=CodeField.SKILL, codes=(skill,), weight=weights().similar_skill)
    if document.region:
        yield Codes(field=CodeField.REGION, codes=(document.region,), weight=weights().similar_region)
        yield Codes(
            field=CodeField.REGION, codes=(document.region.partition(".")[0],), weight=weights().similar_province
        )
    for token in dict.fromkeys(analysis.tokens(document.title)):
        yield Words(field=TextField.TITLE, tokens=(token,), weight=weights().similar_word)
