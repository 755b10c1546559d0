"""What single pieces of evidence say, against the templates and the tables that they are taken from."""

import subprocess
from datetime import date

import msgspec
import pytest

from infra_cdk.assembly import SynthesizedStack
from infra_cdk.evidence import audited, development, house, judging, stores, supply, surroundings
from infra_cdk.evidence.collected import HOUSE, Collected, Incomplete, Missing
from infra_cdk.evidence.stores import KEEPERS
from infra_cdk.nag.exceptions import Exemption
from infra_cdk.nag.findings import Finding
from infra_cdk.properties.world import World
from infra_cdk.translation import TRANSFORM
from local.supply.advisories import Advised, Against
from local.supply.overdue import State
from security.policy import RULES, ResourceKind
from tests.infra.evidence.conftest import DAY

NOTHING = {"Topic": {"Type": "AWS::SNS::Topic"}}
REASON = "It is looked at by somebody on the day on which this ends."
FINDING = Finding(rule="R", where="stack/Thing", kind="K", what="W")


def state(pilot, **resources):
    """A deployment of one stack with ``resources``."""
    stack = SynthesizedStack(
        name="padan-pilot-home-data",
        account="000000000000",
        region="ap-southeast-3",
        template={"Transform": TRANSFORM, "Resources": resources or NOTHING},
        size=0,
        tags={},
        protected=False,
        dependencies=(),
    )
    return Collected(world=World((stack,), pilot), day=DAY, asking=False)


def test_everything_that_keeps_data_is_encrypted(evidence, assembly):
    rows = evidence["encryption"]
    assert {row["where"] for row in rows} == {
        f"{stack}/{logical}" for stack, logical, found in assembly.resources() if found["Type"] in KEEPERS
    }
    assert {row["by"] for row in rows} <= {"KMS", "aws:kms", "AES256", "SQS"}
    assert all(row["keys"] for row in rows if row["by"] in {"KMS", "aws:kms"})
    assert all(row["data_class"] for row in rows)


def test_a_keeper_without_encryption_is_shown_as_it_is(pilot):
    bare = state(pilot, Bare={"Type": "AWS::Logs::LogGroup", "Properties": {}}, Open={"Type": "AWS::S3::Bucket"})
    assert [(row.where, row.by, row.keys) for row in stores.encryption(bare)] == [
        ("padan-pilot-home-data/Bare", "nothing stated", ()),
        ("padan-pilot-home-data/Open", "", ()),
    ]


def test_keys_that_encrypt_rotate(evidence):
    keys = evidence["keys"]
    assert len(keys) >= 4
    assert all(key["rotates"] for key in keys if key["usage"] == "ENCRYPT_DECRYPT")
    assert {key["usage"] for key in keys if not key["rotates"]} == {"SIGN_VERIFY"}


def test_a_key_that_does_not_rotate_is_shown(pilot):
    key = {"Type": "AWS::KMS::Key", "Properties": {"EnableKeyRotation": False, "PendingWindowInDays": 7}}
    (found,) = stores.rotation(state(pilot, Key=key))
    assert (found.rotates, found.replica, found.waiting_days) == (False, False, 7)


def test_vaults_are_locked_and_plans_keep_copies(evidence):
    backups = evidence["backups"]
    assert all(vault["least_days"] and vault["most_days"] and vault["changeable_for"] for vault in backups["vaults"])
    assert {rule["name"] for rule in backups["rules"]} >= {"daily", "weekly", "monthly"}
    assert any(rule["copies"] for rule in backups["rules"])
    assert backups["restores"]


def test_a_vault_without_lock_is_shown(pilot):
    (vault,) = stores.backups(state(pilot, Vault={"Type": "AWS::Backup::BackupVault"})).vaults
    assert (vault.least_days, vault.most_days, vault.changeable_for) == (None, None, None)


def test_nobody_is_let_in_from_the_world(evidence):
    network = evidence["network"]
    inward = [rule for rule in network["openings"] if rule["way"] == "ingress"]
    assert inward
    assert not [rule for rule in inward if "0.0.0.0/0" in rule["peer"] or "::/0" in rule["peer"]]
    assert network["endpoints"]
    assert network["firewalls"]


@pytest.mark.parametrize("inside", [True, False])
def test_an_open_door_is_shown(pilot, inside):
    rule = {"CidrIp": "0.0.0.0/0", "IpProtocol": "-1"}
    group = {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [rule]} if inside else {}}
    alone = {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {**rule, "GroupId": "sg-1"}}
    found = surroundings.network(state(pilot, Group=group, **({} if inside else {"Alone": alone})))
    assert [(one.way, one.peer, one.ports) for one in found.openings] == [("ingress", "0.0.0.0/0", "all-all")]


def test_every_log_group_ends_and_has_a_name(evidence):
    assert all(group["kept_days"] and group["name"] for group in evidence["logs"])


def test_a_log_that_never_ends_is_shown(pilot):
    (group,) = surroundings.logs(state(pilot, Log={"Type": "AWS::Logs::LogGroup"}))
    assert group.kept_days is None


def test_alarms_that_ring_name_a_runbook_that_is_there(evidence, assembly):
    alarms = evidence["alarms"]
    kinds = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
    assert len(alarms) == sum(len(assembly.resources(kind)) for kind in kinds)
    runbooks = {alarm["runbook"] for alarm in alarms} - {""}
    assert len(runbooks) > 10
    assert all((HOUSE / runbook).exists() for runbook in runbooks)


def test_no_policy_allows_everything(evidence):
    rights = evidence["permissions"]
    assert len(rights) > 100
    assert not [right for right in rights if right["effect"] == "Allow" and "*" in right["actions"]]


def test_stacks_have_the_digest_of_their_template(pilot, evidence):
    assert all(len(stack["template"]) == 64 and stack["protected"] for stack in evidence["stacks"])
    one, other = (
        state(pilot, Log={"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": n}}) for n in (1, 3)
    )
    assert surroundings.stacks(one)[0].template != surroundings.stacks(other)[0].template
    assert surroundings.stacks(one) == surroundings.stacks(one)


def test_the_matrix_has_every_rule_and_every_thing(evidence):
    access = evidence["access"]
    assert len(access["permissions"]) == sum(len(rule.kinds) for rule in RULES)
    assert {row["thing"] for row in access["permissions"]} <= {kind.value for kind in ResourceKind}
    assert {"path": "/v1/version", "method": "GET", "open_to": ["public"]} in access["operations"]


def test_links_of_standards_are_looked_up(evidence):
    for table in ("asvs", "api-top-10", "threats", "iso27001"):
        lines = evidence[f"standard-{table}"]
        assert lines
        assert [proof for line in lines for proof in line["proof"] if proof["fault"]] == []


def test_a_link_that_leads_nowhere_is_shown(pilot, tmp_path):
    (tmp_path / "local/standards").mkdir(parents=True)
    table = "key\tgroup\tasked\tverdict\tproof\tnote\n1.1\t1\tIt holds\tmet\tdocs/absent.md\t\n"
    (tmp_path / "local/standards/asvs.tsv").write_text(table)
    elsewhere = msgspec.structs.replace(state(pilot), house=tmp_path)
    (line,) = house.standard(elsewhere, "asvs")
    assert line.proof[0].fault == "docs/absent.md: there is no docs/absent.md"


def test_bills_are_of_what_is_deployed(evidence):
    names = {part["name"] for part in evidence["bill-functions"]["components"]}
    assert {"msgspec", "cryptography"} <= names
    assert all(part["hashes"] for part in evidence["bill-batch"]["components"])


def test_terms_are_stated(evidence):
    assert all(licence["accepted"] for licence in evidence["licences"])


def test_not_asked_is_not_clean(evidence):
    assert evidence["advisories"]["made"] == "no"
    assert "not" in evidence["advisories"]["reason"] or "nobody" in evidence["advisories"]["reason"]


def test_nobody_answering_is_told_for_each_lock(pilot, monkeypatch):
    def fails(file):
        raise RuntimeError("no answer")

    monkeypatch.setattr(supply, "audited", fails)
    found = supply.advisories(msgspec.structs.replace(state(pilot), asking=True))
    assert isinstance(found, Incomplete)
    assert [one.lock for one in found.content] == list(supply.DEPLOYED)
    assert all(isinstance(one.answer, Missing) and "no answer" in one.answer.reason for one in found.content)


def test_a_package_that_was_not_known_there_is_told(pilot, monkeypatch):
    answers = {"functions.lock": Advised(asked=3), "batch.lock": Advised(asked=0, not_asked=("numpy",))}
    monkeypatch.setattr(supply, "audited", lambda file: answers[file.name])
    found = supply.advisories(msgspec.structs.replace(state(pilot), asking=True))
    assert isinstance(found, Incomplete)
    assert "batch" in found.reason
    assert "functions" not in found.reason


def test_what_was_answered_whole_is_told_with_where_it_stands(pilot, monkeypatch):
    against = Against(package="x", version="1", advisory="CVE-1")
    monkeypatch.setattr(supply, "audited", lambda file: Advised(asked=3, advisories=(against,)))
    found = supply.advisories(msgspec.structs.replace(state(pilot), asking=True))
    assert [one.answer.advisories for one in found] == [(against,)] * len(supply.DEPLOYED)
    assert [each.state for one in found for each in one.standings] == [State.NEW] * len(supply.DEPLOYED)


def test_drills_are_those_that_are_written_down(evidence, pilot, tmp_path):
    assert {drill["command"] for drill in evidence["drills"]} == {"drill", "rehearse"}
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/operations.md").write_text("# Nothing was drilled\n")
    assert isinstance(house.drills(msgspec.structs.replace(state(pilot), house=tmp_path)), Missing)


def test_tests_are_counted_by_folder_with_the_results_given(evidence):
    tests = evidence["tests"]
    folders = {row["folder"]: row["functions"] for row in tests["folders"]}
    assert folders["tests/infra/evidence"] > 20
    assert tests["results"] == [{"file": "junit.xml", "cases": 12, "failed": 1, "errors": 0, "skipped": 2}]


def test_methods_and_functions_are_counted_and_helpers_not(pilot, tmp_path):
    (tmp_path / "tests/a").mkdir(parents=True)
    text = (
        "def test_x(): ...\nasync def test_y(): ...\nclass T:\n    def test_z(self): ...\n    def helper(self): ...\n"
    )
    (tmp_path / "tests/a/test_one.py").write_text(text)
    (tmp_path / "tests/a/helping.py").write_text("def test_not(): ...\n")
    found = development.tests(msgspec.structs.replace(state(pilot), house=tmp_path))
    assert [(row.folder, row.functions) for row in found.folders] == [("tests/a", 3)]


def commit(folder, subject, day):
    when = f"{day}T12:00:00Z"
    names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in
             (("NAME", "Somebody"), ("EMAIL", "somebody@padan.invalid"), ("DATE", when))}  # fmt: skip
    line = ["git", "commit", "--quiet", "--allow-empty", "-m", subject]
    subprocess.run(line, cwd=folder, check=True, env={"PATH": "/usr/bin:/bin", "HOME": str(folder), **names})


def test_changes_are_those_of_the_days_before_without_names(pilot, tmp_path):
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)  # noqa: S607
    for subject, day in (("Old", "2026-03-01"), ("First", "2026-04-15"), ("Thank ani@padan.invalid", "2026-06-30")):
        commit(tmp_path, subject, day)
    commit(tmp_path, "Later", "2026-07-02")
    found = development.changes(msgspec.structs.replace(state(pilot), house=tmp_path))
    assert [(change.day, change.subject) for change in found] == [
        ("2026-06-30", "Thank [address]"),
        ("2026-04-15", "First"),
    ]
    assert "Somebody" not in msgspec.json.encode(found).decode()


def test_without_a_repository_there_are_no_changes(pilot, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert isinstance(development.changes(msgspec.structs.replace(state(pilot), house=tmp_path)), Missing)


def exemption(expires):
    return Exemption(rule="R", where="stack/**", reason=REASON, expires=expires)


def test_a_finding_is_excused_until_its_last_day():
    verdict = judging.judged((FINDING, FINDING), (exemption(DAY),), DAY)
    assert [(one.where, one.expires) for one in verdict.excused] == [("stack/Thing", DAY)]
    assert not verdict.unanswered
    late = judging.judged((FINDING,), (exemption(date(2026, 6, 29)),), DAY)
    assert late.unanswered == (FINDING,)
    assert len(late.expired) == 1
    assert not late.excused


def test_findings_are_told_in_one_order():
    other = msgspec.structs.replace(FINDING, where="stack/Another")
    both = [judging.judged(every, (exemption(DAY),), DAY) for every in ((FINDING, other), (other, FINDING))]
    assert both[0] == both[1]


def test_exceptions_of_the_deployment_have_last_days(evidence):
    verdict = evidence["findings"]
    assert verdict["day"] == DAY.isoformat()
    assert verdict["expired"] == []
    assert all(one["expires"] >= DAY.isoformat() and one["reason"] for one in verdict["excused"])


def test_a_report_on_the_audit_is_kept_sound_or_not():
    for faults in (0, 3):
        text = b'{"head": "3:ab", "faults": %d, "findings": []}' % faults
        assert bytes(audited.report(text + b"\n")) == text


@pytest.mark.parametrize("output", [b"", b"Nothing answers.", b"{}", b"[]", b'{"head": 1, "faults": 0}'])
def test_no_report_on_the_audit_is_told(output):
    assert isinstance(audited.report(output), Missing)


def test_without_a_platform_no_audit_is_verified(evidence):
    assert "--data" in evidence["audit"]["reason"]
