"""The checks of skills find what is wrong with them."""

import pytest

from chalicelib import reference
from chalicelib.reference import checking_skills
from chalicelib.reference.model import Skill, SkillKind
from chalicelib.texts import Text


def _skill(code, **changes):
    return Skill(**{"code": code, "kind": SkillKind.TOOL, "label": Text(code, code), **changes})


def _keys(problems):
    return [key for key, _ in problems]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([_skill("a", broader=("b",), related=("c",)), _skill("b"), _skill("c")], []),
        ([_skill("a", broader=("z",))], ["a"]),
        ([_skill("a", related=("z",))], ["a"]),
        ([_skill("a", broader=("a",))], ["a"]),
        ([_skill("a", related=("a",))], ["a"]),
        ([_skill("a", broader=("b",)), _skill("b", broader=("c",)), _skill("c", broader=("a",))], ["a", "b", "c"]),
        ([_skill("a", broader=("b",)), _skill("b", broader=("c",)), _skill("c", broader=("b",))], ["b", "c"]),
        ([_skill("a", broader=("b",), related=("c",)), _skill("b", broader=("c",)), _skill("c")], ["a"]),
    ],
)
def test_links_lead_somewhere_and_not_round(rows, wrong):
    assert _keys(checking_skills.skill_links(rows)) == wrong


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([_skill("a", synonyms=("Excel", "ms excel"))], []),
        ([_skill("a", synonyms=("Excel", "excel!"))], ["a"]),
        ([_skill("a", synonyms=("x",)), _skill("b", synonyms=("X",))], ["b"]),
        ([_skill("a"), _skill("b", synonyms=("a",))], ["b"]),
        ([_skill("a"), _skill("b", label=Text("A", "b"))], ["b"]),
    ],
)
def test_a_name_belongs_to_one_skill_and_stands_there_once(rows, wrong):
    assert _keys(checking_skills.shared_names(rows)) == wrong


def test_there_are_enough_skills_and_too_few_are_found():
    assert list(checking_skills.enough_skills(reference.skills())) == []
    assert _keys(checking_skills.enough_skills(reference.skills("1"))) == [""]


def test_above_is_everything_that_links_lead_up_to():
    table = {row.code: row for row in (_skill("a", broader=("b", "c")), _skill("b", broader=("d",)), _skill("d"))}
    assert checking_skills.above("a", table) == {"b", "c", "d"}
    assert checking_skills.above("d", table) == frozenset()
