"""The report of recoding as people read it."""

import json

import msgspec
import pytest

from chalicelib.vacancies.model import Stated
from chalicelib.vacancies.recoding_job import Recoding, recode
from local.cli import recoding
from tests.cli.conftest import command
from tests.vacancies.recoding_samples import MemoryStore, old
from tests.vacancies.samples import content


@pytest.fixture
def report(monkeypatch):
    """What a platform with three vacancies answers; its requests are kept."""
    left = old(2, stated=Stated(occupation=True), occupation_version="1812")
    uncoded = old(4, content=content(title="Xqzzt [bold] wrrbl", occupation="2512"))
    made = recode(Recoding(dry_run=True), store=MemoryStore([old(1), left, uncoded]))
    answer = msgspec.json.decode(msgspec.json.encode(made))
    asked = []

    def follow(client, path, **options):
        asked.append((path, options["json"]))
        return answer

    monkeypatch.setattr(recoding, "follow", follow)
    return answer, asked


def test_people_read_counts_changes_officers_and_failures(report):
    answer, asked = report
    shown = command("recode", "--dry-run", "--url", "http://127.0.0.1:9").good().out
    assert asked == [("/dev/recode", {"dry_run": True, "every": False, "writes_per_second": None})]
    assert "would be recoded" in shown
    assert "5230 (2014)" in shown
    assert "no_correspondence" in shown
    assert "Xqzzt [bold] wrrbl" in shown
    assert set(recoding.COUNTS) <= set(answer)


def test_programs_read_the_whole_report(report):
    answer, asked = report
    options = ("--all", "--writes-per-second", "2.5", "--json")
    told = command("recode", *options, "--url", "http://127.0.0.1:9").good().out
    assert json.loads(told) == answer
    assert asked == [("/dev/recode", {"dry_run": False, "every": True, "writes_per_second": 2.5})]


def test_lists_without_anything_are_left_out(report):
    answer, _ = report
    answer.update(moves=[], for_officers=[], failures=[])
    shown = command("recode", "--url", "http://127.0.0.1:9").good().out
    assert "recoded with" in shown
    assert "officer" not in shown
    assert "not recoded" not in shown


@pytest.mark.parametrize("kind", ["failed", "contended"])
def test_what_could_not_be_recoded_is_listed_and_fails(report, kind):
    answer, _ = report
    answer.update({kind: 1, "failures": ["vac_odd"]})
    ended = command("recode", "--url", "http://127.0.0.1:9")
    assert (ended.code, "vac_odd" in ended.out) == (1, True)
    assert "1 vacancies" in ended.err
    as_json = command("recode", "--json", "--url", "http://127.0.0.1:9")
    assert (as_json.code, as_json.json) == (1, answer)
