"""The bench of suggestions on a small corpus: it types every beginning once and measures each."""

import os

import pytest

from bench import search, suggestions
from bench.settings import configure, embedded
from bench.suggestions import Taken, beginnings, measured, report
from search.engine import close


@pytest.fixture(scope="module", autouse=True)
def engine():
    before = dict(os.environ)
    with embedded() as found:
        configure(found)
        search.fill(400)
        yield found
        close()
    os.environ.clear()
    os.environ.update(before)
    _configure_back()


def _configure_back():
    from local import environment

    environment.apply({})


def test_searches_are_typed_letter_by_letter_each_beginning_once():
    asked = [typed.text for typed in beginnings(8)]
    assert len(asked) == len(set(asked)) > 40
    assert all(len(text) >= suggestions.LEAST_TYPED and not text.endswith(" ") for text in asked)
    longer = [text for text in asked if len(text) > 3 and " " not in text]
    assert longer
    assert all(text[:-1] in asked for text in longer)


def test_beginnings_are_of_every_sort_and_the_same_each_time():
    assert {typed.sort for typed in beginnings(20)} == {"1 word", "2 words", "3 words", "mistyped"}
    assert list(beginnings(5)) == list(beginnings(5))


def test_each_is_measured_and_something_is_suggested(capsys):
    asked = list(beginnings(3))
    found = measured(asked)
    assert sum(map(len, found.values())) == len(asked)
    assert all(taken.passed > 0 for some in found.values() for taken in some)
    assert suggestions._answered(asked) > 0.5
    report("warm", found)
    assert f"{len(asked)} beginnings" in capsys.readouterr().out


@pytest.mark.parametrize(("taken", "verdict"), [(1.0, "met"), (25.0, "missed")])
def test_the_aim_is_judged_by_the_95th_percentile(taken, verdict, capsys):
    report("warm", {"1 word": [Taken(taken, 1.0)] * 40})
    assert f"aim < 20: {verdict}" in capsys.readouterr().out
