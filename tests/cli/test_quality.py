"""``padan quality`` on a running platform: a push is counted as it comes, and counting anew finds the same."""

import csv
import io

import pytest

from chalicelib.quality.model import Dimension
from tests.cli.postings import posting, write
from tests.e2e.served import eventually

pytestmark = pytest.mark.emulator


@pytest.fixture(scope="module")
def partner(padan, tmp_path_factory) -> str:
    """A partner that pushed three vacancies, one of them without a place."""
    made = padan("partner", "add", "Portal Mutu", "--json").good().json
    good = [posting(f"Q-{number}", title=f"Kasir Mutu {number}") for number in range(2)]
    poor = posting("Q-9", title="Pramuniaga Mutu", jobLocation=None)
    file = write(tmp_path_factory.mktemp("quality") / "all.ndjson", *good, poor)
    padan("push", file, "--partner", "Portal Mutu", "--json").good()
    return str(made["partner_id"])


def _shown(padan, partner: str, *more: str):
    """What is told of the partner, once everything of it is counted."""

    def told():
        listed = padan("quality", "show", "--source", "all", "--json").good().json["sources"]
        return next((each for each in listed if each["source"] == partner and each["vacancies"] == 3), None)

    eventually(told)
    return padan("quality", "show", "--source", partner, *more).good()


def test_a_push_is_told_by_dimension_and_field(padan, partner):
    (found,) = _shown(padan, partner, "--json").json["sources"]
    complete = found["dimensions"][0]
    (place,) = [each for each in complete["fields"] if each["field"] == "region"]
    assert complete["dimension"] == "completeness"
    assert (place["good"], place["of"]) == (2, 3)


def test_people_read_a_table_with_the_meaning_of_each_share(padan, partner):
    shown = _shown(padan, partner, "--step", "month", "--field", "region", "--field", "job").out
    assert "3 vacancies" in shown
    assert "66.7%" in shown
    assert "It is stated." in shown
    assert f"{partner} by time" in shown
    assert "description" not in shown


def test_spreadsheets_get_every_dimension(padan, partner):
    rows = list(csv.DictReader(io.StringIO(_shown(padan, partner, "--csv").out)))
    assert {row["source"] for row in rows} == {partner}
    assert {row["dimension"] for row in rows} <= set(Dimension)


def test_counting_anew_finds_the_same(padan, partner):
    before = _shown(padan, partner, "--json").json
    report = padan("quality", "rebuild", "--json").good().json
    assert report["vacancies"] >= 3
    assert padan("quality", "show", "--source", partner, "--json").good().json == before
    assert "counted anew" in padan("quality", "rebuild").good().out


def test_a_kind_of_which_nothing_came_has_nothing_to_tell(padan):
    shown = padan("quality", "show", "--source", "public", "--from", "2001-01-01", "--to", "2001-01-31").good().out
    assert "public, 2001-01-01 to 2001-01-31: nothing to tell." in shown


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [("--source", "par_unheard_of", 1), ("--from", "yesterday", 1), ("--field", "salary", 2), ("--step", "week", 2)],
)
def test_what_makes_no_sense_is_refused(padan, option, value, code):
    refused = padan("quality", "show", option, value)
    assert refused.code == code
    assert option.strip("-") in refused.err
