"""The index in the cloud: several zones, nobody but our roles, nothing in plain, the version that is tested."""

import itertools
import json

import msgspec
import pytest

from infra_cdk.constructs.search_domain import ENGINE, LOGS
from infra_cdk.deployment import Role
from infra_cdk.deployment.sizes import SIZES
from infra_cdk.search_nodes import nodes_of
from local.engines.install import OPENSEARCH
from tests.infra.small_stacks import complaints, only, template

DOMAIN = "AWS::OpenSearchService::Domain"


@pytest.fixture(params=itertools.product(SIZES, Role), ids="-".join)
def place(request, varied):
    size, role = request.param
    deployment = varied(size=size)
    return deployment.home if role is Role.HOME else deployment.recovery_place


@pytest.fixture
def stack(place):
    return template(place, "search")


@pytest.fixture
def domain(stack):
    return only(stack, DOMAIN)


def test_the_version_deployed_is_the_version_tested(domain):
    tested = ".".join(OPENSEARCH.title.removeprefix("OpenSearch ").split(".")[:2])
    assert domain["EngineVersion"] == ENGINE == f"OpenSearch_{tested}"


def test_the_service_knows_that_version():
    from aws_cdk.aws_opensearchservice import EngineVersion

    assert EngineVersion.OPENSEARCH_3_5.version == ENGINE


def test_nodes_spread_evenly_over_the_zones_with_one_to_stand_by(domain, place):
    cluster = domain["ClusterConfig"]
    wanted = place.deployment.capacity.search
    assert cluster["ZoneAwarenessConfig"]["AvailabilityZoneCount"] == len(domain["VPCOptions"]["SubnetIds"]) == 3
    assert cluster["InstanceCount"] % 3 == 0
    assert cluster["InstanceCount"] >= wanted.data_nodes
    assert cluster["DedicatedMasterEnabled"]
    assert cluster["DedicatedMasterCount"] == 3
    assert cluster["MultiAZWithStandbyEnabled"]
    assert (cluster["InstanceType"], cluster["DedicatedMasterType"]) == (wanted.data_type, wanted.master_type)


def test_two_zones_have_nobody_to_stand_by_and_still_survive_one(varied):
    place = varied(home_zones=("ap-southeast-3a", "ap-southeast-3b")).home
    cluster = only(template(place, "search"), DOMAIN)["ClusterConfig"]
    assert cluster["ZoneAwarenessEnabled"]
    assert cluster["ZoneAwarenessConfig"]["AvailabilityZoneCount"] == 2
    assert cluster["InstanceCount"] == 4
    assert not cluster["MultiAZWithStandbyEnabled"]
    assert nodes_of(place).copies == 2


def test_more_zones_than_the_service_takes_are_left_out(varied):
    zones = tuple(f"ap-southeast-3{letter}" for letter in "abcd")
    place = varied(home_zones=zones).home
    assert nodes_of(place).zones == 3
    assert len(only(template(place, "search"), DOMAIN)["VPCOptions"]["SubnetIds"]) == 3


def test_with_a_zone_standing_by_there_is_a_copy_in_each(place):
    """The engine refuses an index with another number of copies: seen with version 3.5 and balanced awareness."""
    nodes = nodes_of(place)
    assert nodes.copies % nodes.zones == 0


def test_other_than_three_masters_mean_that_no_zone_stands_by(varied, monkeypatch):
    place = varied().home
    search = msgspec.structs.replace(place.deployment.capacity.search, masters=5)
    changed = msgspec.structs.replace(place.deployment.capacity, search=search)
    monkeypatch.setitem(SIZES, place.deployment.size, changed)
    assert not nodes_of(place).standby


def test_what_is_stored_and_sent_is_encrypted(domain):
    assert domain["EncryptionAtRestOptions"]["Enabled"]
    assert "around" in json.dumps(domain["EncryptionAtRestOptions"]["KmsKeyId"]), "our own key, from the stack of keys"
    assert domain["NodeToNodeEncryptionOptions"] == {"Enabled": True}
    assert domain["DomainEndpointOptions"] == {
        "EnforceHTTPS": True,
        "TLSSecurityPolicy": "Policy-Min-TLS-1-2-PFS-2023-10",
    }


def test_disks_are_of_the_size_and_current_kind(domain, place):
    disk = place.deployment.capacity.search.disk
    assert domain["EBSOptions"] == {"EBSEnabled": True, "VolumeType": "gp3", "VolumeSize": disk}


def test_only_roles_of_the_account_call_and_one_of_them_administers(stack, domain, place):
    (statement,) = domain["AccessPolicies"]["Statement"]
    assert json.dumps(statement["Principal"]).count(f":iam::{place.deployment.account}:root") == 1
    assert statement["Action"] == "es:ESHttp*"
    security = domain["AdvancedSecurityOptions"]
    assert security["Enabled"]
    assert security["InternalUserDatabaseEnabled"] is False, "no passwords"
    name = security["MasterUserOptions"]["MasterUserARN"]["Fn::GetAtt"][0]
    role = stack.find_resources("AWS::IAM::Role")[name]["Properties"]
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert role["RoleName"] == f"padan-pilot-{place.role}-index-master", "roles are one namespace for both regions"


def test_the_master_may_do_nothing_until_a_function_has_it(stack):
    stack.resource_count_is("AWS::IAM::Policy", 0)
    stack.resource_count_is("AWS::IAM::ManagedPolicy", 0)


def test_every_log_goes_to_an_encrypted_group_that_the_domain_alone_may_write(stack, domain, place):
    assert set(domain["LogPublishingOptions"]) == set(LOGS)
    assert all(each["Enabled"] for each in domain["LogPublishingOptions"].values())
    groups = stack.find_resources("AWS::Logs::LogGroup")
    written = {each["CloudWatchLogsLogGroupArn"]["Fn::GetAtt"][0] for each in domain["LogPublishingOptions"].values()}
    assert written == set(groups)
    for group in groups.values():
        assert group["Properties"]["KmsKeyId"]
        assert group["Properties"]["RetentionInDays"] == place.deployment.capacity.log_days
    document = json.dumps(only(stack, "AWS::Logs::ResourcePolicy")["PolicyDocument"])
    assert "es.amazonaws.com" in document
    assert f"domain/{domain['DomainName']}" in document
    assert all(name in document for name in groups)


def test_the_domain_waits_until_it_may_write_its_logs(stack):
    (found,) = stack.find_resources(DOMAIN).values()
    assert set(stack.find_resources("AWS::Logs::ResourcePolicy")) <= set(found["DependsOn"])


def test_a_later_engine_is_installed_in_place_and_nothing_is_made_by_a_function(stack):
    (found,) = stack.find_resources(DOMAIN).values()
    assert found["UpdatePolicy"] == {"EnableVersionUpgrade": True}
    stack.resource_count_is("AWS::Lambda::Function", 0)


def test_maintenance_is_for_the_night_of_jakarta(domain):
    start = domain["OffPeakWindowOptions"]["OffPeakWindow"]["WindowStartTime"]
    assert (start["Hours"] + 7) % 24 in range(4)
    assert domain["SoftwareUpdateOptions"] == {"AutoSoftwareUpdateEnabled": True}


@pytest.mark.parametrize(
    ("protected", "policies"), [(True, ("RetainExceptOnCreate", "Retain")), (False, ("Delete", "Delete"))]
)
def test_it_stays_unless_the_deployment_is_about_to_go(varied, protected, policies):
    (found,) = template(varied(protected=protected).home, "search").find_resources(DOMAIN).values()
    assert (found["DeletionPolicy"], found["UpdateReplacePolicy"]) == policies


def test_the_longest_name_of_a_deployment_fits_a_domain(varied):
    """OpenSearch Service takes 28 characters; reading the deployment bounds what comes before."""
    from infra_cdk.deployment.reading import check

    deployment = varied(name="a" * 10, stage="b" * 10)
    check(deployment)
    assert len(deployment.home.named("search")) <= 28


def test_cloudformation_knows_all_of_it_in_its_region(stack, place):
    assert complaints(stack, place.region) == []


def test_an_instance_type_that_a_region_lacks_is_found(varied, monkeypatch):
    """Not every type exists in Jakarta; AWS's schema of the region says which do."""
    place = varied(stage="typo").home
    search = msgspec.structs.replace(place.deployment.capacity.search, data_type="r3.large.search")
    changed = msgspec.structs.replace(place.deployment.capacity, search=search)
    monkeypatch.setitem(SIZES, place.deployment.size, changed)
    (found,) = complaints(template(place, "search"), place.region)
    assert "r3.large.search" in found
