"""Who looks for work is told what a finding means for them, not what to mend."""

import pytest

from chalicelib.texts import Text
from chalicelib.vacancies.for_seekers import for_seekers
from chalicelib.validation import policy
from chalicelib.validation.catalogue import Observation
from chalicelib.validation.checking import RUNNING
from chalicelib.validation.model import Severity

SHOWN = [rule for rule in RUNNING if Severity.MEND in policy.CURRENT.severities[rule.code].values()]


def test_there_are_rules_whose_findings_are_shown():
    assert len(SHOWN) > 10


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_no_reader_is_asked_to_mend_an_advert(rule):
    said = for_seekers(rule.message_for(Observation(pointer="/description", phrase="usia maksimal 25")))
    assert "mohon" not in said.id.lower()
    assert "please" not in said.en.lower()
    assert "usia maksimal 25" in said.id
    assert said.id.endswith(".")


def test_a_requirement_that_counts_for_nothing_keeps_nobody_from_applying():
    said = for_seekers(Text("Syarat tidak dipakai; mohon diperbaiki.", "It is never used; please mend it."))
    assert said.id.startswith("Syarat tidak dipakai; Anda tetap dapat melamar")
    assert said.en.startswith("It is never used; you may apply all the same")


def test_other_messages_stay_as_they_are():
    message = Text("Cuti adalah hak pekerja.", "Leave is a right.")
    assert for_seekers(message) == message
