"""What the project publishes comes back as it was, in every form in which it gives it away."""

import pytest

from chalicelib.reference import files
from chalicelib.reference.as_csv import csv_text
from chalicelib.reference.current import published
from chalicelib.reference.importing import Request, bring_in
from chalicelib.reference.importing.layouts import running
from chalicelib.reference.importing.official import BY_CODE, OF_A_YEAR
from tests.reference.importing.conftest import FACTS


def _version(name):
    return f"{running(name).version[:4]}.99" if name in OF_A_YEAR else "99"


def _bring(content, name, data):
    imported = bring_in(content, Request(table=name, version=_version(name), facts=FACTS), data)
    assert imported.examined.problems == ()
    return imported


@pytest.mark.parametrize("name", published())
def test_a_table_file_comes_back(name, tmp_path):
    table = running(name)
    imported = _bring((files.DATA / name / f"{table.version}.tsv").read_bytes(), name, tmp_path)
    assert imported.difference.is_empty
    assert imported.difference.unchanged == len(table.lines)
    back = files.read(name, _version(name), tmp_path)
    assert {source.key: source.text for source in back.sources} == {each.key: each.text for each in table.sources}
    assert sorted(back.lines) == sorted(table.lines) or back.columns != table.columns
    if name not in BY_CODE | {"industries"}:
        assert [line[0] for line in back.lines] == [line[0] for line in table.lines]


@pytest.mark.parametrize("name", published())
def test_a_download_comes_back(name, tmp_path):
    table = running(name)
    imported = _bring(b"\xef\xbb\xbf" + csv_text(table).encode(), name, tmp_path)
    assert imported.difference.is_empty
    back = files.read(name, _version(name), tmp_path)
    if table.source_column is not None:
        origins = {line[0]: table.origin(line) for line in table.lines if table.origin(line)}
        assert {line[0]: back.origin(line) for line in back.lines if line[0] in origins} == origins


@pytest.mark.parametrize("delimiter", [";", "\t"], ids=["semicolon", "tab"])
def test_spreadsheets_write_other_delimiters(desk, delimiter):
    rows = desk.body("occupations", "1")
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    imported = desk.bring(text, "occupations", "2027")
    assert imported.difference.is_empty
    assert desk.body("occupations", "2027") == rows


def test_a_delimiter_that_is_stated_is_the_one(desk):
    text = 'kata,lain;word\n"a";dan\nb;di\nc;untuk\n'
    said = {"delimiter": ";", "wishes": _wishes("kata,lain")}
    assert desk.bring(text, "title_noise", "2", **said).difference.is_empty


def test_a_file_may_stand_in_any_order(desk):
    head, *rows = desk.body("occupations", "1")
    text = "\n".join(",".join(row) for row in [head, *reversed(rows)])
    desk.bring(text, "occupations", "2027")
    assert desk.body("occupations", "2027") == [head, *rows]


def _wishes(*ignored):
    from chalicelib.reference.importing import Wishes

    return Wishes(ignored=ignored)
