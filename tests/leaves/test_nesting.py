"""How deep a JSON text goes, told without decoding it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.nesting import DEEPEST, deeper_than

documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=20,
)


def depth(value: object) -> int:
    match value:
        case list():
            return 1 + max(map(depth, value), default=0)
        case dict():
            return 1 + max(map(depth, value.values()), default=0)
    return 0


@given(documents, st.integers(0, 8), st.booleans())
def test_it_is_the_depth_of_the_document(document, levels, ascii_only):
    raw = json.dumps(document, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    assert deeper_than(raw, levels) == (depth(document) > levels)


@pytest.mark.parametrize("levels", [0, 1, DEEPEST - 1, DEEPEST, DEEPEST + 1, 5_000, 100_000])
@pytest.mark.parametrize(("opens", "closes"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_the_last_level_is_allowed_and_the_next_is_not(levels, opens, closes):
    assert deeper_than(opens * levels + b"1" + closes * levels) == (levels > DEEPEST)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", False),
        (b'"' + b"[" * 100 + b'"', False),
        (b'"\\"' + b"[" * 100 + b'"', False),
        (b'"' + b"[" * 100, False),
        (b'"\\\\"' + b"[" * 100, True),
        (b'""' + b"[" * 33, True),
        (b"]" * 50 + b"[" * 33, False),
        (b"[" * 33, True),
        (b'{"' + b"\\" * 200_000, False),
    ],
)
def test_brackets_in_texts_do_not_count_and_what_is_no_json_ends_too(raw, told):
    assert deeper_than(raw) is told


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(raw):
    assert deeper_than(raw) in (True, False)
