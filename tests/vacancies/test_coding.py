"""Codes that a poster left out."""

import pytest

from chalicelib.vacancies.coding import MAXIMUM_SKILLS, THRESHOLD, coded
from tests.vacancies.samples import content


@pytest.mark.parametrize(("title", "code"), [("Kasir", "5230"), ("Dibutuhkan segera: Kasir Minimarket", "5230")])
def test_a_title_gives_the_occupation_with_a_confidence(title, code):
    found = coded(content(title=title, occupation=None))
    assert found.content.occupation == code
    assert found.occupation_confidence is not None
    assert THRESHOLD <= found.occupation_confidence <= 1
    assert found.occupation_version


def test_a_title_that_says_nothing_stays_without_a_code():
    assert coded(content(title="Xqzzt wrrbl", occupation=None)).content.occupation is None


def test_what_was_stated_is_kept_and_certain():
    found = coded(content(title="Kasir", occupation="2512"))
    assert (found.content.occupation, found.occupation_confidence) == ("2512", 1.0)


def test_skills_are_found_in_the_text_unless_they_were_stated():
    text = "Menguasai Microsoft Excel dan bahasa Inggris, mampu mengoperasikan komputer."
    found = coded(content(description=text, skills=()))
    assert found.content.skills
    assert len(found.content.skills) <= MAXIMUM_SKILLS
    stated = coded(content(description=text, skills=found.content.skills[:1]))
    assert stated.content.skills == found.content.skills[:1]


def test_coding_again_changes_nothing():
    once = coded(content(occupation=None)).content
    assert coded(once).content == once
