"""Files are cut into pushes without losing or doubling a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.push.parts import OversizeLineError, parts_of

line = st.binary(min_size=1, max_size=40).filter(lambda raw: b"\n" not in raw and b"\r" not in raw and raw.strip())


@given(st.lists(line, max_size=30), st.integers(1, 7), st.integers(60, 200))
def test_every_line_is_in_exactly_one_part(tmp_path_factory, lines, most_items, most_bytes):
    file = tmp_path_factory.mktemp("push") / "file.ndjson"
    file.write_bytes(b"\n\n".join(lines))
    parts = list(parts_of(file, most_items, most_bytes))
    sent = [raw for part in parts for raw in part.body.splitlines()]
    assert b"\n".join(sent).split(b"\n") == [entry.strip() for entry in lines] or not lines
    for part in parts:
        assert 1 <= part.items <= most_items
        assert len(part.body) <= most_bytes


def test_parts_know_where_they_began(tmp_path):
    file = tmp_path / "file.ndjson"
    file.write_bytes(b"\n{}\n\n{}\n{}\n")
    assert [(part.first_line, part.items) for part in parts_of(file, most_items=2)] == [(2, 2), (5, 1)]


def test_cutting_again_gives_the_same_digests(tmp_path):
    file = tmp_path / "file.ndjson"
    file.write_bytes(b"{}\n" * 1001)
    once, again = ([part.digest for part in parts_of(file)] for _ in range(2))
    assert once == again
    assert len(once) == 3


def test_a_line_larger_than_a_push_is_named(tmp_path):
    file = tmp_path / "file.ndjson"
    file.write_bytes(b"{}\n" + b"x" * 300 + b"\n")
    with pytest.raises(OversizeLineError, match="line 2"):
        list(parts_of(file, most_bytes=200))


def test_an_empty_file_has_no_parts(tmp_path):
    file = tmp_path / "file.ndjson"
    file.write_bytes(b"\n \n")
    assert list(parts_of(file)) == []
