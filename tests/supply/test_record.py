"""The record of advisories: read as it is written, and refused when it makes a term longer than it may be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.supply.asking import release
from local.supply.locks import FOLDER
from local.supply.record import COLUMNS, MOST_BORNE, NAME, Noted, RecordError, faults, read, write
from local.supply.terms_of_updates import Severity

TODAY = date(2026, 6, 10)
LINE = Noted(
    advisory="CVE-2026-1", package="one", severity=Severity.HIGH, known=TODAY - timedelta(days=3), release="0.1.0"
)
BORNE = {"until": TODAY + timedelta(days=10), "by": "Security office", "why": "No corrected version is there"}


def changed(**values):
    """The line with other values."""
    return Noted(**{column: getattr(LINE, column) for column in COLUMNS} | values)


words = st.text(st.characters(whitelist_categories=["L", "N", "P"], whitelist_characters=" "), min_size=1).map(
    lambda text: f"x{text}"
)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
lines = st.builds(
    Noted,
    advisory=words,
    package=words,
    severity=st.sampled_from(Severity),
    known=days,
    release=words,
    until=st.none() | days,
    by=words | st.just(""),
    why=words | st.just(""),
    taken=st.none() | days,
)


@given(record=st.lists(lines, max_size=5))
def test_it_is_read_as_it_was_written(record, tmp_path_factory):
    file = tmp_path_factory.mktemp("record") / NAME
    write(file, record)
    assert read(file) == tuple(record)


def test_no_file_is_an_empty_record(tmp_path):
    assert read(tmp_path / NAME) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "other columns"),
        ("advisory\tpackage\n", "other columns"),
        ("\t".join(COLUMNS) + "\nCVE-1\tone\thigh\n", "line 2: 3 fields"),
        ("\t".join(COLUMNS) + "\nCVE-1\tone\tgrave\t2026-01-01\t1\t\t\t\t\n", "line 2: .*severity"),
        ("\t".join(COLUMNS) + "\nCVE-1\tone\thigh\tsoon\t1\t\t\t\t\n", "line 2: .*known"),
        ("\t".join(COLUMNS) + "\nCVE-1\tone\thigh\t\t1\t\t\t\t\n", "line 2: .*known"),
    ],
)
def test_a_record_that_cannot_be_read_names_the_line(tmp_path, text, told):
    file = tmp_path / NAME
    file.write_text(text)
    with pytest.raises(RecordError, match=told):
        read(file)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (LINE, None),
        (changed(known=TODAY), None),
        (changed(known=TODAY + timedelta(days=1)), "known only on"),
        (changed(**BORNE), None),
        (changed(**BORNE | {"by": ""}), "together"),
        (changed(**BORNE | {"why": ""}), "together"),
        (changed(**BORNE | {"until": None}), "together"),
        (changed(**BORNE | {"until": TODAY + MOST_BORNE}), None),
        (changed(**BORNE | {"until": TODAY + MOST_BORNE + timedelta(days=1)}), "longer than 90 days"),
        (changed(taken=LINE.known), None),
        (changed(taken=LINE.known - timedelta(days=1)), "before it was known"),
    ],
)
def test_what_contradicts_itself_is_told(line, fault):
    found = list(faults([line], TODAY))
    assert len(found) == (fault is not None)
    assert all(fault in each and each.startswith("one CVE-2026-1: ") for each in found)


def test_a_second_line_about_the_same_is_told():
    assert list(faults([LINE, changed(package="two"), LINE], TODAY)) == ["one CVE-2026-1: stands in 2 lines"]


def test_the_projects_record_is_there_and_its_releases_are_of_the_past():
    """Only what needs no clock: whether something is overdue is for the pipeline to ask (`make overdue`)."""
    from packaging.version import Version

    assert (FOLDER / NAME).exists()
    assert all(Version(noted.release) <= Version(release()) for noted in read(FOLDER / NAME))
