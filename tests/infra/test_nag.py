"""The rule packs see every stack, Chalice's part included; exceptions excuse only what they name, for a time."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from infra_cdk.assembly import SynthesizedStack
from infra_cdk.nag.__main__ import main
from infra_cdk.nag.exceptions import ExceptionsError, Exemption, judge, read_exceptions, too_far
from infra_cdk.nag.findings import Finding, findings
from infra_cdk.translation import TRANSFORM
from tests.infra.conftest import PILOT

TODAY = date(2026, 1, 31)
REASON = "The interface is called from the whole world and every route says who may call it."
FOUND = Finding(rule="AwsSolutions-IAM5[Resource::*]", where="padan-pilot-home-platform/Role", kind="K", what="W")


def stack(**resources):
    return SynthesizedStack(
        name="padan-pilot-home-data",
        account="000000000000",
        region="ap-southeast-3",
        template={"Transform": TRANSFORM, "Resources": resources},
        size=0,
        tags={},
        protected=True,
        dependencies=(),
    )


def exemption(**changes):
    base = Exemption(rule=FOUND.rule, where="padan-**-home-platform/Role", reason=REASON, expires=TODAY)
    return msgspec.structs.replace(base, **changes)


def rules(found, logical):
    return {finding.rule for finding in found if finding.where.endswith(f"/{logical}")}


def test_a_public_bucket_is_found():
    opened = {"AccessControl": "PublicRead", "PublicAccessBlockConfiguration": {"BlockPublicAcls": False}}
    found = rules(findings([stack(Open={"Type": "AWS::S3::Bucket", "Properties": opened})]), "Open")
    assert "NIST.800.53.R5-S3BucketPublicReadProhibited" in found
    assert "NIST.800.53.R5-S3BucketLevelPublicAccessProhibited" in found


def test_a_function_of_the_transform_is_found_under_its_own_name():
    work = {
        "Type": "AWS::Serverless::Function",
        "Properties": {
            "Runtime": "python3.9",
            "Handler": "app.work",
            "Role": "arn:aws:iam::000000000000:role/work",
            "CodeUri": {"Bucket": "assets", "Key": "a.zip"},
        },
    }
    found = findings([stack(Work=work)])
    assert "AwsSolutions-L1" in rules(found, "Work")
    assert {finding.kind for finding in found if finding.where.endswith("/Work")} == {"AWS::Lambda::Function"}


def test_all_three_packs_look_at_every_stack_of_the_assembly(assembly):
    found = findings(assembly.stacks)
    assert {finding.rule.split("-")[0] for finding in found} >= {"AwsSolutions", "NIST.800.53.R5", "Serverless"}


def test_an_exception_excuses_what_it_names():
    verdict = judge([FOUND], [exemption()], TODAY)
    assert verdict.unanswered == verdict.expired == verdict.unused == ()


@pytest.mark.parametrize(
    "change",
    [
        {"where": "padan-pilot-home-data/Role"},
        {"rule": "AwsSolutions-IAM5"},
        {"where": "padan-pilot-home-platform/Rol"},
    ],
)
def test_an_exception_excuses_nothing_else_and_is_told_to_be_of_no_use(change):
    entry = exemption(**change)
    verdict = judge([FOUND], [entry], TODAY)
    assert verdict.unanswered == (FOUND,)
    assert verdict.unused == (entry,)


def test_a_star_of_a_rule_is_a_star():
    other = msgspec.structs.replace(FOUND, rule="AwsSolutions-IAM5[Resource::arn:*]")
    assert judge([other], [exemption()], TODAY).unanswered == (other,)


def test_an_expired_exception_excuses_nothing():
    entry = exemption(expires=TODAY - timedelta(days=1))
    verdict = judge([FOUND], [entry], TODAY)
    assert verdict.unanswered == (FOUND,)
    assert verdict.expired == (entry,)
    assert verdict.unused == ()


OF = '{ rule = "R", where = "W" }'


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (f"expires = 2026-01-01\nof = [{OF}]\n", "reason"),
        (f'expires = 2026-01-01\nreason = "because"\nof = [{OF}]\n', "reason"),
        (f'expires = 2026-01-01\nreason = "{REASON}"\nof = []\n', "reason"),
        (f'reason = "{REASON}"\nof = [{OF}]\n', "expires"),
        (f'expires = 2026-01-01\nreason = "{REASON}"\nof = [{{ rule = "R" }}]\n', "where"),
        (f'expires = 2026-01-01\nreason = "{REASON}"\nof = [{OF}]\nuntil = 1\n', "until"),
        (f'expires = 2026-01-01\nreason = "{REASON}"\n', "of"),
    ],
)
def test_an_exception_without_reason_place_or_end_is_refused(tmp_path, entry, word):
    file = tmp_path / "exceptions.toml"
    file.write_text(f"[[exception]]\n{entry}")
    with pytest.raises(ExceptionsError, match=word):
        read_exceptions(file)


def test_an_answer_to_several_findings_is_read_as_one_exception_each(tmp_path):
    file = tmp_path / "exceptions.toml"
    several = '[{ rule = "R", where = "A" }, { rule = "S", where = "B" }]'
    file.write_text(f'[[exception]]\nexpires = 2026-01-01\nreason = "{REASON}"\nof = {several}\n')
    assert [(entry.rule, entry.where) for entry in read_exceptions(file)] == [("R", "A"), ("S", "B")]


def test_an_exception_ends_within_about_a_year():
    assert too_far([exemption(expires=TODAY + timedelta(days=500))], TODAY)
    assert not too_far([exemption(expires=TODAY + timedelta(days=300))], TODAY)


def test_nothing_is_unanswered_in_any_kind_of_deployment(everything_found):
    """Fix it in its construct, or answer for it in infra_cdk/exceptions.toml."""
    verdict = judge(everything_found, read_exceptions(), datetime.now(tz=UTC).date())
    assert [f"{one.rule} {one.where}: {one.what}" for one in verdict.unanswered] == []


def test_no_exception_is_past_its_day_or_without_use(everything_found):
    today = datetime.now(tz=UTC).date()
    verdict = judge(everything_found, read_exceptions(), today)
    assert [f"{entry.rule} at {entry.where} ended on {entry.expires}" for entry in verdict.expired] == []
    assert [f"{entry.rule} at {entry.where} excuses nothing" for entry in verdict.unused] == []
    assert [entry.rule for entry in too_far(read_exceptions(), today)] == []


def test_a_public_bucket_in_a_stack_of_the_deployment_is_not_excused(assembly):
    one = next(stack for stack in assembly.stacks if stack.name.endswith("-data"))
    opened = {"Type": "AWS::S3::Bucket", "Properties": {"AccessControl": "PublicRead"}}
    changed = msgspec.structs.replace(
        one, template=one.template | {"Resources": one.template["Resources"] | {"Opened": opened}}
    )
    verdict = judge(findings([changed]), read_exceptions(), datetime.now(tz=UTC).date())
    assert "NIST.800.53.R5-S3BucketPublicReadProhibited" in {one.rule for one in verdict.unanswered}


def test_the_command_judges_a_deployment_of_another_name(tmp_path, capsys):
    file = tmp_path / "deployment.toml"
    file.write_text(PILOT.read_text().replace('stage = "pilot"', 'name = "jobs"\nstage = "test"'))
    assert main([str(file)]) == 0
    assert " 0 unanswered" in capsys.readouterr().out
