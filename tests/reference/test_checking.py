"""The check finds what is wrong, and the published tables hold together."""

import msgspec
import pytest

from chalicelib import reference
from chalicelib.reference import checking, geography
from chalicelib.reference.files import BadTable
from chalicelib.reference.model import Licence, Skill, SkillKind
from chalicelib.reference.model_occupations import JobTitle, Occupation
from chalicelib.reference.places import PlaceName
from chalicelib.texts import Text

HEAD = "# title: Things\n# source: Here\n# licence: Free\n# retrieved: 2026-01-31\n"
LABEL = Text("Nama", "Name")


def _keys(problems):
    return [key for key, _ in problems]


def test_the_published_tables_hold_together():
    assert checking.check() == ()


def _table(folder, text, name="things"):
    (folder / name).mkdir(exist_ok=True)
    (folder / name / "1.tsv").write_text(text)
    return folder


@pytest.mark.parametrize("fact", ["title", "source", "licence"])
def test_an_origin_that_is_not_stated(tmp_path, fact):
    lines = HEAD.splitlines()
    bare = "\n".join(f"# {fact}: " if line.startswith(f"# {fact}:") else line for line in lines)
    (finding,) = checking.origin("things", "1", _table(tmp_path, f"{bare}\ncode\na\n"))
    assert finding == (fact, "is not stated")


def test_a_table_without_a_fact_cannot_be_read(tmp_path):
    with pytest.raises(BadTable, match="licence"):
        list(checking.origin("things", "1", _table(tmp_path, HEAD.replace("# licence: Free\n", "") + "code\na\n")))


def test_a_row_that_is_there_twice_and_a_day_that_is_none(tmp_path):
    text = HEAD.replace("2026-01-31", "last week") + "code\tname\na\tx\nb\ty\na\tz\n"
    assert _keys(checking.origin("things", "1", _table(tmp_path, text))) == ["retrieved", "a"]


def test_a_table_without_versions_is_found(tmp_path):
    (tmp_path / "things").mkdir()
    assert checking.check(tmp_path)[0].problem == "has no version"


def _group(code):
    return Occupation(code=code, version="1", label=LABEL)


@pytest.mark.parametrize(
    ("codes", "wrong"),
    [
        (("1", "11", "111", "1111"), []),
        (("1", "11", "111", "1111", "2222"), ["2222"]),
        (("1", "11", "111"), ["111"]),
        (("1", "11", "111", "1111", "11111"), ["11111"]),
    ],
)
def test_a_group_needs_a_parent_and_an_upper_one_children(codes, wrong):
    assert _keys(checking.groups([_group(code) for code in codes])) == wrong


@pytest.mark.parametrize(
    ("code", "weight", "right"), [("1111", 0.9, True), ("111", 0.9, False), ("9999", 0.9, False), ("1111", 0.0, False)]
)
def test_a_title_needs_a_unit_group_and_a_weight(code, weight, right):
    found = list(checking.titles([JobTitle(title="kasir", code=code, weight=weight)], {"111", "1111"}))
    assert (found == []) is right


def _skill(code, **changes):
    return Skill(**{"code": code, "kind": SkillKind.TOOL, "label": Text(code, code), **changes})


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([_skill("sk_a", occupations=("1111",))], []),
        ([_skill("sk_a", occupations=("4",))], ["sk_a"]),
        ([_skill("sk_a", per_mille=0)], ["sk_a"]),
        ([_skill("sk_a", synonyms=("Excel",)), _skill("sk_b", synonyms=("excel",))], ["sk_b"]),
        ([_skill("sk_a", synonyms=("sk_a",))], []),
    ],
)
def test_skills_need_groups_a_share_and_a_name_of_their_own(rows, wrong):
    assert _keys(checking.abilities(rows, {"1111"})) == wrong


@pytest.mark.parametrize(
    ("codes", "weight", "right"), [(("31",), 1, True), (("31", "99"), 1, False), ((), 1, False), (("31",), 2, False)]
)
def test_an_everyday_name_needs_a_place(codes, weight, right):
    name = PlaceName(name="ibukota", codes=codes, weight=weight, together=False)
    assert (list(checking.place_names([name], {"31"})) == []) is right


def test_levels_stand_in_their_order():
    rows = tuple(reference.education_levels())
    assert _keys(checking.levels(rows)) == []
    assert _keys(checking.levels(rows[::-1]))


def test_a_licence_implies_others_that_exist():
    rows = [Licence(code=code, label=LABEL, issuer="X", implies=other) for code, other in (("a", ("b",)), ("b", ()))]
    assert _keys(checking.permits(rows)) == []
    assert _keys(checking.permits([Licence(code="a", label=LABEL, issuer="X", implies=("a", "z"))])) == ["a", "a"]


def test_a_word_has_a_share():
    assert _keys(checking.ordinary([("batu", "0.3"), ("raya", "0"), ("pati", "1.5")])) == ["pati"]


JAKARTA = tuple(region for region in reference.regions() if region.province == "31")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"latitude": 16.2}, "outside the country"),
        ({"longitude": 140.0}, "from the rest"),
        ({"code": "31.7"}, "is no code"),
        ({"code": "99.71"}, "does not exist"),
        ({"kind": "regency"}, "is called a regency"),
    ],
    ids=str,
)
def test_a_misplaced_region_is_found(changes, problem):
    assert list(geography.problems(JAKARTA)) == []
    city = next(region for region in JAKARTA if region.code == "31.71")
    moved = msgspec.convert({**msgspec.to_builtins(city), **changes}, type(city))
    found = list(geography.problems([*(region for region in JAKARTA if region is not city), moved]))
    assert [key for key, _ in found] == [moved.code]
    assert problem in found[0][1]
