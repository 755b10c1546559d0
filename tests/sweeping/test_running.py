"""Rounds over a table: bounded, resumed, broken off, with rows that fail; nothing is passed over."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.identifiers import new_identifier
from chalicelib.sweeping import Swept, running, sweep, table
from chalicelib.tables import saved

pytestmark = pytest.mark.emulator
FOREVER = lambda: 1.0  # noqa: E731


class Rows:
    """A table of numbers in the order of its keys, and what was read of it."""

    def __init__(self, number):
        self.number, self.pages = number, []

    def piece(self, after, limit):
        start = 0 if after is None else int(after) + 1
        end = min(self.number, start + limit)
        self.pages.append((start, end))
        return list(range(start, end)), str(end - 1) if end < self.number else None


@pytest.fixture
def name(store):
    return new_identifier("round")


def test_runs_go_on_where_the_last_one_ended_and_begin_anew_after_the_last_row(name):
    rows, seen = Rows(25), []

    def run():
        return sweep(name, rows.piece, lambda row: bool(seen.append(row)), FOREVER, most=10, page=4)

    runs = [run() for _ in range(3)]
    assert [(each.seen, each.whole) for each in runs] == [(10, False), (10, False), (5, True)]
    assert seen == list(range(25))
    assert rows.pages[:3] == [(0, 4), (4, 8), (8, 10)]
    run()
    assert seen[25:] == list(range(10))


def test_a_million_rows_take_as_many_runs_as_their_bound_says(name):
    rows, looked = Rows(1_000_000), Counter()

    def piece(after, limit):
        found, following = rows.piece(after, limit)
        return range(found[0], found[-1] + 1), following

    runs = []
    while not runs or not runs[-1].whole:
        run = sweep(name, piece, lambda row: bool(looked.update((row % 1_000,))), FOREVER, most=200_000, page=20_000)
        runs.append(run)
    assert [each.seen for each in runs] == [200_000] * 5
    assert len(rows.pages) == 50
    assert max(end - start for start, end in rows.pages) == 20_000
    assert set(looked.values()) == {1_000}, "each row once"


def test_pages_without_rows_count_too_so_that_a_run_ends(name):
    pages = []
    sweep(name, lambda after, limit: (pages.append(limit) or [], "further"), bool, FOREVER, most=12, page=5)
    assert len(pages) == 12


def test_a_run_without_time_does_nothing_and_one_whose_time_ends_stops_at_a_page(name):
    rows, seen = Rows(100), []
    assert sweep(name, rows.piece, seen.append, lambda: 0.0, most=100) == Swept()
    left = iter([2.0, 1.0, 0.0])
    done = sweep(name, rows.piece, lambda row: bool(seen.append(row)), lambda: next(left), most=100, page=7)
    assert (done.seen, done.whole, table.load(name).reached) == (14, False, "13")


def test_a_row_that_fails_is_counted_and_keeps_no_other_waiting(name):
    def each(row):
        if row == 3:
            raise ZeroDivisionError
        return row % 2 == 0

    assert sweep(name, Rows(6).piece, each, FOREVER, most=10) == Swept(seen=6, changed=3, failed=1, whole=True)


def test_a_run_that_is_broken_off_repeats_its_last_page_alone(name):
    rows, seen = Rows(20), []

    class Killed(BaseException):
        pass

    def dying(row):
        seen.append(row)
        if row == 12:
            raise Killed
        return True

    with pytest.raises(Killed):
        sweep(name, rows.piece, dying, FOREVER, most=100, page=5)
    done = sweep(name, rows.piece, lambda row: bool(seen.append(row)), FOREVER, most=100, page=5)
    counted = Counter(seen)
    assert done.whole
    assert set(counted) == set(range(20)), "nothing is passed over"
    assert {row for row, times in counted.items() if times > 1} == {10, 11, 12}


def test_of_two_runs_at_once_the_second_to_note_ends(name, monkeypatch):
    rows, read = Rows(30), []

    def raced(after, limit):
        if not read:
            read.append(after)
            assert sweep(name, rows.piece, lambda row: True, FOREVER, most=5, page=5).seen == 5
        return rows.piece(after, limit)

    done = sweep(name, raced, lambda row: False, FOREVER, most=30, page=5)
    assert (done.seen, done.whole) == (5, False)
    assert table.load(name).reached == "4", "the round stands where the other run left it"


def test_rounds_do_not_know_of_each_other(name):
    other = new_identifier("round")
    sweep(name, Rows(9).piece, lambda row: True, FOREVER, most=4, page=4)
    sweep(other, Rows(9).piece, lambda row: True, FOREVER, most=2, page=2)
    assert (table.load(name).reached, table.load(other).reached) == ("3", "1")


def test_a_table_that_cannot_be_read_ends_the_run_and_the_place_stays(name):
    sweep(name, Rows(9).piece, lambda row: True, FOREVER, most=4, page=4)

    def down(after, limit):
        raise ConnectionError

    with pytest.raises(ConnectionError):
        sweep(name, down, lambda row: True, FOREVER, most=4)
    assert table.load(name).reached == "3"


@settings(max_examples=8, deadline=None)
@given(number=st.integers(0, 40), most=st.integers(1, 15), page=st.integers(1, 9), stops=st.data())
def test_whatever_the_sizes_every_row_is_looked_at_in_each_round(store, number, most, page, stops):
    name, rows, seen = new_identifier("round"), Rows(number), []
    for _ in range(2):
        before = len(seen)
        for _ in range(number // min(most, page) + 2):
            limit = stops.draw(st.integers(1, most))
            if sweep(name, rows.piece, lambda row: bool(seen.append(row)), FOREVER, most=limit, page=page).whole:
                break
        else:
            while not sweep(name, rows.piece, lambda row: bool(seen.append(row)), FOREVER, most=most, page=page).whole:
                pass
        assert seen[before:] == list(range(number))


def test_the_note_is_one_item_of_the_table_of_rounds(name):
    item = table.load(name)
    item.reached = "x"
    assert saved(item)
    assert table.load(name).reached == "x"
    assert running.PAGE > 0
