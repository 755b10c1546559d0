"""The tables of what is alike, and what matching makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.matching import likeness
from chalicelib.matching.knowledge import WHOLE
from chalicelib.matching.likeness import DATA, OCCUPATIONS, SKILLS, VERSION, OccupationPair, SkillPair, by_tree
from chalicelib.reference import files
from chalicelib.reference.model import SkillKind

UNITS = [group.code for group in reference.occupations() if group.level == 4]
codes = st.sampled_from(UNITS)


def _pairs():
    return files.typed(SKILLS, VERSION, SkillPair, DATA)


def test_every_pair_is_of_known_abilities_and_partly_alike():
    table = reference.skills()
    for row in _pairs():
        assert table.get(row.wanted).kind in {SkillKind.TECHNICAL, SkillKind.TOOL}
        assert table.get(row.held).kind in {SkillKind.TECHNICAL, SkillKind.TOOL}
        assert row.wanted != row.held
        assert 0 < row.likeness < WHOLE


def test_every_pair_of_occupations_is_of_unit_groups_and_nearer_than_in_the_tree():
    for row in files.typed(OCCUPATIONS, VERSION, OccupationPair, DATA):
        assert row.one in UNITS
        assert row.other in UNITS
        assert by_tree(row.one, row.other) < row.proximity < WHOLE


@pytest.mark.parametrize("name", [SKILLS, OCCUPATIONS, "training_fields"])
def test_tables_state_where_they_come_from(name):
    table = files.read(name, VERSION, DATA)
    assert len(table.source) > 40
    assert table.licence.startswith("Apache-2.0")
    assert len({line[: 1 if name == "training_fields" else 2] for line in table.lines}) == len(table.lines)


@pytest.mark.parametrize(
    ("mine", "wanted", "least"),
    [("sk_postgresql", "sk_mysql", 250), ("sk_illustrator", "sk_photoshop", 250), ("sk_angular", "sk_react", 250)],
)
def test_tools_that_do_the_same_work_stand_in_for_each_other(mine, wanted, least):
    assert least <= likeness.alike(wanted)[mine] < WHOLE


def test_who_has_a_narrower_skill_has_the_broader_one_and_not_the_other_way():
    narrow = next(skill for skill in reference.skills() if skill.broader)
    broad = narrow.broader[0]
    assert likeness.alike(broad)[narrow.code] == WHOLE
    assert likeness.alike(narrow.code).get(broad, 0) < WHOLE


def test_a_language_or_a_licence_is_stood_in_for_by_none_of_its_kind():
    table = reference.skills()
    for skill in table:
        if skill.kind in {SkillKind.LANGUAGE, SkillKind.LICENCE, SkillKind.PERSONAL}:
            assert set(likeness.alike(skill.code).values()) <= {WHOLE}


def test_an_unknown_skill_is_like_itself_alone():
    assert likeness.alike("sk_unheard_of") == {"sk_unheard_of": WHOLE}


@given(codes, codes)
def test_nearness_of_occupations_is_mutual_and_no_less_than_in_the_tree(one, other):
    assert likeness.proximity(one, other) == likeness.proximity(other, one)
    assert by_tree(one, other) <= likeness.proximity(one, other) <= WHOLE
    assert (likeness.proximity(one, other) == WHOLE) == (one == other)


@given(codes, st.integers(1, 4))
def test_a_group_contains_its_occupations(code, digits):
    assert likeness.proximity(code[:digits], code) == WHOLE


@pytest.mark.parametrize(("one", "other"), [("4311", "2411"), ("8322", "8332"), ("2512", "2513"), ("7212", "7213")])
def test_work_of_like_skills_is_near_wherever_the_tree_has_it(one, other):
    assert likeness.proximity(one, other) >= 190


@pytest.mark.parametrize(("one", "other"), [("5230", "7212"), ("2221", "8332"), ("2512", "5120")])
def test_strangers_stay_strangers(one, other):
    assert likeness.proximity(one, other) < 150
