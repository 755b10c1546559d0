"""The indices of this process, by the settings: embedded in a folder, or on an OpenSearch cluster."""

import contextlib
import functools
import threading
from collections.abc import Iterator
from pathlib import Path

from chalicelib.errors import Unavailable
from chalicelib.observability import logger
from chalicelib.settings import Search, SettingsError, read
from chalicelib.texts import Text
from search.port import CandidateIndex, IndexUnavailable, Percolator, VacancyIndex

_lock = threading.Lock()
_eras = [0]


def vacancy_index() -> VacancyIndex:
    """Return the vacancy index, opened at first use. Raises `search.port.IndexUnavailable`."""
    with _lock:
        return _vacancies()


def candidate_index() -> CandidateIndex:
    """Return the candidate index, opened at first use. Raises `search.port.IndexUnavailable`."""
    with _lock:
        return _candidates()


def percolator() -> Percolator:
    """Return the index of saved searches, opened at first use. Raises `search.port.IndexUnavailable`."""
    with _lock:
        return _percolator()


def era() -> int:
    """Return a number that changes when the indices are closed: what is known of them then holds no more."""
    return _eras[0]


def close() -> None:
    """Close the indices that were opened and open them afresh at the next use."""
    with _lock:
        _eras[0] += 1
        for opened in (_vacancies, _candidates, _percolator):
            if opened.cache_info().currsize:
                opened().close()
                opened.cache_clear()


@contextlib.contextmanager
def index_answering() -> Iterator[None]:
    """Turn an index that does not answer within the block into `Unavailable`, which callers understand."""
    try:
        yield
    except IndexUnavailable as error:
        logger.warning("the index does not answer", extra={"reason": str(error)})
        raise Unavailable(Text("Pencarian sementara tidak tersedia.", "Search is temporarily unavailable.")) from error


@functools.cache
def _vacancies() -> VacancyIndex:
    if _embedded():
        from search.embedded.vacancies import EmbeddedVacancyIndex

        return EmbeddedVacancyIndex(_folder("vacancies"))
    from search.opensearch import vacancy_index as opensearch_index

    return opensearch_index(read(Search))


@functools.cache
def _candidates() -> CandidateIndex:
    if _embedded():
        from search.embedded.candidates import EmbeddedCandidateIndex

        return EmbeddedCandidateIndex(_folder("candidates"))
    from search.opensearch import candidate_index as opensearch_index

    return opensearch_index(read(Search))


@functools.cache
def _percolator() -> Percolator:
    if _embedded():
        from search.embedded.percolator import EmbeddedPercolator

        return EmbeddedPercolator(_folder("searches"))
    from search.opensearch import percolator as opensearch_percolator

    return opensearch_percolator(read(Search))


def _embedded() -> bool:
    engine = read(Search).search_engine
    if engine not in ("embedded", "opensearch"):
        raise SettingsError(f"PADAN_SEARCH_ENGINE: {engine!r} is neither 'embedded' nor 'opensearch'")
    return engine == "embedded"


def _folder(name: str) -> Path | None:
    """Return where an embedded index lies; without a folder in the settings it lives in memory."""
    folder = read(Search).search_folder
    return Path(folder) / name if folder else None
