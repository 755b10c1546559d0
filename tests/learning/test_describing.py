"""An answered search as an event, and the ticket of it."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib import pagination, reference
from chalicelib.errors import InvalidInput
from chalicelib.learning import tickets
from chalicelib.learning.describing import event_of, hour_of, occupation_of, region_of
from chalicelib.learning.dictionary import recogniser
from chalicelib.learning.model import Heard, SearchEvent, TextKind
from chalicelib.texts import Language
from search.answer import Reading, Relaxation, SearchAnswer
from search.document import Coordinates
from search.request import Criteria, Near, SearchRequest

NOW = datetime(2026, 11, 22, 16, 47, 31, tzinfo=UTC)


def reading(words: str) -> Reading:
    return recogniser().read(words).reading()


def event(words="", criteria=None, total=0, relaxed=(), milliseconds=12.0, texts=(), **more):
    request = SearchRequest(words=words, criteria=criteria or Criteria(), now=1)
    answer = SearchAnswer(total=total, hits=(), understood=reading(words), relaxed=relaxed)
    return event_of(request, answer, texts, language=Language.ENGLISH, milliseconds=milliseconds, now=NOW, **more)


def test_an_event_tells_what_was_understood_and_found():
    loosened = [Relaxation(criterion=each, before=(), after=(), added=1) for each in ("region", "region", "salary")]
    told = event(
        "kasir excel depok",
        Criteria(salary_minimum=5_000_000, remote=False, employment_types=("FULL_TIME",)),
        total=7,
        relaxed=tuple(loosened),
        suggested=True,
    )
    assert told == SearchEvent(
        hour="2026-11-22T16",
        language=Language.ENGLISH,
        region="32.76",
        concepts=told.concepts,
        filters=("salary_minimum", "employment_types", "remote"),
        found=7,
        loosened=("region", "salary"),
        engine=25,
        suggested=True,
    )
    assert set(told.concepts) >= {"occupation:5230", "region:32.76", "skill:sk_excel"}


def test_of_the_words_there_are_keys():
    texts = (
        Heard(key="k1", kind=TextKind.QUERY, text="wek wok"),
        Heard(key="k2", kind=TextKind.WORDS, text="wek"),
        Heard(key="k3", kind=TextKind.WORDS, text="wok"),
    )
    told = event("wek wok", texts=texts)
    assert (told.query, told.left) == ("k1", ("k2", "k3"))
    assert "wek" not in msgspec.json.encode(told).decode()


@pytest.mark.parametrize(
    ("milliseconds", "bucket"), [(0.1, 10), (10, 10), (10.1, 25), (999, 1_000), (9_000, 10_000), (1e9, 60_000)]
)
def test_time_is_told_in_buckets(milliseconds, bucket):
    assert event(milliseconds=milliseconds).engine == bucket


@pytest.mark.parametrize(
    ("criteria", "words", "region"),
    [
        (Criteria(), "kasir", ""),
        (Criteria(regions=("32.73.05",)), "kasir depok", "32.73"),
        (Criteria(regions=("32",)), "", "32"),
        (Criteria(), "kasir di depok", "32.76"),
        (Criteria(near=Near(Coordinates(-6.3949, 106.8222), 5.0)), "kasir jakarta", "32.76"),
    ],
)
def test_the_place_is_a_regency_at_most(criteria, words, region):
    assert region_of(criteria, reading(words)) == region


@given(st.floats(-11, 6), st.floats(95, 141))
def test_a_point_is_kept_within_eleven_kilometres(lat, lon):
    told = event(criteria=Criteria(near=Near(Coordinates(lat, lon), 10.0)))
    kept_lat, kept_lon = map(float, told.cell.split(","))
    assert abs(kept_lat - lat) <= 0.0501
    assert abs(kept_lon - lon) <= 0.0501
    assert all(len(part.partition(".")[2]) == 1 for part in told.cell.split(","))
    assert told.region in reference.regions()
    # Who stands elsewhere in the same cell is told alike.
    same = event(criteria=Criteria(near=Near(Coordinates(kept_lat, kept_lon), 3.0)))
    assert (same.cell, same.region) == (told.cell, told.region)


def test_the_surest_occupation():
    assert occupation_of(reading("kasir")) == "5230"
    assert occupation_of(reading("depok")) == ""


@given(st.integers(0, 4_000_000_000))
def test_hours_have_no_minutes(seconds):
    moment = datetime.fromtimestamp(seconds, UTC)
    told = hour_of(moment)
    assert told == hour_of(moment.replace(minute=0, second=0, microsecond=0))
    assert datetime.fromisoformat(f"{told}:00").hour == moment.hour


EVENT = SearchEvent(hour="2026-11-22T16", language=Language.ENGLISH, region="32.76", query="k1", left=("k2",))


def test_a_ticket_is_good_for_a_day_and_says_nothing_but_keys():
    text = tickets.issue(EVENT, NOW)
    ticket = tickets.read(text, NOW + timedelta(hours=23))
    assert ticket is not None
    assert (ticket.query, ticket.left, ticket.region) == ("k1", ("k2",), "32.76")
    assert ticket.until % 3_600 == 0
    assert tickets.read(text, NOW + timedelta(days=1, minutes=1)) is None
    assert len(text) < tickets.LONGEST


def test_two_searches_alike_have_two_tickets():
    assert tickets.issue(EVENT, NOW) != tickets.issue(EVENT, NOW)


@given(st.text(max_size=80))
def test_a_ticket_of_ones_own_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        tickets.read(text, NOW)
    assert [(each.pointer, each.code) for each in refusal.value.errors] == [("search", "unknown_search")]


@given(st.integers(0, 120), st.sampled_from("ABCxyz019-_"))
def test_a_ticket_that_was_changed_is_refused(place, other):
    text = tickets.issue(EVENT, NOW)
    assert place < len(text) - 1
    assume(text[place] != other)
    with pytest.raises(InvalidInput):
        tickets.read(f"{text[:place]}{other}{text[place + 1 :]}", NOW)


def test_a_cursor_is_no_ticket():
    class Place(msgspec.Struct):
        after: str

    with pytest.raises(InvalidInput):
        tickets.read(pagination.encode_cursor(Place("x")), NOW)


def test_the_longest_query_has_a_ticket_that_comes_back():
    longest = msgspec.structs.replace(EVENT, query="f" * 30, left=tuple("f" * 30 for _ in range(9)))
    text = tickets.issue(longest, NOW)
    assert len(text) <= tickets.LONGEST
    assert tickets.read(text, NOW) is not None
