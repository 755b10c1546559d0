"""Every law holds for every resource, and every law can be broken."""

import copy

import msgspec
import pytest

from infra_cdk.properties.check import broken_by, violations
from infra_cdk.properties.limits import crowded, cycles, measures
from infra_cdk.properties.names import LONGEST
from infra_cdk.properties.requirements import GENERAL, REQUIREMENTS
from infra_cdk.properties.world import World
from tests.infra.mutations import MUTATIONS, put

QUEUE, FUNCTION, ROLE = "AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::IAM::Role"


@pytest.fixture(scope="module")
def world(worlds):
    """The pilot, whose people's data stays in the country."""
    return worlds[0]


def changed(world, change, stack="", logical=""):
    """Return the world with its templates changed; those of the original stay."""
    templates = {one.name: copy.deepcopy(one.translated) for one in world.stacks}
    change(templates, stack, logical)
    stacks = [msgspec.structs.replace(one, template=templates[one.name]) for one in world.stacks]
    return World(stacks, world.deployment)


def broken(world, resource):
    """Return the names of the laws that a resource of ``world`` breaks."""
    return {finding.rule.removeprefix("Padan-") for finding in broken_by(_same(world, resource), world)}


def _same(world, resource):
    return next(one for one in world.of(resource.kind) if one.where == resource.where)


def breaks(world, kind, name, change):
    """Whether the change makes some resource of the type break the law that it keeps now."""
    for resource in world.of(kind):
        if name in broken(world, resource):
            continue
        after = changed(world, change, resource.stack.name, resource.logical)
        if name in broken(after, resource):
            return True
    return False


def test_every_law_has_a_way_to_break_it_and_every_way_a_law():
    laws = {(kind, law.name) for kind, requirement in REQUIREMENTS.items() for law in requirement.laws}
    assert laws == set(MUTATIONS)


@pytest.mark.parametrize(("kind", "name"), sorted(MUTATIONS))
def test_a_law_can_be_broken(world, kind, name):
    assert breaks(world, kind, name, MUTATIONS[kind, name])


@pytest.mark.parametrize(
    ("kind", "name", "change"),
    [
        (FUNCTION, "NoSecret", put("Environment.Variables.PADAN_API_KEY", "hunter2hunter2")),
        (FUNCTION, "NoSecret", put("Environment.Variables.ANYTHING", "AKIA" + "A1B2C3D4E5F6G7H8")),
        (FUNCTION, "NoSecret", put("Description", "-----BEGIN " + "PRIVATE KEY-----")),
        ("AWS::SecretsManager::Secret", "NoSecret", put("SecretString", "x")),
        (ROLE, "NoAdministrator", put("Policies", [{"PolicyDocument": {"Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"}]}}])),
        (ROLE, "NoAdministrator", put("Policies", [{"PolicyDocument": {"Statement": [
            {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}]}}])),
        ("AWS::EC2::VPCEndpoint", "NoAdministrator", put("PolicyDocument.Statement.0.Condition", {})),
        (QUEUE, "Fits", put("QueueName", "padan-pilot-" + "q" * 70)),
    ],
)  # fmt: skip
def test_a_law_for_all_can_be_broken(world, kind, name, change):
    assert name in {law.name for law in GENERAL}
    assert breaks(world, kind, name, change)


def test_a_type_that_nobody_has_thought_about_is_told(world):
    resource = world.of(QUEUE)[0]
    left = {kind: requirement for kind, requirement in REQUIREMENTS.items() if kind != QUEUE}
    (finding,) = broken_by(resource, world, left)
    assert "say what must hold for AWS::SQS::Queue" in finding.what


def test_the_table_names_only_types_that_some_deployment_has_and_says_why_nothing(worlds):
    there = {resource.kind for world in worlds for resource in world.resources}
    assert sorted(set(REQUIREMENTS) - there) == []
    silent = [kind for kind, requirement in REQUIREMENTS.items() if bool(requirement.laws) == bool(requirement.because)]
    assert silent == [], "either laws or a reason"


def test_a_stack_without_tags_or_protection_is_told(world):
    stacks = [msgspec.structs.replace(world.stacks[0], tags={}, protected=False), *world.stacks[1:]]
    rules = {finding.rule for finding in violations(World(stacks, world.deployment))}
    assert {"Padan-Tagged", "Padan-Protected"} <= rules


def test_a_broken_import_is_told(world):
    def change(templates, *_):
        for template in templates.values():
            template.pop("Outputs", None)

    assert "Padan-Imported" in {finding.rule for finding in violations(changed(world, change))}


def test_stacks_that_need_one_another_are_told(world):
    first, second, *_ = world.stacks
    circle = [
        msgspec.structs.replace(first, dependencies=(second.name,)),
        msgspec.structs.replace(second, dependencies=(first.name,)),
    ]
    (finding,) = cycles(circle)
    assert first.name in finding.what
    assert list(cycles(world.stacks)) == []


def test_a_template_near_a_limit_is_told(world):
    large = msgspec.structs.replace(world.stacks[0], size=900_000)
    (finding,) = crowded([large])
    assert "900000 of 1000000 bytes" in finding.what
    assert {measure.name for measure in measures(large)} == {"resources", "bytes", "outputs", "parameters", "mappings"}


def test_people_may_be_abroad_where_the_deployment_says_so(worlds):
    abroad = next(world for world in worlds if world.deployment.personal_data_abroad)
    tables = [one for one in abroad.of("AWS::DynamoDB::GlobalTable") if one.get("TableName").endswith("-people")]
    assert [replica["Region"] for replica in tables[0].get("Replicas")].count("ap-southeast-1") == 1
    assert not {"AtHome", "NoCopyAbroad", "BackupAtHome"} & {
        finding.rule.removeprefix("Padan-") for finding in violations(abroad)
    }


@pytest.mark.parametrize("kind", sorted(LONGEST))
def test_the_longest_names_are_asked_of_types_that_have_them(worlds, kind):
    path, _ = LONGEST[kind]
    assert any(resource.get(path) for world in worlds for resource in world.of(kind))
