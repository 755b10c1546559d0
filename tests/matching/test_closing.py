"""What closes a gap, from the reference tables."""

import pytest

from chalicelib import reference
from chalicelib.matching import closing
from chalicelib.matching.model import StepKind
from chalicelib.reference.model import SkillKind


def test_every_field_of_training_serves_groups_that_exist():
    groups = {group.code for group in reference.occupations()}
    for field in closing.training_fields():
        assert field.occupations
        assert set(field.occupations) <= groups, field.code
        assert field.label.id
        assert field.label.en


@pytest.mark.parametrize(
    ("skill", "field"),
    [("sk_las", "Teknik las"), ("sk_kasir", "Penjualan dan pemasaran"), ("sk_react", "Teknologi informasi")],
)
def test_a_skill_is_taught_where_its_work_is(skill, field):
    (step,) = closing.of_skill(skill)
    assert step.kind is StepKind.TRAINING
    assert field in step.text.id
    assert step.item == skill


@pytest.mark.parametrize(
    ("kind", "step"),
    [(SkillKind.LICENCE, StepKind.CERTIFICATE), (SkillKind.LANGUAGE, StepKind.LANGUAGE_COURSE)],
)
def test_certificates_and_languages_have_their_own_way(kind, step):
    skill = next(each for each in reference.skills() if each.kind is kind)
    assert [found.kind for found in closing.of_skill(skill.code)] == [step]


def test_no_course_gives_character_and_none_what_is_unknown():
    personal = next(each for each in reference.skills() if each.kind is SkillKind.PERSONAL)
    assert closing.of_skill(personal.code) == ()
    assert closing.of_skill("sk_unheard_of") == ()
    assert closing.of_licence("unheard_of") == ()


def test_most_abilities_have_a_field_of_training():
    able = [each for each in reference.skills() if each.kind in {SkillKind.TECHNICAL, SkillKind.TOOL}]
    assert sum(bool(closing.of_skill(each.code)) for each in able) / len(able) > 0.6


def test_a_licence_names_who_issues_it():
    (step,) = closing.of_licence("sim_a")
    assert (step.kind, step.item) == (StepKind.LICENCE, "sim_a")
    assert "Polri" in step.text.id


@pytest.mark.parametrize(("rank", "package"), [(1, "Paket A"), (2, "Paket B"), (3, "Paket C")])
def test_schooling_may_be_made_up_by_an_examination(rank, package):
    (step,) = closing.of_rank(rank)
    assert package in step.text.id
    assert package in step.text.en


def test_higher_schooling_has_no_package_and_no_schooling_no_step():
    (step,) = closing.of_rank(7)
    assert "Paket" not in step.text.id
    assert closing.of_rank(0) == closing.of_rank(99) == ()
