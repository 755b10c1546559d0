"""An index of one part of the corpus on each engine, with the ways of searching it."""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.relevance.keywords import OpenSearchKeywords, TantivyKeywords
from bench.relevance.model import Posting
from bench.relevance.ways import Way, ways
from bench.settings import opensearch
from search.port import VacancyIndex

_BATCH = 500


class Engine(msgspec.Struct, frozen=True, kw_only=True):
    """An engine by name; ``url`` of a running OpenSearch, empty for the embedded one."""

    name: str
    url: str = ""


EMBEDDED = Engine(name="embedded")


@contextlib.contextmanager
def engines(asked: Sequence[str]) -> Iterator[list[Engine]]:
    """Yield those of the asked engines that are there; of one that is not the reason is printed."""
    with contextlib.ExitStack() as stack:
        found = [EMBEDDED] if EMBEDDED.name in asked else []
        if "opensearch" in asked and (running := opensearch(stack)) is not None:
            found.append(Engine(name=running.name, url=running.url))
        yield found


@contextlib.contextmanager
def searchable(engine: Engine, name: str, postings: Sequence[Posting]) -> Iterator[tuple[Way, ...]]:
    """Yield the ways of searching ``postings``, put into an index called ``name``."""
    with tempfile.TemporaryDirectory(prefix="padan-relevance-") as folder, contextlib.ExitStack() as stack:
        index = filled(engine, name, Path(folder), postings)
        stack.callback(index.close)
        keywords = OpenSearchKeywords(engine.url, f"{name}-vacancies") if engine.url else TantivyKeywords(Path(folder))
        yield ways(index, keywords)


def filled(engine: Engine, name: str, folder: Path, postings: Sequence[Posting]) -> VacancyIndex:
    """Return an index called ``name`` that holds ``postings``; an embedded one lies in ``folder``."""
    index = _opened(engine, name, folder)
    for start in range(0, len(postings), _BATCH):
        index.put([posting.document for posting in postings[start : start + _BATCH]])
    index.refresh()
    return index


def _opened(engine: Engine, name: str, folder: Path) -> VacancyIndex:
    if engine.url:
        from chalicelib.settings import Search
        from search.opensearch import vacancy_index

        return vacancy_index(Search(search_engine="opensearch", search_url=engine.url, index_prefix=f"{name}-"))
    from search.embedded.vacancies import EmbeddedVacancyIndex

    return EmbeddedVacancyIndex(folder)
