"""Single cells: what is certain is read, what is not is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reference import geography
from chalicelib.reference.importing.columns import Form
from chalicelib.reference.importing.forms import BadCell, clean, read
from chalicelib.reference.importing.places import RegionNames
from chalicelib.reference.written import TableFile


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("5729876", "5729876"),
        ("5.729.876", "5729876"),
        ("5.729.876,00", "5729876"),
        ("5.729.876,-", "5729876"),
        ("Rp5.729.876", "5729876"),
        ("Rp. 5.729.876,0", "5729876"),
        ("rp 5729876,00", "5729876"),
        ("5,729,876", "5729876"),
        ("5,729,876.00", "5729876"),
        ("0007", "7"),
        ("5.729", "5729"),
        ("999.999.999.999", "999999999999"),
    ],
)
def test_amounts_are_whole_rupiah(cell, amount):
    assert read(Form.AMOUNT, cell) == amount


@pytest.mark.parametrize(
    "cell",
    [
        "5.729,876", "5,729.876", "5.72.876", "57.29876", "5729876,50", "5729876.50", "-5", "+5", "1e6", "5 729 876",
        "USD 5", "lima juta", "5.729.876,00,00", "5,00,00", ".", "Rp", "٥٧٢٩٨٧٦", "1.000.000.000.000",
    ],
)  # fmt: skip
def test_other_amounts_are_refused(cell):
    with pytest.raises(BadCell) as refused:
        read(Form.AMOUNT, cell)
    assert refused.value.code == "bad_amount"


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_an_amount_means_the_same_in_all_its_forms(amount):
    english = f"{amount:,}"
    indonesian = english.replace(",", ".")
    forms = {str(amount), english, indonesian, f"Rp {indonesian},00", f"{english}.00", f"{indonesian},-"}
    assert {read(Form.AMOUNT, form) for form in forms} == {str(amount)}


def test_several_amounts_are_read_one_by_one():
    assert read(Form.AMOUNTS, "5.729.876;Rp 5.800.000 ;") == "5729876; 5800000"
    with pytest.raises(BadCell):
        read(Form.AMOUNTS, "5.729.876; dua")


@pytest.mark.parametrize(
    "cell",
    [
        "2026-08-17",
        "17/08/2026",
        "17-8-2026",
        "17.08.2026",
        "17 Agustus 2026",
        "Jum'at, 17 agustus 2026",
        "17 August 2026",
    ],
)
def test_days_are_read_as_indonesia_writes_them(cell):
    assert read(Form.DATE, cell) == "2026-08-17"


@pytest.mark.parametrize(
    "cell",
    [
        "2026-13-01",
        "08/17/2026",
        "31/04/2026",
        "17 Agst 2026",
        "17 Agustus",
        "2026",
        "20260817",
        "17/08/26",
        "00/00/0000",
    ],
)
def test_other_days_are_refused(cell):
    with pytest.raises(BadCell, match="bad_date"):
        read(Form.DATE, cell)


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1)))
def test_any_day_is_read_in_each_form(day):
    assert read(Form.DATE, day.isoformat()) == day.isoformat()
    assert read(Form.DATE, f"{day.day}/{day.month}/{day.year:04}") == day.isoformat()


@pytest.mark.parametrize(
    ("form", "cell", "code"),
    [
        (Form.OCCUPATION, "0111.01", "bad_code"),
        (Form.OCCUPATION, "'0111", "bad_code"),
        (Form.OCCUPATION, "²", "bad_code"),
        (Form.OCCUPATION, "١١", "bad_code"),
        (Form.REGION, "1101", "bad_code"),
        (Form.REGION, "11.1", "bad_code"),
        (Form.REGION, "11,01", "bad_code"),
        (Form.DISTRICT, "110101", "bad_code"),
        (Form.DISTRICT, "11.01", "bad_code"),
        (Form.INDUSTRY, "a", "bad_code"),
        (Form.INDUSTRY, "011", "bad_code"),
        (Form.YEAR, "26", "bad_year"),
        (Form.YEAR, "2026.0", "bad_year"),
        (Form.DAY_KIND, "libur daerah", "unknown_kind"),
        (Form.REGION_KIND, "kecamatan", "unknown_kind"),
        (Form.LATITUDE, "6 LS", "bad_number"),
        (Form.LATITUDE, "nan", "bad_number"),
        (Form.LATITUDE, "1e1", "bad_number"),
        (Form.LATITUDE, "-11.2", "outside_country"),
        (Form.LATITUDE, "106.8", "outside_country"),
        (Form.LONGITUDE, "-6.2", "outside_country"),
        (Form.LONGITUDE, "141.2", "outside_country"),
    ],
)
def test_what_is_in_no_form_is_refused(form, cell, code):
    with pytest.raises(BadCell) as refused:
        read(form, cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("form", "cell", "written"),
    [
        (Form.OCCUPATION, "0111", "0111"),
        (Form.REGION, "11.01", "11.01"),
        (Form.LATITUDE, "-6,2", "-6.2"),
        (Form.LATITUDE, "+1.5", "1.5"),
        (Form.LATITUDE, str(geography.NORTH), str(geography.NORTH)),
        (Form.DAY_KIND, "CUTI BERSAMA", "collective_leave"),
        (Form.REGION_KIND, "Kabupaten", "regency"),
        (Form.SEVERAL, " a;b ; ;c", "a; b; c"),
        (Form.TEXT, "x", "x"),
    ],
)
def test_what_is_in_its_form_is_written_in_one_way(form, cell, written):
    assert read(form, cell) == written


@pytest.mark.parametrize(
    ("cell", "cleaned"),
    [
        ("  a\u00a0\tb \n c ", "a b c"),
        ("e\u0301", "é"),
        ("'=SUM(A1)", "=SUM(A1)"),
        ("a; '-b", "a; '-b"),
        ("a;'-b", "a;-b"),
        ("Jum'at", "Jum'at"),
        ("'kutip'", "'kutip'"),
    ],
)
def test_cells_are_cleaned(cell, cleaned):
    assert clean(cell) == cleaned


@given(st.text())
def test_cleaning_twice_is_cleaning_once_but_for_apostrophes(text):
    once = clean(text.replace("'", ""))
    assert clean(once) == once


def _names(*regions, everyday=None):
    facts = {"version": "1", "title": "", "source": "", "licence": "", "retrieved": ""}
    table = TableFile(name="regions", columns=("code", "label.id"), lines=regions, **facts)
    usual = TableFile(name="region_names", columns=("name", "codes[]"), lines=everyday, **facts) if everyday else None
    return RegionNames(table, usual)


def test_regions_are_known_by_code_full_name_and_usual_name():
    names = _names(
        ("31", "Daerah Khusus Ibukota Jakarta"),
        ("32.04", "Kabupaten Bandung"),
        ("32.73", "Kota Bandung"),
        everyday=(("dki jakarta", "31"), ("bandung", "32.04"), ("bandung", "32.73"), ("negara jauh", "99")),
    )
    said = {"31": "31", "DKI Jakarta": "31", "Provinsi DAERAH KHUSUS IBUKOTA JAKARTA": "31", "Kab. Bandung": "32.04"}
    assert {cell: names.code(cell) for cell in said} == said
    assert names.provinces == ("31",)
    with pytest.raises(BadCell, match="ambiguous_region") as refused:
        names.code("Bandung")
    assert refused.value.facts["known"] == "32.04, 32.73"
    for cell in ("99", "Negara Jauh", "Kab. Wakanda"):
        with pytest.raises(BadCell, match="unknown_region"):
            names.code(cell)
