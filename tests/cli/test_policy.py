"""``padan policy dry-run``: what a change of the policy would do, told to people and to programs."""

import json

import msgspec
import pytest

from chalicelib.validation import policy
from chalicelib.validation.context import SourceKind
from chalicelib.validation.dry_run import Candidate, dry_run
from chalicelib.validation.model import Severity
from local.cli.policies import trying
from tests.cli.conftest import command
from tests.validation.test_checking import AGED, CONTEXT


@pytest.fixture
def report(monkeypatch):
    """What a platform answers whose policy 9 would hold every advert that asks for an age."""
    rows = {**policy.CURRENT.severities, "age_requirement": dict.fromkeys(SourceKind, Severity.HOLD)}
    strict = msgspec.structs.replace(policy.CURRENT, version=9, severities=rows)
    made = dry_run([Candidate(id="vac_sample", content=AGED, context=CONTEXT)], policy.CURRENT, strict)
    answer, asked = msgspec.json.decode(msgspec.json.encode(made)), []

    def follow(client, path, **options):
        asked.append((path, options["json"]))
        return answer

    monkeypatch.setattr(trying, "follow", follow)
    return answer, asked


def test_people_read_outcomes_rules_and_vacancies(report):
    _, asked = report
    shown = command("policy", "dry-run", "2", "9", "--url", "http://127.0.0.1:9").good().out
    assert asked == [("/dev/policies/try", {"from": 2, "to": 9, "days": 30})]
    for told in ("1 vacancies", "age_requirement", "mend", "hold", "vac_sample"):
        assert told in shown


def test_programs_read_the_whole_report(report):
    answer, asked = report
    told = command("policy", "dry-run", "2", "9", "--days", "7", "--json", "--url", "http://127.0.0.1:9").good().out
    assert json.loads(told) == answer
    assert asked[0][1]["days"] == 7


@pytest.mark.emulator
def test_a_running_platform_tries_a_policy(padan):
    told = padan("policy", "dry-run", "1", "2", "--json").good().json
    assert (told["policy_from"], told["policy_to"]) == (1, 2)
    assert sum(told["before"].values()) == sum(told["after"].values()) == told["vacancies"]


@pytest.mark.emulator
def test_a_policy_that_the_platform_does_not_have_is_refused(padan):
    refused = padan("policy", "dry-run", "1", "99")
    assert refused.code == 1
    assert "no policy 99" in refused.err
