"""The indices of vacancies, candidates and saved searches on OpenSearch 3.5."""

from chalicelib.settings import Search
from search.port import CandidateIndex, Percolator, VacancyIndex


def vacancy_index(settings: Search) -> VacancyIndex:
    """Return the vacancy index of the deployment that ``settings`` describe; nothing is sent yet."""
    from search.opensearch.connection import connect
    from search.opensearch.layout import VACANCIES
    from search.opensearch.vacancies import OpenSearchVacancyIndex

    return OpenSearchVacancyIndex(connect(settings), VACANCIES, settings.index_prefix)


def candidate_index(settings: Search) -> CandidateIndex:
    """Return the candidate index of the deployment that ``settings`` describe; nothing is sent yet."""
    from search.opensearch.candidates import OpenSearchCandidateIndex
    from search.opensearch.connection import connect
    from search.opensearch.layout import CANDIDATES

    return OpenSearchCandidateIndex(connect(settings), CANDIDATES, settings.index_prefix)


def percolator(settings: Search) -> Percolator:
    """Return the index of saved searches of the deployment that ``settings`` describe; nothing is sent yet."""
    from search.opensearch.connection import connect
    from search.opensearch.percolating import OpenSearchPercolator
    from search.opensearch.standing import SEARCHES

    return OpenSearchPercolator(connect(settings), SEARCHES, settings.index_prefix)
