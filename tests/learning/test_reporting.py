"""Reports: ordered by what they are about, parted by week and province, silent of few."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.clock import FixedClock
from chalicelib.errors import InvalidInput, NotFound
from chalicelib.learning import table
from chalicelib.learning.as_csv import COLUMNS, csv_text
from chalicelib.learning.model import Line, Lines, TextKind
from chalicelib.learning.reporting import Asked, Grouping, Report, ReportKind, Row, report
from security.principal import ANONYMOUS, Audience, Principal

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("learning")]
CLOCK = FixedClock(datetime(2026, 11, 22, 6, tzinfo=UTC))
ANALYST = Principal(id="per_1", roles=frozenset({Audience.ANALYST}))
MONDAY = date(2026, 11, 16)


def query(text, **counts):
    return Line(kind=TextKind.QUERY, text=text, **counts)


@pytest.fixture(autouse=True)
def _sums(learning):
    """Two weeks: one before the Monday and one after, in two provinces and nowhere."""
    table.replace_day(
        MONDAY - timedelta(days=1),
        {
            "32": Lines(lines=(query("juru wek", searches=5, nothing=5), query("kasir", searches=9, few=2))),
            "33": Lines(lines=(query("juru wek", searches=2, nothing=2),)),
        },
    )
    table.replace_day(
        MONDAY,
        {
            "32": Lines(
                lines=(
                    query("juru wek", searches=4, nothing=1, loosened=3),
                    query("sepi", searches=2, nothing=2),
                    Line(kind=TextKind.WORDS, text="wek", searches=8, nothing=6),
                )
            ),
            "-": Lines(lines=(query("juru wek", searches=6, nothing=6),)),
        },
    )


def asked(kind=ReportKind.ZERO_HITS, **more):
    return report(ANALYST, kind, Asked(**more), CLOCK)


def told(kind=ReportKind.ZERO_HITS, **more):
    return [(row.text, row.week, row.region, getattr(row, _COUNTED[kind])) for row in asked(kind, **more).rows]


_COUNTED = {
    ReportKind.ZERO_HITS: "nothing",
    ReportKind.LOW_HITS: "few",
    ReportKind.POPULAR: "searches",
    ReportKind.LOOSENED: "loosened",
}


def test_what_finds_nothing_of_the_last_four_weeks():
    found = asked()
    assert (found.first, found.last) == (date(2026, 10, 26), date(2026, 11, 22))
    assert found.rows == (Row(text="juru wek", searches=17, nothing=14, few=0, loosened=3),)
    assert found.withheld == 1


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (ReportKind.POPULAR, [("juru wek", None, None, 17), ("kasir", None, None, 9)]),
        (ReportKind.LOW_HITS, [("kasir", None, None, 2)]),
        (ReportKind.LOOSENED, [("juru wek", None, None, 3)]),
    ],
)
def test_each_report_counts_its_own(kind, rows):
    assert told(kind) == rows


def test_words_are_told_apart_from_queries():
    assert told(texts=TextKind.WORDS) == [("wek", None, None, 6)]


def test_by_week_and_province():
    assert told(by=(Grouping.WEEK,)) == [("juru wek", "2026-W46", None, 7), ("juru wek", "2026-W47", None, 7)]
    assert told(by=(Grouping.REGION,)) == [("juru wek", None, None, 6), ("juru wek", None, "32", 6)]
    both = asked(by=(Grouping.WEEK, Grouping.REGION))
    assert [(row.week, row.region, row.nothing) for row in both.rows] == [
        ("2026-W47", None, 6),
        ("2026-W46", "32", 5),
        ("2026-W47", "32", 1),
    ]
    # Two of the 33rd in the first week, and two for something else: each of too few.
    assert both.withheld == 2


def test_of_one_province_and_some_days():
    assert told(region="32") == [("juru wek", None, None, 6)]
    assert told(region="33") == []
    assert told(first=MONDAY, last=MONDAY) == [("juru wek", None, None, 7)]
    assert told(ReportKind.POPULAR, limit=1) == [("juru wek", None, None, 17)]


def test_parting_tells_nothing_that_may_not_be_told():
    for by in ((), (Grouping.WEEK,), (Grouping.REGION,), (Grouping.WEEK, Grouping.REGION)):
        for kind in ReportKind:
            assert all(row.searches >= 3 for row in asked(kind, by=by, limit=100).rows)


def test_what_looks_personal_by_now_is_withheld():
    """It was summed before a list grew; the sums stay for a year and more."""
    kept = tuple(
        query(text, searches=9, nothing=9) for text in ("slamet riyadi", "d 1234 abc", "hamil", "riyadi", "juru wok")
    )
    table.replace_day(MONDAY + timedelta(days=1), {"32": Lines(lines=kept)})
    found = asked(first=MONDAY + timedelta(days=1))
    table.replace_day(MONDAY + timedelta(days=1), {})
    assert ([row.text for row in found.rows], found.withheld) == (["juru wok"], 4)


@pytest.mark.parametrize("days", [91, 92])
def test_the_longest_report_has_as_many_days_as_the_refusal_says(days):
    last = MONDAY
    if days == 91:
        assert asked(first=last - timedelta(days=days), last=last).first == last - timedelta(days=91)
        return
    with pytest.raises(InvalidInput, match="92") as refusal:
        asked(first=last - timedelta(days=days), last=last)
    assert "92" in refusal.value.errors[0].detail.id


@pytest.mark.parametrize(
    ("more", "pointer", "code"),
    [
        ({"first": date(2026, 11, 2), "last": date(2026, 11, 1)}, "from", "after_end"),
        ({"first": date(2026, 1, 1), "last": date(2026, 11, 1)}, "from", "too_long"),
        ({"first": date(1999, 1, 1)}, "from", "out_of_range"),
        ({"last": date(9999, 12, 31)}, "to", "out_of_range"),
        ({"region": "99"}, "region", "unknown_code"),
        ({"region": "32.73"}, "region", "unknown_code"),
        ({"region": "x" * 200}, "region", "unknown_code"),
    ],
)
def test_what_cannot_be_told_is_named(more, pointer, code):
    with pytest.raises(InvalidInput) as refusal:
        asked(**more)
    assert [(each.pointer, each.code) for each in refusal.value.errors] == [(pointer, code)]


@pytest.mark.parametrize("role", [None, Audience.SEEKER, Audience.EMPLOYER, Audience.PARTNER])
def test_nobody_else_reads_them(role):
    principal = ANONYMOUS if role is None else Principal(id="per_2", roles=frozenset({role}))
    with pytest.raises(NotFound):
        report(principal, ReportKind.POPULAR, Asked(), CLOCK)


def test_a_table_has_no_formulas():
    rows = (
        Row(text="+62 kasir", searches=4, nothing=4, few=0, loosened=0),
        Row(text='dua "kata", ya', week="2026-W47", region="32", searches=3, nothing=0, few=1, loosened=2),
    )
    text = csv_text(Report(kind=ReportKind.POPULAR, first=MONDAY, last=MONDAY, rows=rows, withheld=0))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        list(COLUMNS),
        ["'+62 kasir", "", "", "4", "4", "0", "0"],
        ['dua "kata", ya', "2026-W47", "32", "3", "0", "1", "2"],
    ]
