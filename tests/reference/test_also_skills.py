"""Licences and languages that are skills too, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference.also_skills import SKILL_OF_LICENCE, as_skills, languages_among, licences_among
from chalicelib.reference.model import SkillKind

LICENCES = sorted(licence.code for licence in reference.licences())
LANGUAGES = sorted(language.code for language in reference.languages())


@pytest.mark.parametrize(
    ("licences", "languages", "skills"),
    [
        (("sim_c",), (), {"sim_c"}),
        (("gada_pratama", "sio_forklift"), (), {"sk_gada", "sk_sio_forklift"}),
        (("brevet_ab", "k3_umum"), (), {"sk_brevet", "sk_ahli_k3"}),
        ((), ("en", "jv"), {"sk_lang_en", "sk_lang_jv"}),
        (("k3_migas",), ("sas",), set()),
        ((), (), set()),
    ],
)
def test_licences_and_languages_are_skills_where_the_table_has_them(licences, languages, skills):
    assert as_skills(licences, languages) == skills


@pytest.mark.parametrize(("licence", "skill"), sorted(SKILL_OF_LICENCE.items()))
def test_a_pair_is_a_licence_and_a_skill_of_that_kind_which_shares_no_code(licence, skill):
    assert licence in reference.licences()
    assert reference.skills().get(skill).kind is SkillKind.LICENCE
    assert reference.skills().get(licence) is None, "the same code needs no pair"


def test_no_skill_is_two_licences():
    assert len(set(SKILL_OF_LICENCE.values())) == len(SKILL_OF_LICENCE)


@given(st.sets(st.sampled_from(LICENCES)), st.sets(st.sampled_from(LANGUAGES)))
def test_there_and_back_nothing_is_added(licences, languages):
    skills = as_skills(licences, languages)
    back = licences_among(skills), languages_among(skills)
    assert set(back[0]) <= licences
    assert set(back[1]) <= languages
    assert as_skills(*back) == skills


@pytest.mark.parametrize(
    "skill", ["sk_kasir", "sk_drive_truck", "sk_lang_sign", "sk_lang_region", "sk_foreign_language", "unknown"]
)
def test_other_skills_are_no_licence_and_no_language(skill):
    assert licences_among([skill]) == languages_among([skill]) == ()
