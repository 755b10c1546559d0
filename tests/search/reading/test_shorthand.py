"""Everyday short forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.reading.shorthand import WRITTEN_OUT, written_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kerja utk lulusan sma", "kerja untuk lulusan sma"),
        ("sopir yg bs matic", "sopir yang bisa matic"),
        ("krj dkt rmh", "kerja dekat rumah"),
        ("tdk perlu pglmn", "tidak perlu pengalaman"),
        ("kerja dr rumah", "kerja dari rumah"),
        ("dr. rumah", "dari rumah"),
        ("kerja dr pagi", "kerja dari pagi"),
    ],
)
def test_short_forms_are_written_out(typed: str, meant: str) -> None:
    assert written_out(typed) == meant


@pytest.mark.parametrize(
    "text", ["dr umum", "dr rumah sakit", "dr gigi", "drg", "r&d", "ygs", "c.yg", "bs-1", "jd.com", "kasir", ""]
)
def test_other_words_stay(text: str) -> None:
    assert written_out(text) == text


@given(st.lists(st.sampled_from([*WRITTEN_OUT, "kasir", "rumah", "dr", "depok"]), max_size=8).map(" ".join))
def test_writing_out_twice_changes_nothing_more(text: str) -> None:
    once = written_out(text)
    assert written_out(once) == once
    assert len(once.split()) == len(text.split())


def test_no_short_form_becomes_another() -> None:
    assert not set(WRITTEN_OUT) & set(WRITTEN_OUT.values())
