"""The bench of following: every way ends alike, and its count of calls is that of the client."""

import re

import pytest

from bench import following

pytestmark = pytest.mark.emulator


@pytest.mark.usefixtures("store")
def test_every_way_ends_alike_and_batches_ask_less(capsys):
    assert following._measured(12)
    said = capsys.readouterr().out
    calls = {name: float(number) for name, number in re.findall(r"(?m)^(.*): calls +([\d.]+)", said)}
    assert list(calls) == ["in batches", "in batches, again", "each by itself", "all in one pass"]
    assert calls["in batches, again"] < 1 < calls["all in one pass"] < calls["in batches"] < calls["each by itself"]


@pytest.mark.usefixtures("store")
def test_what_ends_otherwise_is_told(monkeypatch):
    answers = iter("abb")
    monkeypatch.setattr(following, "_stored", lambda count: iter(()))
    monkeypatch.setattr(following, "_links", lambda names: {"vac": next(answers)})
    assert not following._measured(3)
