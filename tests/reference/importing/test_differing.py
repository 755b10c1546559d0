"""What two versions differ in, and what would lead nowhere."""

import pytest

from chalicelib.reference import files
from chalicelib.reference.importing.differing import difference
from chalicelib.reference.importing.layouts import running
from chalicelib.reference.importing.pointing import POINTERS, broken
from chalicelib.reference.written import TableFile

FACTS = {"title": "", "source": "", "licence": "", "retrieved": ""}


def _table(name, version, *lines, columns=("code", "label.id", "label.en", "synonyms[]", "source[]"), **said):
    rows = tuple(tuple((line + "|" * len(columns)).split("|")[: len(columns)]) for line in lines)
    return TableFile(name=name, version=version, columns=columns, lines=rows, **FACTS | said)


def _compared(before, after, **said):
    return difference(_table("benefits", "1", *before, **said), _table("benefits", "2", *after, **said))


def test_the_same_rows_in_another_order_from_another_source_are_the_same():
    found = _compared(["a|A|A|x;y|s1", "b|B|B"], ["b|B|B", "a|A|A|x; y|s2"])
    assert found.is_empty
    assert (found.unchanged, found.recoded, found.broken) == (2, (), ())


def test_each_change_is_of_one_kind():
    found = _compared(["a|A|A|x", "b|B|B", "c|C|C"], ["a|A|A|x; y", "b|Bé|B", "d|D|D"])
    assert [(each.code, each.name) for each in found.added] == [("d", "D")]
    assert [(each.code, each.name) for each in found.removed] == [("c", "C")]
    assert [(each.code, each.column, each.before, each.after) for each in found.renamed] == [
        ("b", "label.id", "B", "Bé")
    ]
    assert [(each.code, each.column) for each in found.changed] == [("a", "synonyms[]")]
    assert (found.moved, found.recoded, found.unchanged) == ((), (), 0)
    assert not found.is_empty


def test_a_code_under_another_parent_has_moved():
    columns = ("code", "parent", "label.id")
    found = _compared(["A||S", "B||T", "01|A|U"], ["A||S", "B||T", "01|B|U"], columns=columns)
    assert [(each.code, each.before, each.after) for each in found.moved] == [("01", "A", "B")]
    assert found.changed == ()


def test_the_same_name_under_another_code_is_likely_the_same_thing():
    found = _compared(["a|Juru Masak|Cook", "b|B|B"], ["x|juru  masak|Cooks", "b|B|B"])
    assert [(each.before, each.after, each.name, each.moved) for each in found.recoded] == [
        ("a", "x", "Juru Masak", False)
    ]


def test_a_regency_of_a_divided_province_has_moved_under_another_code():
    columns = ("code", "label.id")
    before = _table("regions", "1", "91|Papua", "91.08|Kabupaten Sorong", "91.07|Kota Sorong", columns=columns)
    after = _table(
        "regions",
        "2",
        "91|Papua",
        "96|Papua Barat Daya",
        "96.01|Kabupaten Sorong",
        "91.71|Kota Sorong",
        columns=columns,
    )
    found = difference(before, after)
    assert {(each.before, each.after, each.moved) for each in found.recoded} == {
        ("91.08", "96.01", True),
        ("91.07", "91.71", False),
    }
    assert len(found.removed) == 2


def test_names_that_several_have_tell_nothing():
    assert _compared(["a|Perwira|A", "b|Perwira|B"], ["x|Perwira|A"]).recoded == ()
    assert _compared(["a||A"], ["x||A"]).recoded == ()


def test_a_column_that_is_new_is_a_change_where_it_says_something():
    before = _table("benefits", "1", "a|A", "b|B", columns=("code", "label.id"))
    after = _table("benefits", "2", "a|A|x", "b|B|", columns=("code", "label.id", "law"))
    found = difference(before, after)
    assert [(each.code, each.column, each.before, each.after) for each in found.changed] == [("a", "law", "", "x")]


def test_rows_that_several_cells_identify_are_told_apart():
    columns = ("name", "codes[]", "weight")
    before = _table("region_names", "1", "solo|33.72|0.9", "solo|31|0.1", columns=columns)
    after = _table("region_names", "2", "solo|33.72|1", columns=columns)
    found = difference(before, after)
    assert [each.code for each in found.removed] == ["solo:31"]
    assert [each.code for each in found.changed] == ["solo:33.72"]


def test_what_names_a_code_that_is_gone_is_counted(desk):
    before = files.read("occupations", "1", desk.data)
    gone = ("1112", "2111")
    after = TableFile(
        name="occupations",
        version="2",
        columns=before.columns,
        **FACTS,
        lines=tuple(line for line in before.lines if line[0] not in gone),
    )
    found = {(each.table, each.column): each for each in difference(before, after, desk.data).broken}
    titles = found[("job_titles", "code")]
    assert (titles.rows, set(titles.codes)) == (2, set(gone))
    skills = running("skills")
    place = skills.columns.index("occupations[]")
    naming = [line for line in skills.lines if set(files.several(line[place])) & set(gone)]
    assert (
        ("skills", "occupations[]") not in found
        if not naming
        else found[("skills", "occupations[]")].rows == len(naming)
    )
    assert found[("occupation_descriptions", "code")].rows == 2


def test_a_table_that_points_at_itself_is_read_in_its_new_version():
    columns = ("code", "implies[]")
    table = _table("licences", "9", "a|b; c", "d|c", columns=columns)
    (found,) = [each for each in broken(table, {"c"}) if each.table == "licences"]
    assert (found.column, found.rows, found.codes) == ("implies[]", 2, ("c",))
    assert broken(table, set()) == ()


@pytest.mark.parametrize("pointer", POINTERS, ids=lambda each: f"{each.table}.{each.column}")
def test_every_pointer_is_a_column_whose_codes_are_there(pointer):
    table, target = running(pointer.table), running(pointer.target)
    place = table.columns.index(pointer.column)
    known = {line[0] for line in target.lines}
    named = {code for line in table.lines for code in files.several(line[place])}
    # Trades of ranks may be the beginnings of codes, and figures of the whole country have a code of their own.
    assert named & known
    assert len(named - known) <= (1 if pointer.table == "pay_ranges" else 0)
