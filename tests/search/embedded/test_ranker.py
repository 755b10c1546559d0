"""Taking the best of what was scored: equals of the last one and of the place to go on from are never lost."""

from collections.abc import Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from search.embedded.ranked import Ranker, Scored
from search.embedded.schema import pack
from search.plan import Position, Signals
from tests.search.builders import DAY, NOW

Hits = list[tuple[float, int]]
Columns = list[int]


class _Found(msgspec.Struct, frozen=True):
    hits: Hits
    count: int


class _Searcher:
    """Has one column, by the place of a document in it."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def fast_field_values(self, name: str, addresses: Sequence[int]) -> list[int]:
        assert name == "signals"
        return [self._columns[address] for address in addresses]


def _column(days: int) -> int:
    return pack(NOW - days * DAY, seed=0, quality=900)


def _best(texts: Sequence[float], days: Sequence[int], wanted: int, after: Position | None) -> list[Scored]:
    hits = sorted(((text, place) for place, text in enumerate(texts)), reverse=True)
    searcher = _Searcher([_column(age) for age in days])
    return Ranker(searcher, lambda part, limit: _Found(hits, len(hits)), Signals(now=NOW)).best(wanted, after)


_documents = st.lists(st.tuples(st.sampled_from((1.0, 2.5, 3.0)), st.integers(0, 3)), min_size=1, max_size=40)


@given(documents=_documents, wanted=st.integers(1, 45), chosen=st.integers(0, 39), first_page=st.booleans())
def test_nothing_better_or_equal_is_left_out(
    documents: list[tuple[float, int]], wanted: int, chosen: int, first_page: bool
) -> None:
    texts, days = [text for text, _ in documents], [age for _, age in documents]
    everything = _best(texts, days, len(documents), None)
    assert len(everything) == len(documents)
    after = None if first_page else Position(everything[chosen % len(everything)].score, "x")
    level = [entry for entry in everything if after and entry.score == after.value]
    behind = [entry for entry in everything if after is None or entry.score < after.value]
    last = behind[min(wanted, len(behind)) - 1].score if behind else 0.0
    expected = level + [entry for entry in behind if entry.score >= last]
    found = _best(texts, days, wanted, after)
    assert [entry.score for entry in found] == [entry.score for entry in expected]
    assert {entry.address for entry in found} == {entry.address for entry in expected}
