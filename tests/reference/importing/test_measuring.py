"""Somebody's own titles, and how the tables stand."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.clock import FixedClock
from chalicelib.reference import files
from chalicelib.reference.current import current_version, published
from chalicelib.reference.importing.measuring import TITLE_HEADINGS, measure, recognised
from chalicelib.reference.importing.reporting import OLD, report
from chalicelib.reference.words import vocabulary


def test_titles_are_counted_as_they_are_coded():
    found = measure(b"Nama;Jabatan\nA;Kasir\nB;Akuntan\nC;Zzyzx\nD; \n").recognition
    assert (found.column, found.titles, found.coded, found.empty) == ("Jabatan", 3, 2, 1)
    assert found.sure <= found.coded
    assert found.share == pytest.approx(200 / 3)
    assert [(each.title, each.count) for each in found.unrecognised] == [("Zzyzx", 1)]


@pytest.mark.parametrize("heading", TITLE_HEADINGS)
def test_usual_headings_are_found(heading):
    assert measure(f"x,{heading.upper()}\n1,Kasir\n".encode()).recognition.coded == 1


def test_a_heading_that_is_stated_is_the_one():
    text = b"title,Isi lowongan\nKasir,Zzyzx\n"
    assert measure(text, "isi lowongan").recognition.coded == 0
    refused = measure(text, "absent")
    assert refused.recognition is None
    assert [(each.line, each.code) for each in refused.problems] == [(1, "missing_column")]


@pytest.mark.parametrize("content", [b"", b"\xff", b"PK\x03\x04", b"title\n\xe9\n"])
def test_what_is_no_text_is_told(content):
    measured = measure(content)
    assert measured.recognition is None
    assert measured.problems


def test_hidden_characters_and_broken_rows_do_not_hinder_measuring():
    measured = measure("title,x\n\u200bKasir,1\nKasir\n".encode())
    assert measured.recognition.titles == 2
    assert [each.code for each in measured.problems] == ["ragged_row"]


def test_the_commonest_unrecognised_titles_come_first():
    titles = ["Qwertz"] * 2 + ["Zzyzx", "ZZYZX", "zzyzx!", "Zzyzx"] + ["Yxcvb"]
    found = recognised(titles, "title", most=2)
    assert [(each.title, each.count) for each in found.unrecognised] == [("Zzyzx", 4), ("Qwertz", 2)]
    assert recognised([], "title").share == recognised([""], "title").sure_share == 0.0


def test_the_report_tells_every_table_and_its_age():
    now = datetime(2026, 12, 1, 5, tzinfo=UTC)
    found = report(FixedClock(now))
    assert [table.name for table in found.tables] == list(published())
    for table in found.tables:
        read = files.read(table.name, current_version(table.name, clock=FixedClock(now)))
        assert (table.version, table.rows, table.source) == (read.version, len(read.lines), read.source)
        assert (now.date() - timedelta(days=table.age)).isoformat() == table.retrieved
        assert not table.old
        assert {table.version, *table.others} == set(files.versions(table.name))
    assert found.findings == ()
    later = report(FixedClock(now + timedelta(days=OLD + 30)))
    assert all(table.old for table in later.tables if table.age > OLD)
    assert any(table.old for table in later.tables)


def test_the_report_counts_the_words_of_search():
    words = vocabulary()
    kinds = report().vocabulary
    assert sum(kind.concepts for kind in kinds) == len(words.concepts)
    assert sum(kind.terms for kind in kinds) == len(words.terms)
    assert {name for kind in kinds for name in kind.tables} >= {"regions", "job_titles", "skills"}
