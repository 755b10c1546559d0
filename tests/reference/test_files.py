"""Table files: what they may say of the origin of their rows, and that what is wrong is named with its line."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reference import files
from chalicelib.reference.as_csv import csv_text
from chalicelib.reference.files import BadTable
from chalicelib.reference.rows import RowTable
from chalicelib.reference.written import Miswritten, Source, parsed

HEAD = "# title: Things\n# source: Here\n# licence: Free\n# retrieved: 2026-01-31\n"
LAWS = f"{HEAD}# source.wages: Law on wages\n# source.leave: Law on leave, art. 7\n"
SOURCED = f"{LAWS}code\tsource[]\tweight\na\twages\t1\nb\twages; leave\t2\nc\t\t3\n"


class Thing(msgspec.Struct, frozen=True):
    code: str
    weight: int


class SourcedThing(msgspec.Struct, frozen=True):
    code: str
    source: str = ""


@pytest.fixture
def written(tmp_path):
    def write(content):
        (tmp_path / "things").mkdir(exist_ok=True)
        (tmp_path / "things" / "1.tsv").write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return write


def test_rows_name_their_sources_and_the_others_have_the_tables(written):
    table = files.read("things", "1", written(SOURCED))
    assert table.sources == (Source("wages", "Law on wages"), Source("leave", "Law on leave, art. 7"))
    assert [table.origin(line) for line in table.lines] == ["Law on wages", "Law on wages; Law on leave, art. 7", ""]
    assert table.source == "Here"


def test_typed_rows_do_not_carry_the_source_unless_they_have_a_field_for_it(written):
    folder = written(SOURCED)
    assert files.typed("things", "1", Thing, folder) == (Thing("a", 1), Thing("b", 2), Thing("c", 3))
    assert [row.source for row in files.typed("things", "1", SourcedThing, folder)] == [
        "Law on wages",
        "Law on wages; Law on leave, art. 7",
        "Here",
    ]


def test_a_field_for_the_source_stays_as_it_is_where_the_table_has_no_such_column(written):
    folder = written(f"{HEAD}code\na\n")
    assert files.typed("things", "1", SourcedThing, folder) == (SourcedThing("a"),)


def test_published_rows_state_their_source_apart(written):
    rows = RowTable(files.read("things", "1", written(SOURCED)))
    assert [row.source for row in rows.rows] == ["Law on wages", "Law on wages; Law on leave, art. 7", ""]
    assert [row.source for row in rows.stated][-1] == "Here"
    assert all(row.fields == {"weight": weight} for row, weight in zip(rows.rows, "123", strict=True))


@pytest.mark.parametrize(("column", "expected"), [("law", "Law 1"), ("basis", "Law 1"), ("reason", "")])
def test_the_law_of_a_row_is_its_source_where_none_is_named(written, column, expected):
    table = files.read("things", "1", written(f"{HEAD}code\t{column}\na\tLaw 1\nb\t\n"))
    assert [row.source for row in RowTable(table).rows] == [expected, ""]
    assert [row.source for row in RowTable(table).stated][1] == "Here"
    assert table.tells_origins is bool(expected)


def test_named_sources_come_before_the_law(written):
    table = files.read("things", "1", written(f"{LAWS}code\tlaw\tsource\na\tLaw 1\twages\n"))
    assert RowTable(table).rows[0].source == "Law on wages"


def test_csv_has_the_text_of_the_sources_in_its_last_column(written):
    table = files.read("things", "1", written(SOURCED))
    assert csv_text(table).splitlines() == [
        "code,weight,source",
        "a,1,Law on wages",
        'b,2,"Law on wages; Law on leave, art. 7"',
        "c,3,Here",
    ]


def test_csv_of_a_table_of_one_source_does_not_repeat_it(written):
    assert csv_text(files.read("things", "1", written(f"{HEAD}code\na\n"))) == "code\r\na\r\n"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (f"{SOURCED}d\tpay\t4\n", "line 11: the source 'pay' is not stated"),
        (f"{SOURCED}\n\nd\twages; pay\t4\n", "line 13: the source 'pay'"),
        (f"{HEAD}code\tsource\na\twages\n", "line 6: the source 'wages'"),
        (f"{SOURCED}d\twages\n", "line 11: there are 2 cells for 3 columns"),
        (f"{HEAD}code\na\n\nb\tx\n", "line 8: there are 2 cells for 1 columns"),
        (f"{HEAD}# source.wages: A\n# source.wages: B\ncode\na\n", "line 6: 'source.wages' is stated twice"),
        (f"{HEAD}# title: Again\ncode\na\n", "line 5: 'title' is stated twice"),
        (f"{HEAD}# licens: Free\ncode\na\n", "line 5: 'licens' is nothing that a head states"),
        (f"{HEAD}# source.: A\ncode\na\n", "line 5: 'source.' is nothing"),
        (f"{HEAD}# source.a b: A\ncode\na\n", "line 5: 'source.a b' is nothing"),
        (f"{HEAD}# source.wages: \ncode\na\n", "line 5: 'source.wages' is nothing .* or says nothing"),
        (f"{HEAD}code\tname\tcode\na\tb\tc\n", "line 5: the column 'code' .* 2 times"),
        (f"{HEAD}code\tname\tname[]\na\tb\tc\n", "line 5: the column 'name' .* 2 times"),
        (f"{HEAD}code\tsource\tsource[]\na\t\t\n", "line 5: the column 'source' .* 2 times"),
        (f"{HEAD}code\t\na\tb\n", "line 5: the column '' has no name"),
        ("# title: T\n# source: S\n# retrieved: 2026-01-01\ncode\na\n", "line 4: the head does not state 'licence'"),
        ("", "line 1: the head does not state 'title'"),
        (HEAD, "line 1: there is no line of column names"),
        (f"{HEAD}code\nabc\n".encode() + b"caf\xe9\n", "line 7: byte 0xe9 is not UTF-8"),
        (b"\xff\xfe# title", "line 1: byte 0xff is not UTF-8"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(written, content, problem):
    with pytest.raises(BadTable, match=f"things 1, {problem}"):
        files.read("things", "1", written(content))


@pytest.mark.parametrize(
    ("row", "line", "problem"),
    [("d\t\tmany", 11, "weight"), ("\t\t4", 11, "code"), ("\n\nd\t\t1.5", 13, "weight")],
)
def test_a_cell_that_is_not_of_its_type_is_named_with_its_line(written, row, line, problem):
    with pytest.raises(BadTable, match=rf"things 1, line {line}: .*{problem}"):
        files.typed("things", "1", Thing, written(f"{SOURCED}{row}\ne\t\t5\n"))


def test_a_table_that_is_not_there_is_a_bad_table(tmp_path):
    with pytest.raises(BadTable, match="things 1: FileNotFoundError"):
        files.read("things", "1", tmp_path)


def test_lines_may_end_as_windows_ends_them():
    assert parsed("things", "1", SOURCED.replace("\n", "\r\n").encode()) == parsed("things", "1", SOURCED.encode())


cells = st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
def test_what_is_written_is_what_is_read(rows):
    lines = [row for row in rows if not row[0].startswith("# ")]
    body = "".join("\t".join(line) + "\n" for line in lines)
    found = parsed("things", "1", f"{HEAD}code\tname\n{body}".encode())
    assert found.table.lines == tuple(lines)
    assert found.numbers == tuple(range(6, 6 + len(lines)))


@given(st.binary(max_size=200))
def test_whatever_a_broken_file_holds_it_is_refused_with_a_line(content):
    with pytest.raises(Miswritten, match=r"^line \d+: "):
        parsed("things", "1", content + b"\xff")


@pytest.mark.parametrize("name", files.names())
def test_every_published_version_can_be_read_and_names_no_source_in_vain(name):
    for version in files.versions(name):
        table = files.read(name, version)
        named = {key for line in table.lines for key in table.named(line)}
        assert {source.key for source in table.sources} == named
