"""The web ACL is the rules of `security.waf` and nothing else; its log keeps what it must and not more."""

import json
import re

import msgspec
import pytest

from infra_cdk.deployment import SIZES
from security.waf import capacity
from security.waf.groups import TELLING
from security.waf.model import Group
from security.waf.rules import rules
from tests.infra.firewall_reading import overrides, read_rule

EDGE_REGION = "us-east-1"
KEY = "arn:aws:kms:ap-southeast-3:000000000000:key/00000000-0000-4000-8000-000000000000"
SECRET = {"authorization", "cookie", "signature", "signature-input", "idempotency-key", "x-padan-edge"}


class Made:
    """A firewall alone in a stack, and the resources of it."""

    def __init__(self, deployment, kind, **options):
        from aws_cdk import App, Environment, Stack
        from aws_cdk import aws_kms as kms
        from aws_cdk.assertions import Template

        from infra_cdk.constructs.firewall import Firewall, Kind

        kind = Kind(kind)
        place = deployment.home
        region = place.region if kind is Kind.REGIONAL else EDGE_REGION
        strict = {"@aws-cdk/core:validateAgainstDefaultRules": True}
        stack = Stack(App(context=strict), "Alone", env=Environment(account=deployment.account, region=region))
        key = kms.Key.from_key_arn(stack, "Key", KEY)
        self.firewall = Firewall(
            stack, "Firewall", place if kind is Kind.REGIONAL else deployment, kind, key=key, **options
        )
        if kind is Kind.REGIONAL:
            self.firewall.protect("arn:aws:apigateway:ap-southeast-3::/restapis/abc/stages/api")
        self.resources = Template.from_stack(stack).to_json()["Resources"]

    def one(self, kind):
        """The properties of the only resource of a type."""
        (found,) = [body for body in self.resources.values() if body["Type"] == kind]
        return found["Properties"]

    @property
    def acl(self):
        return self.one("AWS::WAFv2::WebACL")


@pytest.fixture(scope="module")
def made(pilot):
    """Make firewalls, each once: ``made("REGIONAL", bot_control=True)``."""
    kept = {}

    def make(kind="REGIONAL", **changes):
        key = (kind, json.dumps(changes, sort_keys=True))
        if key not in kept:
            kept[key] = Made(msgspec.structs.replace(pilot, **changes), kind)
        return kept[key]

    return make


@pytest.mark.parametrize("kind", ["REGIONAL", "CLOUDFRONT"])
@pytest.mark.parametrize("changes", [{}, {"countries": ("ID", "MY"), "bot_control": True}])
def test_the_acl_is_the_rules(made, kind, changes):
    one = made(kind, **changes)
    expected = rules(one.firewall.parameters)
    assert [rule["Priority"] for rule in one.acl["Rules"]] == list(range(len(expected)))
    for rule, entry in zip(one.acl["Rules"], expected, strict=True):
        assert rule["Name"] == entry.name
        if isinstance(entry, Group):
            assert rule["OverrideAction"] == {"None": {}}
            managed = rule["Statement"]["ManagedRuleGroupStatement"]
            assert (managed["VendorName"], managed["Name"]) == ("AWS", entry.name)
            assert "Version" not in managed
            assert [found.rule for found in overrides(rule)] == [override.rule for override in entry.counted]
        else:
            assert read_rule(rule) == msgspec.structs.replace(entry, why="", by_address=False)


def test_the_parameters_of_a_deployment_reach_the_rules(made):
    names = {entry.name for entry in rules(made().firewall.parameters)}
    asked = {entry.name for entry in rules(made(countries=("ID",), bot_control=True).firewall.parameters)}
    assert asked - names == {"abroad", "AWSManagedRulesBotControlRuleSet"}


@pytest.mark.parametrize("size", [*SIZES])
def test_the_limits_are_those_of_the_size(made, size):
    changes = {} if size == "pilot" else {"size": size}
    limits = {
        rule["Name"]: rule["Statement"]["RateBasedStatement"]["Limit"]
        for rule in made(**changes).acl["Rules"]
        if "RateBasedStatement" in rule["Statement"]
    }
    assert limits["often-address"] == SIZES[size].requests_by_address
    assert limits["often-partner"] == SIZES[size].requests_by_partner
    assert 10 <= min(limits.values()) == limits["often-suspicious"]


def test_bot_control_inspects_at_the_level_without_challenges(made):
    (rule,) = [rule for rule in made(bot_control=True).acl["Rules"] if "BotControl" in rule["Name"]]
    (config,) = rule["Statement"]["ManagedRuleGroupStatement"]["ManagedRuleGroupConfigs"]
    assert config == {"AWSManagedRulesBotControlRuleSet": {"InspectionLevel": "COMMON"}}


@pytest.mark.parametrize(("kind", "name"), [("REGIONAL", "padan-pilot-api"), ("CLOUDFRONT", "padan-pilot-edge")])
def test_who_is_not_refused_passes_and_everything_is_measured_but_not_sampled(made, kind, name):
    acl = made(kind).acl
    assert acl["Scope"] == kind
    assert acl["Name"] == acl["VisibilityConfig"]["MetricName"] == name
    assert acl["DefaultAction"] == {"Allow": {}}
    for shown in (acl, *acl["Rules"]):
        assert shown["VisibilityConfig"]["CloudWatchMetricsEnabled"] is True
        assert shown["VisibilityConfig"]["SampledRequestsEnabled"] is False
    metrics = [rule["VisibilityConfig"]["MetricName"] for rule in acl["Rules"]]
    assert len(set(metrics)) == len(metrics)


def test_nobody_is_asked_to_solve_a_riddle(made):
    text = json.dumps(made(bot_control=True).acl)
    assert "Captcha" not in text
    assert "Challenge" not in text


def test_every_answer_is_there_and_used(made):
    acl = made(countries=("ID",)).acl
    used = {
        rule["Action"]["Block"]["CustomResponse"]["CustomResponseBodyKey"]
        for rule in acl["Rules"]
        if "Block" in rule.get("Action", {})
    }
    assert used == set(acl["CustomResponseBodies"])
    for body in acl["CustomResponseBodies"].values():
        assert body["ContentType"] == "APPLICATION_JSON"
        assert json.loads(body["Content"])["type"].startswith("https://")


@pytest.mark.parametrize("kind", ["REGIONAL", "CLOUDFRONT"])
def test_the_log_is_encrypted_ends_and_bears_the_name_that_aws_waf_asks_for(made, kind, pilot):
    one = made(kind)
    log = one.one("AWS::Logs::LogGroup")
    assert log["LogGroupName"] == f"aws-waf-logs-{one.acl['Name']}"
    assert log["RetentionInDays"] == pilot.capacity.log_days
    assert log["KmsKeyId"] == KEY


def test_a_log_outlives_its_stack_where_the_deployment_is_protected(made):
    for protected, policies in ((True, ("RetainExceptOnCreate", "Retain")), (False, ("Delete", "Delete"))):
        one = made() if protected else made(protected=False)
        (group,) = [body for body in one.resources.values() if body["Type"] == "AWS::Logs::LogGroup"]
        assert (group["DeletionPolicy"], group["UpdateReplacePolicy"]) == policies


def test_the_log_holds_no_secret_and_no_search(made):
    fields = made().one("AWS::WAFv2::LoggingConfiguration")["RedactedFields"]
    assert {"QueryString": {}} in fields
    assert {field["SingleHeader"]["Name"] for field in fields if "SingleHeader" in field} == SECRET
    protected = made().acl["DataProtectionConfig"]["DataProtections"]
    assert {entry["Action"] for entry in protected} == {"SUBSTITUTION"}
    assert not any("ExcludeRateBasedDetails" in entry or "ExcludeRuleMatchDetails" in entry for entry in protected)
    by_kind = {entry["Field"]["FieldType"]: set(entry["Field"].get("FieldKeys", ())) for entry in protected}
    assert by_kind == {"SINGLE_HEADER": SECRET, "QUERY_STRING": set()}


def test_the_log_keeps_refused_and_suspected_requests_alone(made):
    kept = made().one("AWS::WAFv2::LoggingConfiguration")["LoggingFilter"]
    assert kept["DefaultBehavior"] == "DROP"
    (only,) = kept["Filters"]
    assert (only["Behavior"], only["Requirement"]) == ("KEEP", "MEETS_ANY")
    first, *others = only["Conditions"]
    assert first == {"ActionCondition": {"Action": "BLOCK"}}
    assert [entry["LabelNameCondition"]["LabelName"] for entry in others] == list(TELLING)


def test_the_stage_is_protected(made):
    association = made().one("AWS::WAFv2::WebACLAssociation")
    assert association["ResourceArn"].endswith("/restapis/abc/stages/api")
    assert association["WebACLArn"]["Fn::GetAtt"][1] == "Arn"


def test_hosts_are_those_of_the_place_unless_others_are_named(pilot, made):
    assert made().firewall.parameters.hosts == ("api.padan.example", "api-home.padan.example")
    assert made("CLOUDFRONT").firewall.parameters.hosts == ("padan.example",)
    other = Made(pilot, "CLOUDFRONT", hosts=("www.padan.example",))
    assert other.firewall.parameters.hosts == ("www.padan.example",)


def test_what_the_edge_vouches_for_is_known_by_a_secret_that_no_template_holds(made):
    (first, second, *_) = made().acl["Rules"]
    assert (first["Name"], second["Name"]) == ("unknown-host", "mark-edge")
    asked = second["Statement"]["ByteMatchStatement"]
    assert asked["SearchString"] == "{{resolve:secretsmanager:padan-pilot-edge-proof-1:SecretString:::}}"
    assert asked["FieldToMatch"] == {"SingleHeader": {"Name": "x-padan-edge"}}
    assert "mark-edge" not in {rule["Name"] for rule in made("CLOUDFRONT").acl["Rules"]}


def test_the_edge_sends_the_proof_to_the_interface_and_to_nobody_else(assembly):
    (_, _, distribution) = assembly.resources("AWS::CloudFront::Distribution")[0]
    origins = distribution["Properties"]["DistributionConfig"]["Origins"]
    sent = {
        origin["DomainName"]: origin["OriginCustomHeaders"] for origin in origins if "OriginCustomHeaders" in origin
    }
    (_, _, acl) = next(entry for entry in assembly.resources("AWS::WAFv2::WebACL") if "platform" in entry[0])
    proof = acl["Properties"]["Rules"][1]["Statement"]["ByteMatchStatement"]["SearchString"]
    assert sent == {"api.padan.example": [{"HeaderName": "x-padan-edge", "HeaderValue": proof}]}


def test_each_place_and_the_edge_has_a_firewall_that_knows_its_own_names(assembly):
    hosts = {
        stack: acl["Properties"]["Rules"][0]["Statement"]["NotStatement"]["Statement"]["RegexMatchStatement"]
        for stack, _, acl in assembly.resources("AWS::WAFv2::WebACL")
    }
    names = {"home-platform": "api-home", "recovery-platform": "api-recovery"}
    assert set(hosts) == {"padan-pilot-edge", *(f"padan-pilot-{stack}" for stack in names)}
    for stack, name in names.items():
        asked = re.compile(hosts[f"padan-pilot-{stack}"]["RegexString"])
        assert asked.search(f"{name}.padan.example")
        assert asked.search("api.padan.example")
        assert not asked.search("padan.example")
    assert re.search(hosts["padan-pilot-edge"]["RegexString"], "padan.example")
    protected = {stack for stack, _, _ in assembly.resources("AWS::WAFv2::WebACLAssociation")}
    assert protected == {f"padan-pilot-{stack}" for stack in names}


def test_the_secret_of_the_proof_exists_wherever_it_is_resolved(assembly, pilot):
    secrets = [body["Properties"] for _, _, body in assembly.resources("AWS::SecretsManager::Secret")]
    (proof,) = [body for body in secrets if body["Name"] == "padan-pilot-edge-proof-1"]
    regions = {replica["Region"] for replica in proof["ReplicaRegions"]}
    assert regions == {pilot.recovery_region, EDGE_REGION}


def test_no_deployment_weighs_more_than_the_price_includes(made):
    heaviest = made(countries=("ID", "MY", "SG"), bot_control=True, size="worknet")
    assert capacity.total(rules(heaviest.firewall.parameters)) <= capacity.INCLUDED
