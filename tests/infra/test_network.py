"""The network of a place: over all its zones, closed but for what functions need."""

import ipaddress
import json

import pytest

from infra_cdk.constructs.network import BLOCKS, GATEWAYS, INTERFACES
from infra_cdk.deployment import Role
from infra_cdk.deployment.sizes import SIZES
from tests.infra.small_stacks import complaints, only, template


@pytest.fixture(params=["pilot", "national", "worknet"])
def size(request):
    return request.param


@pytest.fixture(params=list(Role))
def place(request, varied, size):
    deployment = varied(size=size)
    return deployment.home if request.param is Role.HOME else deployment.recovery_place


@pytest.fixture
def network(place):
    return template(place, "network")


def subnets(network, kind):
    return [
        each["Properties"]
        for each in network.find_resources("AWS::EC2::Subnet").values()
        if {"Key": "aws-cdk:subnet-type", "Value": kind} in each["Properties"]["Tags"]
    ]


@pytest.mark.parametrize("kind", ["Public", "Private", "Isolated"])
def test_every_kind_of_subnet_lies_in_every_zone(network, place, kind):
    found = subnets(network, kind)
    assert sorted(each["AvailabilityZone"] for each in found) == sorted(place.zones)
    assert not any(each.get("MapPublicIpOnLaunch") for each in found)


def test_subnets_lie_in_their_block_and_apart(network, place):
    blocks = [
        ipaddress.ip_network(each["Properties"]["CidrBlock"])
        for each in network.find_resources("AWS::EC2::Subnet").values()
    ]
    assert all(block.subnet_of(ipaddress.ip_network(BLOCKS[place.role])) for block in blocks)
    assert not any(one.overlaps(other) for one in blocks for other in blocks if one is not other)


def test_the_two_places_could_be_joined():
    home, recovery = (ipaddress.ip_network(BLOCKS[role]) for role in Role)
    assert not home.overlaps(recovery)


def test_private_subnets_have_room_for_all_functions_at_once(network, size):
    """A function in a network takes an address for a share of its instances: one for each is more than enough."""
    smallest = min(ipaddress.ip_network(each["CidrBlock"]).num_addresses for each in subnets(network, "Private"))
    assert smallest > SIZES[size].api_concurrency / 2


def test_as_many_ways_out_as_the_size_says(network, size):
    network.resource_count_is("AWS::EC2::NatGateway", SIZES[size].nat_gateways)


def test_isolated_subnets_have_no_way_out(network):
    template = network.to_json()["Resources"]
    isolated = {name for name in template if "IsolatedSubnet" in name and name.endswith(tuple("0123456789ABCDEF"))}
    routes = [each["Properties"]["RouteTableId"]["Ref"] for each in network.find_resources("AWS::EC2::Route").values()]
    assert isolated
    assert not isolated & set(routes)


def groups(network):
    return {
        each["Properties"]["GroupName"].rpartition("-")[2]: (name, each["Properties"])
        for name, each in network.find_resources("AWS::EC2::SecurityGroup").items()
    }


def test_functions_call_out_by_tls_alone_and_nobody_calls_them(network):
    _, functions = groups(network)["functions"]
    (rule,) = functions["SecurityGroupEgress"]
    assert (rule["FromPort"], rule["ToPort"], rule["IpProtocol"]) == (443, 443, "tcp")
    assert "SecurityGroupIngress" not in functions


def test_the_index_takes_calls_of_functions_alone_and_makes_none(network):
    named = groups(network)
    target, domain = named["domain"]
    assert "SecurityGroupIngress" not in domain
    assert domain["SecurityGroupEgress"] == [
        {
            "CidrIp": "255.255.255.255/32",
            "Description": "Disallow all traffic",
            "FromPort": 252,
            "ToPort": 86,
            "IpProtocol": "icmp",
        }
    ]
    rules = [
        each["Properties"]
        for each in network.find_resources("AWS::EC2::SecurityGroupIngress").values()
        if each["Properties"]["GroupId"]["Fn::GetAtt"][0] == target
    ]
    (rule,) = rules
    assert rule["SourceSecurityGroupId"]["Fn::GetAtt"][0] == named["functions"][0]
    assert (rule["FromPort"], rule["ToPort"]) == (443, 443)


def test_no_rule_lets_the_world_in(network):
    assert "0.0.0.0/0" not in json.dumps(network.find_resources("AWS::EC2::SecurityGroupIngress"))
    assert "CidrIp" not in json.dumps([entry.get("SecurityGroupIngress") for _, entry in groups(network).values()])


def test_endpoints_carry_our_identities_to_our_resources_alone(network, place, size):
    endpoints = [each["Properties"] for each in network.find_resources("AWS::EC2::VPCEndpoint").values()]
    by_kind = {kind: [one for one in endpoints if one["VpcEndpointType"] == kind] for kind in ("Gateway", "Interface")}
    assert len(by_kind["Gateway"]) == len(GATEWAYS)
    assert len(by_kind["Interface"]) == (len(INTERFACES) if SIZES[size].private_endpoints else 0)
    account = place.deployment.account
    ours = {"StringEquals": {"aws:PrincipalAccount": account, "aws:ResourceAccount": account}}
    for endpoint in endpoints:
        first, *others = endpoint["PolicyDocument"]["Statement"]
        assert first["Condition"] == ours
        answers = "dynamodb" not in json.dumps(endpoint["ServiceName"]) and endpoint["VpcEndpointType"] == "Gateway"
        assert len(others) == (1 if answers else 0)
    assert all(endpoint["PrivateDnsEnabled"] for endpoint in by_kind["Interface"])


def test_functions_may_answer_cloudformation_and_put_nothing_else_into_buckets_of_others(network, place):
    """Its bucket is not ours; with a policy of our account alone each deploy would wait for an answer in vain."""
    endpoints = [each["Properties"] for each in network.find_resources("AWS::EC2::VPCEndpoint").values()]
    open_to_others = [
        statement
        for endpoint in endpoints
        for statement in endpoint["PolicyDocument"]["Statement"]
        if "Condition" not in statement
    ]
    (statement,) = open_to_others
    bucket = f"cloudformation-custom-resource-response-{place.region.replace('-', '')}"
    assert (statement["Action"], statement["Resource"]) == ("s3:PutObject", f"arn:aws:s3:::{bucket}/*")


def test_what_flows_is_logged_encrypted_and_for_as_long_as_the_size_says(network, size):
    flow = only(network, "AWS::EC2::FlowLog")
    assert flow["TrafficType"] == "ALL"
    group = only(network, "AWS::Logs::LogGroup")
    assert group["KmsKeyId"]
    assert group["RetentionInDays"] == SIZES[size].log_days


def test_the_default_group_is_emptied_without_a_function(network):
    association = only(network, "AWS::SSM::Association")
    assert association["Name"] == "AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules"
    assert "DefaultSecurityGroup" in json.dumps(association["Parameters"]["GroupId"])
    network.resource_count_is("AWS::Lambda::Function", 0)


def policy(network, name):
    policies = network.find_resources("AWS::IAM::ManagedPolicy")
    (found,) = [each["Properties"] for logical, each in policies.items() if name in logical]
    return found["PolicyDocument"]["Statement"]


def test_who_empties_it_may_touch_no_other_group(network):
    for statement in policy(network, "DefaultGroupRunbook"):
        if "ec2:RevokeSecurityGroupEgress" in statement["Action"]:
            assert "DefaultSecurityGroup" in json.dumps(statement["Resource"])
        else:
            assert statement["Action"] in {
                "ec2:DescribeSecurityGroups",
                "ssm:GetAutomationExecution",
                "ssm:StartAutomationExecution",
            }


def test_who_writes_flows_writes_to_their_group_alone(network):
    (group,) = network.find_resources("AWS::Logs::LogGroup")
    (statement,) = policy(network, "FlowWriter")
    assert statement["Resource"] == {"Fn::GetAtt": [group, "Arn"]}
    network.resource_count_is("AWS::IAM::Policy", 0)


def test_services_take_their_roles_for_this_account_alone(network, place):
    roles = network.find_resources("AWS::IAM::Role").values()
    assert len(roles) == 2
    for role in roles:
        (trust,) = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
        assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": place.deployment.account}}


def test_nothing_is_looked_up_in_an_account(assembly):
    """A look-up would write stand-in zones into the template until somebody with credentials runs it."""
    manifest = json.loads((assembly.folder / "manifest.json").read_text())
    assert "missing" not in manifest


def test_two_zones_are_enough(varied):
    zones = ("ap-southeast-3a", "ap-southeast-3b")
    network = template(varied(home_zones=zones).home, "network")
    network.resource_count_is("AWS::EC2::Subnet", 6)


def test_cloudformation_knows_all_of_it_in_its_region(network, place):
    assert complaints(network, place.region) == []
