"""Near phrases vote for their groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.coding.nearest import Near
from search.coding.voting import SHOWN, votes


def near(code="8332", likeness=0.9, weight=1.0, described=False, text="sopir"):
    return Near(text=text, code=code, likeness=likeness, weight=weight, described=described)


NEAR = st.builds(
    near, code=st.sampled_from(["1321", "8332", "8350"]), likeness=st.floats(0.01, 1), weight=st.floats(0.1, 1)
)


def test_nobody_votes_for_nothing():
    assert votes(()) == ()


def test_one_that_is_alike_outvotes_many_that_are_half_as_like():
    many = [near("1321", 0.45) for _ in range(30)]
    assert votes([near("8332", 0.9), *many])[0].code == "8332"


def test_a_sure_phrase_outvotes_a_doubtful_one():
    assert votes([near("1321", weight=0.4), near("8332", weight=0.9)])[0].code == "8332"


def test_the_kind_that_the_head_tells_is_preferred():
    close = [near("1321", 0.80), near("8332", 0.79)]
    assert votes(close)[0].code == "1321"
    assert votes(close, {"13": 0.1, "83": 0.9})[0].code == "8332"


def test_what_is_hardly_alike_has_few_votes():
    assert votes([near(likeness=0.2)])[0].share < 0.05
    assert votes([near(likeness=0.9)])[0].share > 0.95


def test_titles_are_shown_before_described_work():
    found = votes([near(described=True, likeness=0.99, text="tugas"), *(near(text=str(at)) for at in range(5))])
    assert len(found[0].nearest) == SHOWN
    assert not any(each.described for each in found[0].nearest)


@given(st.lists(NEAR, min_size=1, max_size=20))
def test_shares_sum_to_less_than_one_and_fall(found):
    cast = votes(found)
    assert sum(vote.share for vote in cast) < 1
    assert [vote.share for vote in cast] == sorted((vote.share for vote in cast), reverse=True)
    assert {vote.code for vote in cast} == {each.code for each in found}


@given(st.lists(NEAR, min_size=1, max_size=12), st.randoms())
def test_the_order_of_voters_changes_no_result(found, draw):
    mixed = found[:]
    draw.shuffle(mixed)
    assert {vote.code: pytest.approx(vote.share) for vote in votes(mixed)} == {
        vote.code: vote.share for vote in votes(found)
    }
