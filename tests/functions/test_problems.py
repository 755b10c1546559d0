"""Problem documents tell a person what the headers tell a machine, in the language that was asked for."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import errors
from chalicelib.texts import Language, Text
from chalicelib.waiting import duration
from functions.problems import detail_of, problem_response
from functions.shedding import PATIENCE, shed

_OWN = Text("Kode sudah dikirim tiga kali.", "Three codes were sent.")
_WAITS = (errors.TooManyRequests, errors.Overloaded)


def answered(error, language=Language.INDONESIAN):
    answer = problem_response(error, "i", language)
    return json.loads(answer.body)["detail"], answer.headers.get("Retry-After")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("detail", [None, _OWN])
@pytest.mark.parametrize("kind", _WAITS)
def test_whoever_has_to_wait_is_told_how_long_in_words_and_in_seconds(kind, detail, language):
    said, seconds = answered(kind(754, detail), language)
    assert seconds == "754"
    assert said.startswith((detail or kind.title).in_language(language))
    assert said.endswith({"id": "Coba lagi dalam 13 menit.", "en": "Try again in 13 minutes."}[language])


@given(st.integers(1, 10**6), st.sampled_from(Language))
def test_words_and_seconds_agree(seconds, language):
    said, header = answered(errors.TooManyRequests(seconds), language)
    assert header == str(seconds)
    assert f" {duration(seconds).in_language(language)}." in said


@pytest.mark.parametrize("kind", PATIENCE)
def test_what_is_shed_is_told_when_to_come_back(kind):
    said, seconds = answered(shed(kind))
    assert re.search(rf"dalam {seconds} detik\.$", said)


ERRORS = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.PadanError)]
"""All of the platform's own tree, whatever else was imported."""


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_no_answer_names_a_wait_in_one_place_alone(kind):
    error = kind(5) if kind in _WAITS else kind()
    said, seconds = answered(error)
    assert (seconds is not None) is ("Coba lagi dalam" in said)
    assert detail_of(error).en.count("Try again") == (seconds is not None)
