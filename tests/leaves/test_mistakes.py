"""What msgspec says to programmers, told to people in both languages."""

import datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from chalicelib import mistakes
from chalicelib.texts import Text


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


def _said(value: object, kind: Any, *choices: str) -> Text:
    with pytest.raises(msgspec.ValidationError) as refusal:
        msgspec.convert(value, kind)
    return mistakes.told(str(refusal.value), choices)


@pytest.mark.parametrize(
    ("value", "kind", "indonesian", "english"),
    [
        ("x", int, "Harus bilangan bulat, bukan teks.", "This must be a whole number, not a text."),
        ("x", int | None, "Harus bilangan bulat, bukan teks.", "This must be a whole number, not a text."),
        (None, str, "Harus teks, bukan null.", "This must be a text, not null."),
        (
            [],
            str | int,
            "Harus bilangan bulat atau teks, bukan daftar.",
            "This must be a whole number or a text, not a list.",
        ),
        (3, list[int], "Harus daftar, bukan bilangan bulat.", "This must be a list, not a whole number."),
        ("ya", bool, "Harus true atau false, bukan teks.", "This must be true or false, not a text."),
        (0, Annotated[int, Meta(ge=1)], "Harus paling sedikit 1.", "This must be at least 1."),
        (101, Annotated[int, Meta(le=100)], "Harus paling banyak 100.", "This must be at most 100."),
        (0.05, Annotated[float, Meta(ge=0.1)], "Harus paling sedikit 0.1.", "This must be at least 0.1."),
        (5.0, Annotated[float, Meta(gt=5)], "Harus lebih dari 5.0.", "This must be more than 5.0."),
        (5.0, Annotated[float, Meta(lt=5)], "Harus kurang dari 5.0.", "This must be less than 5.0."),
        (
            "ab",
            Annotated[str, Meta(min_length=3)],
            "Harus paling sedikit 3 karakter.",
            "This must have at least 3 characters.",
        ),
        (
            "abc",
            Annotated[str, Meta(max_length=2)],
            "Harus paling banyak 2 karakter.",
            "This must have at most 2 characters.",
        ),
        (
            [1, 2, 3],
            Annotated[list[int], Meta(max_length=2)],
            "Harus paling banyak 2 butir.",
            "This must have at most 2 entries.",
        ),
        (
            {},
            Annotated[dict[str, int], Meta(min_length=1)],
            "Harus paling sedikit 1 isian.",
            "This must have at least 1 fields.",
        ),
        (
            "2026",
            Annotated[str, Meta(pattern=r"^\d{4}-\d\d$")],
            "Bentuknya tidak sesuai.",
            "This is not of the form that is asked for.",
        ),
        ("2026-31-31", datetime.date, "Bukan tanggal; tulis 2026-12-31.", "This is not a date; write 2026-12-31."),
        (
            "besok",
            datetime.datetime,
            "Bukan waktu; tulis 2026-12-31T09:00:00Z.",
            "This is not a time; write 2026-12-31T09:00:00Z.",
        ),
        (
            "2026-12-31T09:00:00",
            Annotated[datetime.datetime, Meta(tz=True)],
            "Bukan waktu; tulis 2026-12-31T09:00:00Z.",
            "This is not a time; write 2026-12-31T09:00:00Z.",
        ),
        ("tiny", Size, "“tiny” bukan salah satu pilihan.", "“tiny” is none of the choices."),
        (7, Size, "Harus teks, bukan bilangan bulat.", "This must be a text, not a whole number."),
    ],
)
def test_each_form_is_told(value, kind, indonesian, english):
    assert _said(value, kind) == Text(indonesian, english)


def test_the_choices_are_named():
    said = _said("tiny", Size, *Size)
    assert said.id == "“tiny” bukan salah satu pilihan. Pilihan: small, large."
    assert said.en == "“tiny” is none of the choices. Choices: small, large."


def test_many_choices_are_left_to_the_description_of_the_interface():
    assert "Choices" not in _said("tiny", Size, *(str(number) for number in range(26))).en


def test_the_place_is_told_elsewhere():
    assert mistakes.told("Expected `int`, got `str` - at `$.pay`").en == "This must be a whole number, not a text."


@given(st.text().filter(lambda text: not text.startswith(("Expected", "Invalid"))))
def test_an_unknown_message_is_told_in_general_words(message):
    assert mistakes.told(message) == Text("Nilai tidak sah.", "The value is not valid.")


@given(st.text())
def test_whatever_was_sent_for_a_choice_gives_words_in_both_languages(value):
    said = mistakes.told(f"Invalid enum value {value!r}", Size)
    assert said.id.endswith("Pilihan: small, large.")
    assert said.en.endswith("Choices: small, large.")


def test_nothing_of_an_unknown_form_is_shown():
    assert mistakes.told("Object missing `type` tag") == Text("Nilai tidak sah.", "The value is not valid.")


@pytest.mark.parametrize(
    ("raw", "indonesian"),
    [
        (b"", "Isi bukan JSON yang sah: terputus di tengah."),
        (b'{"a":', "Isi bukan JSON yang sah: terputus di tengah."),
        (b'{"a" 1}', "Isi bukan JSON yang sah: salah pada byte ke-5."),
        (b"{}x", "Isi bukan JSON yang sah: salah pada byte ke-3."),
        (b'{"a":1e999}', "Isi bukan JSON yang sah: bilangan terlalu besar."),
    ],
)
def test_broken_json_is_told_with_its_place(raw, indonesian):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the decoder's own words are what is told
        msgspec.json.decode(raw)
    said = mistakes.told_of_json(str(refusal.value))
    assert said.id == indonesian
    assert said.en.startswith("This is no JSON: ")


def test_what_is_wrong_with_json_otherwise_is_told_in_general_words():
    assert mistakes.told_of_json("something new") == Text("Isi bukan JSON yang sah.", "This is no JSON.")
