"""Sums of a day: of known texts alone, whatever order the events come in, and the same however often they are made."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.learning import folding, table
from chalicelib.learning.model import ChoiceEvent, Choices, Line, Lines, SearchEvent, Step, TextKind
from chalicelib.learning.privacy import key_of
from tests.learning.samples import DAY, choice, known, search

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("learning")]


def keep(*events, day=DAY):
    for number, event in enumerate(events):
        if isinstance(event, SearchEvent):
            table.keep_search(day, f"{number:024d}", event)
        else:
            table.keep_choice(day, f"c{number:023d}", event)


def sums(day=DAY):
    return {province: each for _, province, each in table.days(day, day) if each.lines}


def test_searches_are_summed_by_text_and_province():
    word, query = known("wekwek"), known("kerja wekwek", TextKind.QUERY)
    keep(
        search(word, query=query),
        search(word, query=query, found=2, loosened=("region",)),
        search(word, found=9, region="33.74", suggested=True),
        search(word, region=""),
    )
    assert folding.fold_day(DAY) == 4
    assert sums() == {
        "32": Lines(
            lines=(
                Line(kind=TextKind.QUERY, text="kerja wekwek", searches=2, nothing=1, few=1, loosened=1),
                Line(kind=TextKind.WORDS, text="wekwek", searches=2, nothing=1, few=1, loosened=1),
            )
        ),
        "33": Lines(lines=(Line(kind=TextKind.WORDS, text="wekwek", searches=1, suggested=1),)),
        "-": Lines(lines=(Line(kind=TextKind.WORDS, text="wekwek", searches=1, nothing=1),)),
    }


def test_choices_are_summed_by_occupation():
    day = DAY - timedelta(days=1)
    word = known("wokwok")
    keep(
        *(choice(word, occupation=code) for code in ("5230", "8332")),
        choice(word, region="32.04"),
        choice(word, step=Step.APPLIED),
        choice(word, step=Step.REWORDED),
        *(choice(word, occupation=f"251{number}") for number in range(5)),
        day=day,
    )
    folding.fold_day(day)
    (line,) = sums(day)["32"].lines
    assert line.searches == 0
    assert line.choices[0] == Choices(occupation="5230", opened=2, applied=1, reworded=1)
    assert line.choices[0].number == 3
    assert [each.occupation for each in line.choices] == ["5230", "2510", "2511", "2512", "2513"]


def test_choosing_counts_once_for_a_day_and_place_however_many_searches_lead_to_it():
    day = DAY - timedelta(days=6)
    words = [known(f"wokdua{sign}") for sign in "abc"]
    shared = known("wokdua")
    keep(
        *(choice(shared, word, region="32.73") for word in words for _ in range(5)),
        choice(shared, region="32.04"),
        choice(shared, region="33.74"),
        choice(shared, region="32.73", step=Step.APPLIED),
        day=day,
    )
    assert folding.fold_day(day) == 18
    found = {(province, line.text): line.choices for province, each in sums(day).items() for line in each.lines}
    assert found["32", "wokdua"] == (Choices(occupation="5230", opened=2, applied=1),)
    assert found["33", "wokdua"] == (Choices(occupation="5230", opened=1),)
    assert found["32", "wokduaa"] == (Choices(occupation="5230", opened=1),)


@pytest.mark.parametrize(("back", "text"), [(7, "slamet riyadi"), (8, "d 1234 abc"), (9, "sakit kanker")])
def test_what_was_known_before_lists_grew_is_summed_no_more(back, text):
    day = DAY - timedelta(days=back)
    keep(search(query=known(text, TextKind.QUERY)), day=day)
    assert folding.fold_day(day) == 1
    assert sums(day) == {}


def test_what_few_searched_for_is_summed_nowhere():
    day = DAY - timedelta(days=2)
    keep(search(key_of(TextKind.WORDS, "rahasia"), query=key_of(TextKind.QUERY, "rahasia")), day=day)
    assert folding.fold_day(day) == 1
    assert sums(day) == {}


def test_sums_follow_what_becomes_known_later():
    day = DAY - timedelta(days=3)
    keep(search(key_of(TextKind.WORDS, "nanti")), day=day)
    folding.fold_day(day)
    assert sums(day) == {}
    known("nanti")
    folding.fold_day(day)
    assert [line.text for line in sums(day)["32"].lines] == ["nanti"]


def test_more_texts_than_an_item_holds_are_left_out(monkeypatch):
    monkeypatch.setattr(folding, "MOST_LINES", 2)
    day = DAY - timedelta(days=4)
    keys = [known(f"kata{sign}") for sign in "abc"]
    keep(*(search(key) for number, key in enumerate(keys) for _ in range(number + 1)), day=day)
    folding.fold_day(day)
    kept = sums(day)["32"]
    assert [(line.text, line.searches) for line in kept.lines] == [("katac", 3), ("katab", 2)]
    assert kept.left_out == 1


def test_a_night_takes_the_three_days_before(monkeypatch):
    today = DAY + timedelta(days=40)
    word = known("malamini")
    for back in range(5):
        keep(search(word), day=today - timedelta(days=back))
    assert folding.fold(today - timedelta(days=1)) == 3
    assert [bool(sums(today - timedelta(days=back))) for back in range(5)] == [False, True, True, True, False]


EVENTS = st.lists(
    st.one_of(
        st.builds(
            search,
            st.sampled_from([key_of(TextKind.WORDS, text) for text in ("sumsatu", "sumdua", "taktahu")]),
            region=st.sampled_from(["31.71", "32.73", "32", ""]),
            found=st.integers(0, 6),
        ),
        st.builds(
            choice,
            st.sampled_from([key_of(TextKind.WORDS, text) for text in ("sumsatu", "sumdua", "taktahu")]),
            occupation=st.sampled_from(["5230", "8332"]),
            step=st.sampled_from(Step),
            region=st.sampled_from(["31.71", "32.73", "32.04", ""]),
        ),
    ),
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, order=st.randoms(use_true_random=False))
def test_sums_are_those_of_the_events_in_any_order_and_however_often(events, order):
    known("sumsatu")
    known("sumdua")
    day = DAY - timedelta(days=100)
    for item in list(table.events_of(day)):
        item.delete()
    mixed = list(events)
    order.shuffle(mixed)
    keep(*mixed, day=day)
    for _ in range(2):
        folding.fold_day(day)
    searches = [event for event in events if isinstance(event, SearchEvent)]
    told = [(province, line) for province, kept in sums(day).items() for line in kept.lines]
    for text in ("sumsatu", "sumdua"):
        key = key_of(TextKind.WORDS, text)
        own = [event for event in searches if key in event.left]
        assert sum(line.searches for _, line in told if line.text == text) == len(own)
        assert sum(line.nothing for _, line in told if line.text == text) == sum(not event.found for event in own)
        for province in ("31", "32", "-"):
            here = [event for event in own if folding.province_of(event.region) == province]
            assert sum(line.searches for at, line in told if (at, line.text) == (province, text)) == len(here)
        chosen = [event for event in events if isinstance(event, ChoiceEvent) and key in event.left]
        steps = sum(each.opened + each.applied + each.reworded for _, line in told if line.text == text
                    for each in line.choices)  # fmt: skip
        assert steps == len({(each.step, each.occupation, each.region) for each in chosen})
    assert "taktahu" not in {line.text for _, line in told}
