"""Vacancies like a given one: of its occupation or with the words of its title; skills, place and the rest rank."""

from collections.abc import Iterator

from search import analysis, ranking
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
from search.relaxation import GROUP_DIGITS, GROUP_WEIGHT

_MOST_SKILLS = 12
_SHARED_SKILL = 0.5
_SAME_PROVINCE = 0.4
_TITLE_WORD = 0.5


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
        yield Codes(field=CodeField.OCCUPATION, codes=(code,), weight=ranking.OCCUPATION)
        group = ranking.OCCUPATION * GROUP_WEIGHT
        yield Codes(field=CodeField.OCCUPATION, codes=(code[:GROUP_DIGITS],), weight=group)
    if tokens := tuple(analysis.tokens(document.title)):
        yield Words(field=TextField.TITLE, tokens=tokens, weight=ranking.TITLE_SCATTERED)


def _alike(document: VacancyDocument) -> Iterator[Leaf]:
    for skill in document.skills[:_MOST_SKILLS]:
        yield Codes(field=CodeField.SKILL, codes=(skill,), weight=_SHARED_SKILL)
    if document.region:
        yield Codes(field=CodeField.REGION, codes=(document.region,), weight=ranking.PLACE)
        yield Codes(field=CodeField.REGION, codes=(document.region.partition(".")[0],), weight=_SAME_PROVINCE)
    for token in dict.fromkeys(analysis.tokens(document.title)):
        yield Words(field=TextField.TITLE, tokens=(token,), weight=_TITLE_WORD)
