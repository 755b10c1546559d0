"""What people are asked to agree to: there for every purpose, complete in both languages, and never changed."""

import pytest

from security.consent import CURRENT, ConsentType
from security.consent_wordings import WORDINGS, wording_of

PUBLISHED = {
    ("recommend_to_employers", 1): "f22047c4fd1e5e52bb9bf304e2ffc669817f6633343088864b08f0dd07662184",
    ("contact_by_sms", 1): "ba7e952374d53a69a9e42ccc175e97ee62c0ec84ac11ca175493a6d29f015343",
    ("contact_by_email", 1): "6acfa2dcec7cc6e151f6a24263c9e87a872d3ede8215b98f09e9cf6e55bd8605",
    ("officer_on_behalf", 1): "a8a30037a0a3596eb273b2211146ed4b2965e68e7f6e63df81663a021963b832",
    ("research", 1): "65324a88831fffbdc2222ff75b83f82811e646d76f855d0db48d723362b000ec",
    ("check_in_registers", 1): "530496c7853001f5f896f700ef7139498e29d9fc6eeabbbf6ff5b58cddad8db9",
}
"""Wordings as they were published: one that changes needs a new version, and the old one stays."""


def test_every_purpose_has_its_present_wording_and_none_is_newer():
    assert set(CURRENT) == set(ConsentType)
    for purpose, version in CURRENT.items():
        assert wording_of(purpose, version) is not None
        assert version == max(each.version for each in WORDINGS if each.purpose is purpose)


def test_a_published_wording_never_changes():
    assert {(each.purpose.value, each.version): each.fingerprint for each in WORDINGS} == PUBLISHED


def test_versions_are_without_gaps_and_no_two_are_the_same():
    assert len({each.fingerprint for each in WORDINGS}) == len(WORDINGS)
    for purpose in ConsentType:
        versions = sorted(each.version for each in WORDINGS if each.purpose is purpose)
        assert versions == list(range(1, len(versions) + 1))


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda each: f"{each.purpose.value}-{each.version}")
def test_each_says_in_both_languages_what_the_law_asks(wording):
    for text in (wording.title, wording.text, wording.data, wording.kept, wording.without):
        assert text.id.strip()
        assert text.en.strip()
        assert text.id != text.en


def test_an_unknown_version_has_no_wording():
    assert wording_of(ConsentType.RESEARCH, 0) is None
    assert wording_of(ConsentType.RESEARCH, 999) is None
