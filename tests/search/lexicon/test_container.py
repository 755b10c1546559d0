"""A compiled file is read whole or refused."""

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lexicon.container import FORM, MARK, BadLexicon, load, pack, unpack
from search.lexicon.packed import numbers

SECTIONS = {"names": b"kasir\nsopir", "empty": b"", "numbers": numbers([1, 2, 70_000])}
WHOLE = pack(SECTIONS, "v1", "d1")


def test_every_section_comes_back_as_it_was() -> None:
    held = unpack(WHOLE)
    assert {name: bytes(held.section(name)) for name in SECTIONS} == SECTIONS
    assert held.lines("names") == ["kasir", "sopir"]
    assert list(held.numbers("numbers")) == [1, 2, 70_000]
    assert (held.version, held.digest) == ("v1", "d1")


@given(st.dictionaries(st.text(max_size=8), st.binary(max_size=40), max_size=6), st.text(max_size=9))
def test_any_sections_come_back(sections: dict[str, bytes], version: str) -> None:
    held = unpack(pack(sections, version, ""))
    assert {name: bytes(held.section(name)) for name in sections} == sections
    assert held.version == version


@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_that_was_cut_is_refused(size: int) -> None:
    with pytest.raises(BadLexicon):
        unpack(WHOLE[:size])


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_file_with_a_changed_byte_is_refused(at: int, other: int) -> None:
    changed = bytearray(WHOLE)
    changed[at] ^= other
    with pytest.raises(BadLexicon):
        unpack(bytes(changed))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PADANLEX", MARK + b"\xff\xff\xff\xff", b"x" * 4_096])
def test_what_is_no_compiled_file_is_refused(content: bytes) -> None:
    with pytest.raises(BadLexicon):
        unpack(content)


def test_a_file_of_another_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.lexicon.container.FORM", FORM + 1)
    with pytest.raises(BadLexicon, match=f"of form {FORM},"):
        unpack(WHOLE)


def test_a_file_from_a_machine_with_the_other_end_first_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.byteorder", "big")
    with pytest.raises(BadLexicon, match="end first"):
        unpack(WHOLE)


def test_a_whole_file_with_another_head_is_refused() -> None:
    torn = (4).to_bytes(4, "little") + b"\x91\x01\x02\x03"
    with pytest.raises(BadLexicon, match="head"):
        unpack(MARK + zlib.crc32(torn).to_bytes(4, "little") + torn)


def test_a_missing_section_is_named() -> None:
    with pytest.raises(BadLexicon, match="colours"):
        unpack(WHOLE).section("colours")


def test_files_are_mapped_and_missing_or_empty_ones_refused(tmp_path: Path) -> None:
    file = tmp_path / "words.bin"
    with pytest.raises(BadLexicon, match="cannot be read"):
        load(file)
    file.write_bytes(b"")
    with pytest.raises(BadLexicon, match="cannot be read"):
        load(file)
    file.write_bytes(WHOLE)
    held = load(file)
    file.unlink()
    assert held.lines("names") == ["kasir", "sopir"], "what is mapped stays when the file is replaced"
