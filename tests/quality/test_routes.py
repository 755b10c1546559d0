"""The route of data quality, the schedule that folds its history, and the stream that feeds both."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from chalicelib import quality
from chalicelib.quality import Field, table
from chalicelib.quality.cells import COLUMNS
from chalicelib.quality.scoring import FEWEST
from chalicelib.vacancies.model import Channel
from chalicelib.vacancies.table import item_of, load
from functions.feed import record
from functions.quality import fold_quality
from local.http.context import LambdaContext
from security.principal import Audience
from tests.functions.events import stream_event
from tests.quality.samples import DAY, NOW, content, handed_in, new_source
from tests.store_fixtures import Caller

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
DAYS = f"from={NOW.date()}&to={(NOW + 30 * DAY).date()}"
EVENT = json.loads((Path(__file__).parents[1] / "events" / "nightly.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def source() -> str:
    return new_source()


@pytest.fixture(scope="module", autouse=True)
def counted(store, source):
    """As many vacancies of one source as are told in public, one of them without a description."""
    poor = handed_in(source, day=28, content=content(description="", expires_at=None))
    quality.follow([(None, each) for each in (poor, *(handed_in(source) for _ in range(FEWEST - 1)))])
    quality.follow([(None, handed_in(source, channel=Channel.FEED))])


def only(reply, source: str):
    assert reply.status == 200, reply.json
    (found,) = [each for each in reply.json["sources"] if each["source"] == source]
    return found


def test_everybody_reads_the_kinds_of_sources_by_dimension_and_field(caller: Caller):
    reply = caller.send("GET", f"/v1/quality?{DAYS}", headers={"accept-language": "en"})
    assert (reply.json["from"], reply.json["to"]) == ("2026-05-04", "2026-06-03")
    found = only(reply, "partner")
    assert (found["vacancies"], "withheld" in found, "history" in found) == (FEWEST, False, False)
    complete = found["dimensions"][0]
    described = next(each for each in complete["fields"] if each["field"] == "description")
    assert complete["dimension"] == "completeness"
    assert described == {
        "field": "description",
        "good": FEWEST - 1,
        "of": FEWEST,
        "share": 0.9,
        "weight": 3,
        "meaning": "It is stated.",
    }
    assert reply.headers["cache-control"].startswith("public")
    assert "authorization" in reply.headers["vary"].lower()


def test_figures_of_few_vacancies_are_withheld_from_the_public_and_told_the_monitor(caller: Caller):
    withheld = only(caller.send("GET", f"/v1/quality?{DAYS}&source=feed"), "feed")
    assert withheld == {"source": "feed", "withheld": True}
    monitor = caller.sign_in(Audience.MONITOR)
    reply = monitor.send("GET", f"/v1/quality?{DAYS}&source=feed")
    assert only(reply, "feed")["vacancies"] == 1
    assert reply.headers["cache-control"] == "private, no-store"


def test_meanings_are_in_the_readers_language(caller: Caller):
    reply = caller.send("GET", f"/v1/quality?{DAYS}&source=partner&field=pay", headers={"accept-language": "id"})
    meanings = [each["meaning"] for part in only(reply, "partner")["dimensions"] for each in part["fields"]]
    assert meanings[0] == "Terisi."
    assert {each["field"] for part in only(reply, "partner")["dimensions"] for each in part["fields"]} == {"pay"}


@pytest.mark.parametrize("step", ["day", "month"])
def test_history_withholds_what_is_too_little(caller: Caller, step):
    history = only(caller.send("GET", f"/v1/quality?{DAYS}&source=partner&step={step}"), "partner")["history"]
    assert all(each == {"period": each["period"], "withheld": True} for each in history)
    assert len(history) == 2


def test_history_tells_dimensions_and_of_chosen_fields_these(caller: Caller):
    admin = caller.sign_in(Audience.ADMIN)
    place = f"/v1/quality?{DAYS}&source=partner&step=month"
    may, june = only(admin.send("GET", place), "partner")["history"]
    assert (may["period"], may["vacancies"], june["vacancies"]) == ("2026-05", FEWEST - 1, 1)
    assert june["overall"] < may["overall"]
    assert all("fields" not in part for part in may["dimensions"])
    _, chosen = only(admin.send("GET", f"{place}&field=description"), "partner")["history"]
    assert chosen["dimensions"][0]["fields"][0]["good"] == 0


def test_one_source_by_name_is_for_the_monitor_and_administrators(caller: Caller, source):
    place = f"/v1/quality?{DAYS}&source={source}"
    assert caller.send("GET", place).status == 401
    assert caller.sign_in(Audience.EMPLOYER).send("GET", place).status == 403
    assert only(caller.sign_in(Audience.ADMIN).send("GET", place), source)["vacancies"] == FEWEST + 1


@pytest.mark.parametrize("how", ["format", "accept"])
def test_the_same_as_a_table_for_spreadsheets(caller: Caller, how):
    place = f"/v1/quality?{DAYS}&source=partner"
    reply = (
        caller.send("GET", f"{place}&format=csv")
        if how == "format"
        else caller.send("GET", place, headers={"accept": "text/csv"})
    )
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert "padan-quality.csv" in reply.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(reply.text)))
    (described,) = [row for row in rows if (row["dimension"], row["field"]) == ("completeness", "description")]
    assert (described["period"], described["good"], described["of"]) == ("2026-05-04/2026-06-03", "9", "10")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("field=salary", "field"),
        ("from=yesterday", "from"),
        ("to=2026-02-30", "to"),
        ("from=2026-05-05&to=2026-05-04", "from"),
        ("from=0001-01-01", "from"),
        ("to=9999-12-31", "to"),
        ("step=week", "step"),
        ("format=xml", "format"),
        ("region=32", "region"),
        ("source=zzz", "source"),
        ("source=PARTNER", "source"),
        ("source=", "source"),
        ("field=pay&field=salary", "field"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(caller: Caller, query, pointer):
    reply = caller.send("GET", f"/v1/quality?{query}")
    assert reply.status == 400
    assert [each["pointer"] for each in reply.json["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("query", "choices"),
    [
        ("format=xml", "Choices: json, csv."),
        ("step=week", "Choices: day, month."),
        ("source=zzz", "Choices: employer, officer, partner, feed, public."),
        ("field=salary", "“salary” is none of the choices. Choices: "),
    ],
)
def test_who_misses_the_choices_is_told_them(caller: Caller, query, choices):
    reply = caller.send("GET", f"/v1/quality?{query}", headers={"accept-language": "en"})
    assert choices in reply.json["errors"][0]["detail"]


@pytest.mark.parametrize("name", ["all", "padan", "par_00000000000000000000000000", "emp_00000000000000000000000000"])
def test_names_of_sources_are_not_for_everybody(caller: Caller, name):
    assert caller.send("GET", f"/v1/quality?source={name}").status == 401


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_largest_answer_can_be_carried_and_a_larger_one_is_refused(caller: Caller, monkeypatch, form):
    """Figures as large as they become, of as many days as are answered."""
    full = dict.fromkeys(COLUMNS, 9_999_999)
    days = [(date(2026, 1, 1) + number * DAY).isoformat() for number in range(366)]
    monkeypatch.setattr(
        table, "rows", lambda _, scope, first, last: dict.fromkeys([day for day in days if first <= day <= last], full)
    )
    largest, fields = 0, ",".join(Field)
    for last in range(365, 0, -5):
        place = f"/v1/quality?from={days[0]}&to={days[last]}&step=day&field={fields}&format={form}"
        reply = caller.send("GET", place, headers={"accept-language": "id"})
        if reply.status == 200:
            largest = len(json.dumps({"body": reply.text}))
            break
        assert (reply.status, reply.json["errors"][0]["code"]) == (400, "too_much")
    assert 2_000_000 < largest < 6_000_000


def test_the_most_sources_that_are_told_can_be_carried(caller: Caller, monkeypatch):
    monkeypatch.setattr(table, "rows", lambda *_: {"2026-05-04": dict.fromkeys(COLUMNS, 9_999_999)})
    monitor = caller.sign_in(Audience.MONITOR)
    sizes = []
    for number in (300, 400, 500):
        monkeypatch.setattr(table, "sources", lambda _, most=number: tuple(f"par_{each:026}" for each in range(most)))
        reply = monitor.send("GET", f"/v1/quality?source=all&{DAYS}", accept_language="id")
        sizes += [len(json.dumps({"body": reply.text}))] if reply.status == 200 else []
    assert len(sizes) == 2
    assert 2_000_000 < max(sizes) < 6_000_000


def test_a_source_that_there_is_not_is_a_mistake_and_no_empty_answer(caller: Caller):
    reply = caller.sign_in(Audience.MONITOR).send("GET", "/v1/quality?source=par_unheard_of")
    assert (reply.status, reply.json["errors"][0]["code"]) == (400, "unknown_source")


def test_what_cannot_be_given_is_not_acceptable(caller: Caller):
    assert caller.send("GET", "/v1/quality", headers={"accept": "image/png"}).status == 406


def test_the_stream_of_vacancies_is_counted_however_often_it_is_told(monkeypatch):
    monkeypatch.setattr("chalicelib.duplicates.announce", lambda changes: 0)
    source = new_source()
    made = [handed_in(source) for _ in range(3)]
    for each in made:
        item_of(each).save()
    told = stream_event("vacancies", [(None, load(each.id).serialize()) for each in made])
    for _ in range(2):
        assert record(told, LambdaContext("record_changes", 60)) == {"batchItemFailures": []}
    rows = table.rows(1, f"source:{source}", "2000", "2999")
    assert [counts["vacancies"] for counts in rows.values()] == [3]


def test_the_schedule_folds_what_is_long_past():
    source = new_source()
    quality.follow([(None, handed_in(source, day=-700 - number)) for number in range(2)])
    fold_quality(EVENT, LambdaContext("fold_quality", 900))
    rows = table.rows(1, f"source:{source}", "2000", "2999")
    assert [(period, counts["vacancies"]) for period, counts in rows.items()] == [("2024-06", 2)]
