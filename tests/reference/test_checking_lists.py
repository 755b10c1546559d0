"""The check of the lists finds what is wrong with each."""

from datetime import date

import pytest

from chalicelib.reference import checking_lists as checks
from chalicelib.reference import files
from chalicelib.reference.districts import District
from chalicelib.reference.model_calendar import CalendarDay, DayKind, Ramadan
from chalicelib.reference.model_study import LanguageLevel, LanguageTest, LanguageTestBand, Programme, ProgrammeKind
from chalicelib.reference.model_work import Industry, PayPeriod
from chalicelib.texts import Text
from tests.reference.test_rows import table

LABEL = Text("Nama", "Name")
LEVELS = ("A1", "A2", "B1")


def _keys(problems):
    return [key for key, _ in problems]


def _industry(code, parent=None, **changes):
    return Industry(**{"code": code, "parent": parent, "label": Text(f"id {code}", f"en {code}"), **changes})


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([_industry("A"), _industry("01", "A")], []),
        ([_industry("A"), _industry("01", "B")], ["01"]),
        ([_industry("A"), _industry("01")], ["01"]),
        ([_industry("A"), _industry("011", "A")], ["011"]),
        ([_industry("A", synonyms=("sawit",)), _industry("01", "A", synonyms=("Sawit",))], []),
        ([_industry("A", synonyms=("sawit",)), _industry("B"), _industry("05", "B", synonyms=("Sawit",))], ["05"]),
        ([_industry("A"), _industry("01", "A", synonyms=("x",)), _industry("02", "A", synonyms=("x",))], ["02"]),
    ],
)
def test_industries_form_a_tree_and_share_names_only_with_their_own_section(rows, wrong):
    assert _keys(checks.branches(rows)) == wrong


@pytest.mark.parametrize(
    ("names", "wrong"), [(("a",), []), (("A ",), []), (("nama lain",), ["two"]), (("--",), ["one"])]
)
def test_an_entry_has_names_of_its_own(names, wrong):
    one = LanguageLevel(code="one", rank=1, label=LABEL, synonyms=names)
    two = LanguageLevel(code="two", rank=2, label=Text("Lain", "Other"), synonyms=("Nama, lain",))
    assert _keys(checks.own_names([one, two])) == wrong


def _period(code, periods, months):
    return PayPeriod(code=code, label=Text(code, code), periods=periods, months=months, basis="")


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([_period("HOUR", 173, 1), _period("YEAR", 1, 12)], []),
        ([_period("YEAR", 1, 12), _period("HOUR", 173, 1)], ["HOUR"]),
        ([_period("HOUR", 173, 0)], ["HOUR"]),
        ([_period("HOUR", -1, 1)], ["HOUR"]),
    ],
)
def test_periods_have_a_length_and_stand_in_their_order(rows, wrong):
    assert _keys(checks.periods(rows)) == wrong


def _programme(code, field="061", kind=ProgrammeKind.DIPLOMA, name="Tata Boga"):
    return Programme(code=code, field=field, kind=kind, name=name)


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([_programme("a"), _programme("b", kind=ProgrammeKind.UNIVERSITY)], []),
        ([_programme("a"), _programme("b", name="tata-boga")], ["b"]),
        ([_programme("a", field="99")], ["a"]),
    ],
)
def test_a_programme_has_a_field_and_a_name_of_its_own_among_its_kind(rows, wrong):
    assert _keys(checks.taught(rows, {"061"})) == wrong


def _test(code="t", language="en", passed=None):
    return LanguageTest(code=code, language=language, label=Text(code, code), approximate=False, passed=passed)


@pytest.mark.parametrize(
    ("language", "passed", "right"), [("en", "A1", True), ("xx", "A1", False), ("en", "D1", False)]
)
def test_a_test_is_of_a_language_and_shows_a_level(language, passed, right):
    assert (_keys(checks.tests([_test(language=language, passed=passed)], {"en"}, LEVELS)) == []) is right


def _bands(*bands, test="t"):
    return [LanguageTestBand(test=test, lowest=low, highest=high, level=level) for low, high, level in bands]


@pytest.mark.parametrize(
    ("bands", "right"),
    [
        (_bands((1, 2, "A1"), (3, 4, "A2")), True),
        (_bands((1, 3, "A1"), (3, 4, "A2")), False),
        (_bands((1, 2, "A2"), (3, 4, "A1")), False),
        (_bands((2, 1, "A1")), False),
        (_bands((1, 2, "D1")), False),
        ([*_bands((1, 2, "A1")), *_bands((1, 2, "A1"), test="u")], False),
        ([*_bands((1, 2, "A1")), *_bands((1, 2, "A1"), test="p"), *_bands((3, 4, "A2"))], False),
        ([], False),
    ],
)
def test_bands_rise_belong_to_a_test_and_every_test_shows_something(bands, right):
    known = [_test("t"), _test("p", passed="A1")]
    assert (_keys(checks.bands(bands, known, LEVELS)) == []) is right


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([("31.71.01", "Gambir", "31.71")], []),
        ([("31.72.01", "Gambir", "31.71")], ["31.72.01"]),
        ([("31.71.01", "--", "31.71")], ["31.71.01"]),
        ([("31.99.01", "Gambir", "31.99")], ["31.99.01", "31.71"]),
        ([], ["31.71"]),
    ],
)
def test_districts_lie_in_regencies_and_every_regency_has_some(rows, wrong):
    districts = [District(code=code, name=name, regency=regency) for code, name, regency in rows]
    assert _keys(checks.divided(districts, {"31", "31.71"})) == wrong


def _days(*days, label=LABEL):
    return [CalendarDay(date=date.fromisoformat(day), kind=DayKind.HOLIDAY, label=label) for day in days]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (_days("2026-01-01", "2026-02-01"), []),
        (_days("2026-02-01", "2026-01-01"), ["2026-01-01"]),
        (_days("2026-01-01", "2026-01-01"), ["2026-01-01"]),
        (_days("2027-01-01"), ["2027-01-01"]),
        (_days("2026-01-01", label=Text("Libur", "")), ["2026-01-01"]),
    ],
)
def test_days_are_of_their_year_in_order_and_have_names(rows, wrong):
    assert _keys(checks.dates(rows, 2026)) == wrong


@pytest.mark.parametrize(
    ("source", "statutory", "when", "right"),
    [
        ("Law 1", "true", "statutory", True),
        ("", "true", "statutory", False),
        ("", "false", "statutory", True),
        ("", "false", "", False),
        ("Law 1", "false", "", True),
    ],
)
def test_what_the_law_asks_names_the_law(source, statutory, when, right):
    found = table("benefits", "code,statutory,law", f"thr,{statutory},{source}").table
    assert (_keys(checks.founded(found, when=when)) == []) is right


RAMADAN = Ramadan(hijri=1446, first=date(2025, 3, 1), last=date(2025, 3, 30))


@pytest.mark.parametrize(
    ("hijri", "first", "last", "right"),
    [
        (1447, "2026-02-19", "2026-03-20", True),
        (1447, "2026-02-19", "2026-03-25", False),
        (1448, "2026-02-19", "2026-03-20", False),
        (1447, "2026-03-19", "2026-04-17", False),
    ],
)
def test_fasts_are_lunar_months_a_lunar_year_apart(hijri, first, last, right):
    after = Ramadan(hijri=hijri, first=date.fromisoformat(first), last=date.fromisoformat(last))
    assert (_keys(checks.fasts([RAMADAN, after])) == []) is right


def test_every_table_of_these_lists_is_checked_and_holds():
    found = [(name, list(run())) for name, run in checks.list_checks({"31"}) if name != "districts"]
    assert [name for name, problems in found if problems] == []
    assert {name for name, _ in found} <= set(files.names())


def test_a_broken_cell_is_refused(tmp_path):
    folder = tmp_path / "pay_periods"
    folder.mkdir()
    head = "# title: T\n# source: S\n# licence: L\n# retrieved: 2026-01-01\n"
    (folder / "1.tsv").write_text(
        f"{head}code\tlabel.id\tlabel.en\tperiods\tmonths\tbasis\nDAY\tHari\tDay\tmany\t1\tx\n"
    )
    with pytest.raises(files.BadTable, match="periods"):
        files.typed("pay_periods", "1", PayPeriod, tmp_path)
