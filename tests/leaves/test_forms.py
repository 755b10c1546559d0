"""Patterns in words: every one of the interface has some, and nobody is shown an expression."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, get_args

import msgspec
import pytest
from msgspec import Meta

from chalicelib import forms, mistakes
from chalicelib.employers.model import BusinessNumber
from chalicelib.linkage.answers import Nik
from chalicelib.texts import Text

ROOT = Path(__file__).parents[2]


def _patterns(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(found := part.get("pattern"), str):
            yield found
        for each in part.values():
            yield from _patterns(each)
    elif isinstance(part, list):
        for each in part:
            yield from _patterns(each)


PATTERNS = sorted(set(_patterns(msgspec.json.decode((ROOT / "docs" / "openapi.json").read_bytes()))))


def refused(value: str, kind: object) -> Text:
    with pytest.raises(msgspec.ValidationError) as refusal:
        msgspec.convert(value, kind)
    return mistakes.told(str(refusal.value))


def test_the_interface_has_patterns():
    assert len(PATTERNS) > 5


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_of_the_interface_is_told_in_words(pattern):
    assert forms.known(pattern), f"add words for {pattern} to chalicelib/forms.py"
    for said in (refused("\n", Annotated[str, Meta(pattern=pattern)]), forms.asked(pattern)):
        assert said == forms.asked(pattern)
        assert not re.search(r"\[0-9|\\\\|[\^$\[\]{}]", said.id + said.en)
        assert said.id != said.en


@pytest.mark.parametrize(("kind", "count"), [(BusinessNumber, 13), (Nik, 16)])
def test_a_number_is_told_by_its_digits(kind, count):
    assert get_args(kind)
    said = refused("12 34", kind)
    assert said == Text(
        f"Harus tepat {count} angka, tanpa spasi.", f"This must be exactly {count} digits, without blanks."
    )


def test_a_month_is_told_with_an_example():
    said = forms.asked(r"^20[0-9]{2}-(0[1-9]|1[0-2])$")
    assert "YYYY-MM, misalnya 2026-11" in said.id
    assert "YYYY-MM, such as 2026-11" in said.en


def test_an_unknown_pattern_is_not_shown():
    assert not forms.known("^x+$")
    assert forms.asked("^x+$") == Text("Bentuknya tidak sesuai.", "This is not of the form that is asked for.")
