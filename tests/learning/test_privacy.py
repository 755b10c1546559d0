"""Nothing personal of a query is kept: not in a table, not in an event, not in a report, not in a log line."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.clock import SYSTEM_CLOCK, FixedClock, day_of
from chalicelib.learning import dictionary, folding, noting, recording, table
from chalicelib.learning.hearing import is_enough
from chalicelib.learning.model import TextKind
from chalicelib.learning.privacy import day_of_sighting, heard, is_suspicious, key_of, sighting
from chalicelib.learning.sensitive import is_sensitive
from chalicelib.texts import Language
from search.answer import SearchAnswer
from search.document import Coordinates
from search.request import Criteria, Near, SearchRequest

KNOWS = dictionary.recogniser().knows


def texts(query: str, *left: str) -> list[str]:
    return [each.text for each in heard(query, left, KNOWS)]


@pytest.mark.parametrize(
    "query",
    [
        "3273014505900001",
        "kasir 3273 0145 0590 0001",
        "sopir 0812-3456-7890",
        "sopir +62 812 3456 7890",
        "sopir 081234567890 bekasi",
        "kirim ke ratna.ayu@contoh.example",
        "lamaran untuk a@b",
        "https://contoh.example/profil/77",
        "nama saya galih kerja di bank",
        "atas nama wulandari",
        "pak slamet cari tukang",
        "bapak slamet",
        "bu sumarni laundry",
        "ibu sumarni",
        "sdr. hartono",
        "siti bin umar",
        "lahir 12 mei 1990 kasir",
        "ttl bandung 12051990",
        "alamat jl melati 7 rt 02 rw 03",
        "jln kenanga",
        "gg mawar",
        "nik saya hilang",
        "no hp hrd",
        "no. rek gaji",
        "rekening bri 0012",
        "wulandari kasir",
        "muhammad rizky",
        "simanjuntak",
        "Sri MULYANI bendahara",
        "kasir 1990 0512 99",
        "slamet riyadi",
        "Budi Kartika",
        "kasir sri hartono",
        "d 1234 abc",
        "B 9 XYZ",
        "sopir dk1234ab",
        "bk 4021",
        "cari motor ad 77 kl hilang",
        "rumah nomor 1507",
        "pin 4821",
        "gaji 4.812.377",
    ],
)
def test_a_query_that_may_be_about_a_person_leaves_no_text(query):
    assert is_suspicious(query, KNOWS)
    assert texts(query, *query.split()) == []


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("loker kasir depok", []),
        ("gaji 5jt sopir", []),
        ("gaji 5.000.000 sopir truk", []),
        ("ibu rumah tangga kerja dari rumah", ["ibu"]),
        ("teknisi hp", []),
        ("operator telepon", []),
        ("email marketing", []),
        ("S1 akuntansi 2 tahun", []),
        ("sim b1 umum", []),
        ("sim b 2 umum", []),
        ("s 1 ti", []),
        ("d3 it", []),
        ("D 4 gizi", []),
        ("loker 2026", []),
        ("iso 9001", []),
        ("gaji 4750000", []),
        ("operator cnc 2 th", []),
        ("perawat rumah sakit jiwa", []),
        ("guru agama islam", []),
    ],
)
def test_an_everyday_query_is_counted(query, left):
    assert not is_suspicious(query, KNOWS)
    assert next(each.kind for each in heard(query, left, KNOWS)) is TextKind.QUERY


@pytest.mark.parametrize(
    "query",
    [
        *(
            "sakit hiv kerja",
            "Hamil",
            "ibu hamil",
            "kerja untuk ibu hamil",
            "gay",
            "LGBT",
            "waria salon",
            "transgender",
        ),
        *(
            "penderita kanker",
            "tuna rungu",
            "tunanetra pijat",
            "difabel",
            "mantan napi",
            "eks tahanan",
            "bipolar admin",
        ),
        *("lagi sakit kerja di rumah", "cacat kaki", "keguguran cuti", "rumah sakit untuk pengidap tbc"),
    ],
)
def test_of_a_query_on_health_or_orientation_nothing_is_counted(query):
    assert is_sensitive(query)
    assert texts(query, *query.split()) == []


@pytest.mark.parametrize(
    "query",
    ["perawat rumah sakit", "rumah sakit jiwa", "guru agama islam", "bidan", "apoteker", "satpam lapas", "terapis"],
)
def test_places_of_work_and_callings_are_not_sensitive(query):
    assert not is_sensitive(query)


def test_a_name_that_the_tables_have_is_one_where_nobody_understood_it():
    assert KNOWS("slamet")
    assert KNOWS("melati")
    assert texts("slamet", "slamet") == []
    assert texts("riyadi", "riyadi") == []
    assert texts("loker melati", "melati") == []
    assert texts("loker melati") == ["loker melati"]


def test_words_are_counted_each_and_together():
    assert texts("Nagih  UTANG", "nagih", "utang") == ["nagih utang", "nagih", "utang", "nagih utang"]
    assert texts("wek wek 7", "wek", "wek", "7") == ["wek wek 7", "wek"]


def test_a_long_query_is_not_counted_as_a_whole():
    long = " ".join(f"kata{chr(97 + number)}" for number in range(9))
    assert texts(long, "wekwek") == ["wekwek"]
    assert texts("a" * 61) == []


def test_what_is_no_word_is_not_counted():
    assert texts("xx", "xx") == ["xx"]
    assert texts("b2b", "b2b") == ["b2b"]
    assert texts("", "") == []


def test_keys_tell_kinds_and_texts_apart_and_need_the_secret(monkeypatch):
    keys = {key_of(kind, text) for kind in TextKind for text in ("kasir", "kasir toko")}
    assert len(keys) == 4
    assert key_of(TextKind.QUERY, "kasir") in keys
    from chalicelib import secrets
    from chalicelib import settings as read

    monkeypatch.setenv("PADAN_CURSOR_SECRET", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0MTI=")
    read.forget()
    secrets.forget()
    try:
        assert key_of(TextKind.QUERY, "kasir") not in keys
    finally:
        monkeypatch.undo()
        read.forget()
        secrets.forget()


@given(st.text(max_size=20), st.dates().map(str), st.sampled_from(["", "32.73", "-6.2,106.8"]))
def test_marks_are_alike_for_the_same_day_and_place_alone(key, day, place):
    assert sighting(key, day, place) == sighting(key, day, place)
    assert sighting(key, day, place) != sighting(key, day, f"{place}x")
    assert sighting(key, day, place) != sighting(key, f"{day}1", place)
    assert day_of_sighting(sighting(key, day, place)) == day_of_sighting(sighting(key, day, f"{place}x"))
    assert day_of_sighting(sighting(key, day, place)) != day_of_sighting(sighting(key, f"{day}1", place))


@given(st.sets(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=20), st.integers(1, 8), st.integers(1, 5))
def test_places_of_one_day_are_never_enough_by_themselves(seen, least, days):
    marks = [sighting("k", f"2026-11-{day:02d}", f"32.{place:02d}") for day, place in seen]
    assert is_enough(marks, least, days) == (len(seen) >= least and len({day for day, _ in seen}) >= days)


def test_marks_without_a_day_are_of_one_day():
    assert not is_enough(["a" * 10, "b" * 10, "c" * 10], 3, 2)
    assert is_enough(["a" * 10, "b" * 10, sighting("k", "2026-11-20", "")], 3, 2)


REGIONS = ("32.73", "31.71", "33.74", "35.78", "12.71", "73.71")


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
@pytest.mark.parametrize(("number", "known"), [(1, False), (2, False), (3, True)])
def test_whoever_searches_in_many_places_is_one_until_more_days_have_seen_it(monkeypatch, number, known):
    """A region is a parameter: six of them in a minute are no six people."""
    from chalicelib import settings as read

    monkeypatch.setenv("PADAN_LEARNING_LEAST", "5")
    monkeypatch.delenv("PADAN_LEARNING_DAYS")
    read.forget()
    text = f"zevanyaxyz{'abc'[number - 1]}"
    first = day_of(SYSTEM_CLOCK.now())
    for back in range(number):
        moment = FixedClock(SYSTEM_CLOCK.now() - timedelta(days=back))
        for region in REGIONS:
            request = SearchRequest(words=text, criteria=Criteria(regions=(region,)), now=1)
            answer = SearchAnswer(total=0, hits=(), understood=dictionary.recogniser().read(text).reading())
            noting.answered(request, answer, language=Language.ENGLISH, milliseconds=1, clock=moment)
    recording.RECORDER.settle()
    events = [item.search for item in table.events_of(first) if item.search is not None]
    key = key_of(TextKind.QUERY, text)
    assert sum(event.query == key for event in events) == len(REGIONS)
    assert (table.texts([key]) != {}) == known
    assert any(text in line for line in everything()) == known


PERSONAL = {
    "nik": "3204126709880003",
    "phone": "081398765432",
    "e-mail": "lamaran.kartini@contoh.example",
    "name": "Ratna Wulandari",
    "unlisted": "Zevanyakristabela",
    "address": "Jl. Cempaka Putih 17 RT 04",
}
"""Invented. One is a name that no list of names has: only that few search for it protects it."""
WORDS = ["kasir", "sopir truk", "gaji 5jt", "di bekasi", "wekwek", "+malam", "-sales", '"admin gudang"', "S1", "🙂"]


def everything() -> Iterator[str]:
    """All that the tables hold, as it is stored."""
    for model in (table.EventItem, table.TermItem, table.DayItem, table.ProposalItem, table.LearnedItem):
        for item in model.scan():
            yield json.dumps(item.to_dynamodb_dict())


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(PERSONAL)),
    st.lists(st.sampled_from(WORDS), max_size=3),
    st.lists(st.sampled_from(WORDS), max_size=2),
    st.sampled_from([str.lower, str.upper, str]),
)
def test_no_table_report_or_line_holds_a_personal_value(caplog, capsys, kind, before, after, change):
    value = change(PERSONAL[kind])
    query = " ".join([*before, value, *after])
    read = dictionary.recogniser().read(query).reading()
    request = SearchRequest(words=query, criteria=Criteria(near=Near(Coordinates(-6.2146, 106.8451), 5.0)), now=1)
    answer = SearchAnswer(total=0, hits=(), understood=read)
    ticket = noting.answered(request, answer, language=Language.INDONESIAN, milliseconds=12.3)
    assert ticket is not None
    recording.RECORDER.settle()
    folding.fold_day(day_of(SYSTEM_CLOCK.now()))
    told = " ".join([*everything(), ticket, caplog.text, *capsys.readouterr()]).lower()
    for part in {PERSONAL[kind].lower(), *(each for each in PERSONAL[kind].lower().split() if len(each) > 4)}:
        assert part not in told
    assert "6.2146" not in told
    assert "106.8451" not in told


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
def test_an_event_says_neither_who_nor_when_to_the_minute():
    request = SearchRequest(words="kasir", criteria=Criteria(near=Near(Coordinates(-6.2146, 106.8451), 5.0)), now=1)
    from chalicelib.observability import correlated

    with correlated("req-77-of-somebody"):
        noting.answered(request, SearchAnswer(total=4, hits=()), language=Language.ENGLISH, milliseconds=31)
    recording.RECORDER.settle()
    day = day_of(SYSTEM_CLOCK.now())
    items = [item for item in table.events_of(day) if item.search is not None and item.search.engine == 50]
    assert len(items) == 1
    stored = items[0].to_dynamodb_dict()
    assert set(stored) == {"pk", "id", "version", "search", "expires"}
    assert set(stored["search"]["M"]) == {
        *("hour", "language", "region", "cell", "query", "filters", "found", "engine"),
    }
    assert len(items[0].search.hour) == len("2026-11-22T16")
    assert items[0].search.cell == "-6.2,106.8"
    assert int(stored["expires"]["N"]) % 86_400 == 0
    assert not any("req-77" in line for line in everything())


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
def test_health_is_not_among_the_filters():
    request = SearchRequest(words="", criteria=Criteria(disability_friendly=True, remote=True), now=1)
    noting.answered(request, SearchAnswer(total=1, hits=()), language=Language.ENGLISH, milliseconds=61)
    recording.RECORDER.settle()
    (event,) = (
        item.search
        for item in table.events_of(day_of(SYSTEM_CLOCK.now()))
        if item.search is not None and item.search.engine == 100
    )
    assert event.filters == ("remote",)


@pytest.mark.usefixtures("learning")
def test_a_text_is_not_known_before_enough_have_searched_for_it():
    least = 3

    def enough(marks):
        return len(marks) >= least

    for number in range(least - 1):
        table.hear(*(_heard("diamdiam"), f"mark{number}", enough, day_of(SYSTEM_CLOCK.now())))
    assert table.texts([_heard("diamdiam").key]) == {}
    assert table.hear(_heard("diamdiam"), "mark0", enough, day_of(SYSTEM_CLOCK.now())) is False
    assert table.hear(_heard("diamdiam"), "mark9", enough, day_of(SYSTEM_CLOCK.now())) is True
    (known,) = table.texts([_heard("diamdiam").key]).values()
    assert (known.text, known.seen) == ("diamdiam", None)
    assert table.hear(_heard("diamdiam"), "mark9", enough, day_of(SYSTEM_CLOCK.now())) is True


def _heard(text: str):
    return heard(text, [], KNOWS)[0]
