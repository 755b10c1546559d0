"""Rows of any table in one form."""

import pytest

from chalicelib.errors import InvalidInput
from chalicelib.reference import publishing
from chalicelib.reference.files import TableFile
from chalicelib.reference.rows import Label, RowTable


def table(name, columns, *lines):
    return RowTable(
        TableFile(
            name=name,
            version="1",
            title="T",
            source="S",
            licence="L",
            retrieved="2026-01-01",
            columns=tuple(columns.split(",")),
            lines=tuple(tuple(line.split(",")) for line in lines),
        )
    )


TOOLS = table(
    "tools",
    "code,label.id,label.en,synonyms[],broader[],weight",
    "saw,Gergaji Besi,Hacksaw,gergaji; saw,,0.5",
    "plane,Serut,Plane,ketam,saw,1",
    "band,Gergaji pita,Band saw,,saw; plane,2",
)


def test_columns_have_their_place():
    row = TOOLS.get("band")
    assert row.labels == (Label("id", "Gergaji pita"), Label("en", "Band saw"))
    assert row.parents == ("saw", "plane")
    assert TOOLS.get("saw").synonyms == ("gergaji", "saw")
    assert row.fields == {"broader": ("saw", "plane"), "weight": "2"}
    assert TOOLS.get("hammer") is None


def test_the_first_cell_is_the_code_whatever_its_columns_name():
    row = table("titles", "title,code", "kasir,5230").get("kasir")
    assert (row.code, row.labels, row.fields) == ("kasir", (), {"code": "5230"})


def test_rows_that_need_two_columns_to_be_told_apart_have_both_in_their_code():
    names = table("region_names", "name,codes[],weight", "bandung,32.73,0.7", "bandung,32.04,0.3")
    assert [row.code for row in names.rows] == ["bandung:32.73", "bandung:32.04"]
    assert names.get("bandung:32.04").fields["weight"] == "0.3"


def test_a_table_tells_its_rows_apart_also_when_nobody_stated_how():
    laws = table("laws", "code,licence,law", "1,a,X", "1,b,X", "2,a,Y")
    assert [row.code for row in laws.rows] == ["1:a", "1:b", "2:a"]
    assert laws.rows[0].fields == {"code": "1", "licence": "a", "law": "X"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("saw", ["saw", "band"]),
        ("SERUT", ["plane"]),
        ("gerg", ["saw", "band"]),
        ("pita gergaji", ["band"]),
        ("ergaji", []),
        ("plane saw", []),
        ("ketam", ["plane"]),
        ("hack-saw", ["saw"]),
    ],
)
def test_each_word_begins_a_word_of_a_name(words, found):
    assert [row.code for row in TOOLS.named(words)] == found


def test_exact_names_come_before_beginnings_and_these_before_the_rest():
    trades = table("trades", "code,label.id", "a,Kepala las", "b,Las listrik", "c,Las")
    assert [row.code for row in trades.named("las")] == ["c", "b", "a"]


def test_of_names_that_match_as_well_the_usual_ones_come_first():
    titles = table("job_titles", "title,code", "sales zzz,3322", "sales manager,1221", "staf sales,3322", "sales,3322")
    found = [row.code for row in titles.named("sal")]
    assert found == ["sales", "sales manager", "sales zzz", "staf sales"]
    assert [row.code for row in titles.named("sales m")] == ["sales manager"]


def test_codes_tell_the_tree():
    groups = table("occupations", "code,label.id", "5,E", "52,D", "523,C")
    assert groups.is_tree
    assert [row.code for row in groups.below("")] == ["5"]
    assert [row.code for row in groups.below("5")] == ["52"]
    villages = table("districts", "code,name", "32.73.01,Sukasari")
    assert [row.code for row in villages.below("32.73")] == ["32.73.01"]
    assert "32.73" in villages.above


def test_a_list_is_no_tree():
    assert not table("colours", "code,label.id", "red,Merah").is_tree
    assert TOOLS.is_tree


def test_every_mistake_is_named_at_once():
    colours = table("colours", "code,label.id", "red,Merah")
    with pytest.raises(InvalidInput) as refused:
        publishing.page(colours, publishing.Selection(q="?!", parent="red"))
    assert {error.pointer for error in refused.value.errors} == {"q", "parent"}
