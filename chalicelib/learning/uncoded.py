"""Titles of published vacancies that say nothing to the tables, though several employers use them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from chalicelib import reference, vacancies
from chalicelib.learning import dictionary
from chalicelib.learning.candidates import Candidate
from chalicelib.learning.forbidding import is_forbidden
from chalicelib.learning.model import Evidence, ProposalKind, Target
from chalicelib.learning.privacy import is_suspicious
from chalicelib.vacancies import Vacancy
from search.normalise import normalise
from search.vocabulary import AskedKind

LEAST_VACANCIES, LEAST_EMPLOYERS = 5, 3
"""One employer may call its work as it likes."""
_LONGEST, _PAGE = 60, 500


def of_vacancies(every: Iterable[Vacancy]) -> Iterator[Candidate]:
    """Yield the frequent titles without an occupation; what each is likest to, if anything, is its target."""
    number: dict[str, int] = defaultdict(int)
    employers: dict[str, set[str]] = defaultdict(set)
    for vacancy in every:
        title = normalise(vacancy.content.title)
        if vacancy.content.occupation is None and title and len(title) <= _LONGEST:
            number[title] += 1
            employers[title].add(vacancy.employer_id)
    for title, vacancies_so in number.items():
        if vacancies_so >= LEAST_VACANCIES and len(employers[title]) >= LEAST_EMPLOYERS and _may_be_told(title):
            yield _candidate(title, Evidence(vacancies=vacancies_so, employers=len(employers[title])))


def published() -> Iterator[Vacancy]:
    """Yield every published vacancy, page by page."""
    after: str | None = None
    while True:
        found, after = vacancies.published_after(after, _PAGE)
        yield from found
        if after is None:
            return


def _may_be_told(title: str) -> bool:
    if dictionary.meanings(title) or is_forbidden(title):
        return False
    return not is_suspicious(title, dictionary.recogniser().knows)


def _candidate(title: str, evidence: Evidence) -> Candidate:
    likely = reference.code_title(title)
    target = None if likely is None else Target(kind=AskedKind.OCCUPATION, code=likely.code)
    confidence = 0.0 if likely is None else round(likely.confidence, 4)
    return Candidate(kind=ProposalKind.TITLE, words=title, target=target, confidence=confidence, evidence=evidence)
