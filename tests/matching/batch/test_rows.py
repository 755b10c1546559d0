"""Rows of fixed length come back as they were, and what has no room is refused, never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.matching.batch.rows import ROW, Entry, Row, codes_in, fixed, pack, plain, row_of, unpack
from chalicelib.matching.scoring import score
from tests.matching import makers

identifiers = st.from_regex(r"per_[a-z0-9]{1,28}", fullmatch=True)
words = st.lists(st.sampled_from([f"code_{number}" for number in range(30)]), max_size=16).map(tuple)
entries = st.builds(
    Entry,
    number=st.integers(0, 2**32 - 1),
    score=st.floats(0, 1, allow_nan=False),
    reasons=words,
    gaps=words,
)
rows = st.builds(Row, person_id=identifiers, entries=st.lists(entries, max_size=10).map(tuple))


@given(st.lists(rows, max_size=4))
def test_rows_come_back(some):
    codes = codes_in(some)
    packed = pack(some, codes)
    assert len(packed) == ROW * len(some)
    assert unpack(packed, codes) == tuple(some)
    more = tuple(sorted({*codes, "another", "zone"}))
    assert unpack(pack(some, more), more) == tuple(some)


@given(makers.seekers, makers.demands)
def test_a_row_keeps_score_and_codes_of_a_match(seeker, demand):
    match = score(seeker, demand, makers.WORLD)
    (entry,) = row_of(seeker.id, [match], {demand.id: 7}).entries
    assert (entry.number, entry.score) == (7, match.score)
    assert entry.reasons == tuple(remark.code for remark in match.reasons)
    assert entry.gaps == tuple(remark.code for remark in match.gaps)


ENTRY = Entry(number=1, score=0.5, reasons=("a",), gaps=())


@pytest.mark.parametrize(
    "row",
    [
        Row(person_id="per_" + "x" * 40, entries=()),
        Row(person_id="per_1", entries=(ENTRY,) * 11),
        Row(person_id="per_1", entries=(Entry(number=1, score=0.5, reasons=("a",) * 17, gaps=()),)),
    ],
)
def test_what_has_no_room_is_refused(row):
    with pytest.raises(ValueError, match="do not go into"):
        pack([row], ("a",))


@given(identifiers)
def test_identifiers_come_back(identifier):
    assert plain(fixed(identifier)) == identifier
