"""Whatever bytes come: findings or a table, never a failure, and nothing is written unless all is well."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.reference import files
from chalicelib.reference.importing.problems import SHOWN

TABLES = (
    "occupations",
    "regions",
    "districts",
    "minimum_wages",
    "industries",
    "calendar_days",
    "benefits",
    "title_noise",
)
HEADINGS = {
    "occupations": "kode,judul,title_en,induk,tingkat",
    "regions": "kode,nama,name_en,ibukota,lat,lng,pulau,jenis",
    "districts": "kode,nama,regency",
    "minimum_wages": "wilayah,tahun,besaran,sk,sumber,reported[],lingkup",
    "industries": "kode,kategori,judul,title_en,sinonim",
    "calendar_days": "tanggal,jenis,keterangan,title_en",
    "benefits": "code,label.id,label.en,statutory,synonyms[],source",
    "title_noise": "word",
}
KNOWN = st.sampled_from(
    ["1", "11", "111", "1111", "2113", "31", "31.71", "32.73", "32.73.02", "A", "01", "Jawa Barat", "2027",
     "2027-01-01", "17 Agustus 2027", "5.729.876", "2317601", "-6,2", "106.8", "city", "Libur", "true", "x; y", "'=1",
     "", "# x", "nan"]
)  # fmt: skip
CELLS = st.one_of(KNOWN, st.text(max_size=12))


def _holds(desk, content, table):
    examined = desk.examine(content, table, version="2027")
    assert (examined.content is None) == bool(examined.problems)
    assert len(examined.problems) <= SHOWN
    assert all(each.line is None or each.line >= 1 for each in examined.problems)
    assert all(each.text.id.isprintable() and each.text.en.isprintable() for each in examined.problems)
    return examined


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=40)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(shared_desk, table, content):
    _holds(shared_desk, content, table)


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=40)
@given(text=st.text(alphabet=st.sampled_from("#\"',;\t\r\n \ufeff\u2028\x00ab1.=: "), max_size=80))
@example(text='"')
@example(text="# \n")
@example(text="# title: x\n\n")
@example(text='a,"b\n\n"c"')
def test_any_marks_are_read_or_refused(shared_desk, table, text):
    _holds(shared_desk, HEADINGS[table] + "\n" + text, table)
    _holds(shared_desk, text, table)


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=40)
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=8), confirmed=st.booleans())
def test_any_rows_are_read_or_refused(shared_desk, table, rows, confirmed):
    width = len(HEADINGS[table].split(","))
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS[table].split(","), *((row * 8)[:width] for row in rows)])
    content = text.getvalue().encode(errors="replace")
    examined = shared_desk.examine(
        content, table, version="2027", expect_rows=len(rows) if confirmed and rows else None
    )
    assert (examined.content is None) == bool(examined.problems)


@settings(max_examples=40)
@given(words=st.lists(st.text(min_size=1, max_size=10), min_size=3, max_size=20))
def test_what_is_accepted_is_read_back_as_it_was_meant(shared_desk, tmp_path_factory, words):
    from chalicelib.reference.importing import bring_in
    from chalicelib.reference.importing.examining import Request
    from chalicelib.reference.importing.forms import clean
    from tests.reference.importing.conftest import FACTS

    data = tmp_path_factory.mktemp("written")
    (data / "title_noise").mkdir()
    (data / "title_noise" / "1.tsv").write_bytes((shared_desk.data / "title_noise" / "1.tsv").read_bytes())
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([["word"], *([word] for word in words)])
    content = text.getvalue().encode(errors="replace")
    imported = bring_in(content, Request(table="title_noise", version="2", facts=FACTS), data)
    if imported.path is None:
        assert imported.examined.problems
        assert files.versions("title_noise", data) == ("1",)
    else:
        assert files.read("title_noise", "2", data).lines == tuple((clean(word),) for word in words)


def test_of_many_problems_the_first_are_told_and_the_rest_counted(shared_desk):
    rows = "".join(f"{number},,\n" for number in range(10_000, 11_000))
    examined = shared_desk.examine("kode,judul,title_en\n" + rows, "occupations")
    assert len(examined.problems) == SHOWN
    groups_lost = {"1", "2"}
    assert examined.more == 3 * 1000 + len(groups_lost) - SHOWN
    assert [each.line for each in examined.problems] == sorted(each.line for each in examined.problems)
    assert examined.problems[0].line == 2
    assert examined.problems[-1].line == 68
