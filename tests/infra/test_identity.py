"""The user pool permits what `security.cognito` does, and nothing beside it."""

import inspect
import json
import re

import pytest

from infra_cdk.constructs.identity import GROUPS
from infra_cdk.deployment import Role
from local import resources as on_one_machine
from security import cognito
from security.identity import principal_of
from security.passwords import LONGEST, POOL_POLICY
from security.principal import Audience
from tests.infra.small_stacks import complaints, only, template

POOL, CLIENT = "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient"


@pytest.fixture(params=list(Role))
def place(request, pilot):
    return pilot.home if request.param is Role.HOME else pilot.recovery_place


@pytest.fixture
def stack(place):
    return template(place, "identity")


@pytest.fixture
def pool(stack):
    return only(stack, POOL)


@pytest.fixture
def client(stack):
    return only(stack, CLIENT)


def test_the_client_permits_exactly_the_flows_that_the_platform_uses(client):
    used = set(re.findall(r'"([A-Z_]+_AUTH)"', inspect.getsource(cognito)))
    assert used == {"ADMIN_USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"}
    assert set(client["ExplicitAuthFlows"]) == {f"ALLOW_{flow}" for flow in used}


def test_the_emulator_permits_the_same(client):
    assert set(on_one_machine._FLOWS) == set(client["ExplicitAuthFlows"])
    assert on_one_machine._GROUPS == GROUPS


def test_a_password_is_asked_for_as_the_code_asks(pool):
    policy = pool["Policies"]["PasswordPolicy"]
    assert {name: policy[name] for name in POOL_POLICY} == dict(POOL_POLICY)
    assert policy["TemporaryPasswordValidityDays"] == 1


def test_the_passwords_that_the_platform_makes_satisfy_any_policy():
    made = cognito._random_password()
    assert POOL_POLICY["MinimumLength"] <= len(made) <= LONGEST
    assert all(re.search(kind, made) for kind in ("[a-z]", "[A-Z]", r"\d", r"[^\w]"))


def test_there_is_a_group_for_each_role_of_a_bearer(stack):
    names = {each["Properties"]["GroupName"] for each in stack.find_resources("AWS::Cognito::UserPoolGroup").values()}
    assert names == set(GROUPS) == {role.value for role in set(Audience) - {Audience.PUBLIC, Audience.PARTNER}}


def test_a_bearer_of_each_group_has_its_role(stack):
    from security.identity import AccessClaims

    claims = AccessClaims(
        iss="i", client_id="c", token_use="access", username="per_" + "0" * 26, exp=0, groups=(*GROUPS, "region-32.73")
    )
    principal = principal_of(claims)
    assert {role.value for role in principal.roles} == set(GROUPS)
    assert principal.regions == ("32.73",)


def test_nobody_signs_up_past_the_platform(pool):
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert pool["AccountRecoverySetting"]["RecoveryMechanisms"] == [{"Name": "admin_only", "Priority": 1}]


def test_the_pool_knows_nobody_but_by_identifier(pool, client):
    """No e-mail, no phone, no attribute of ours: personal data stays in the vault."""
    assert not {"AliasAttributes", "UsernameAttributes", "Schema", "AutoVerifiedAttributes"} & pool.keys()
    assert client["ReadAttributes"] == client["WriteAttributes"] == ["updated_at"]


def test_no_challenge_is_ever_asked(pool):
    """`security.cognito` answers none: a second factor of the pool would lock its owner out."""
    assert pool["MfaConfiguration"] == "OFF"
    assert "DeviceConfiguration" not in pool
    assert "LambdaConfig" not in pool


def test_the_client_has_no_secret_and_no_page_to_sign_in_at(stack, client):
    assert client["GenerateSecret"] is False
    assert client["AllowedOAuthFlowsUserPoolClient"] is False
    assert not {"AllowedOAuthFlows", "CallbackURLs"} & client.keys()
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    stack.resource_count_is("AWS::Cognito::UserPoolDomain", 0)


def test_tokens_live_as_long_as_the_platform_says(client):
    assert set(client["TokenValidityUnits"].values()) == {"minutes"}
    assert client["AccessTokenValidity"] == client["IdTokenValidity"] == 60
    assert client["RefreshTokenValidity"] == 30 * 24 * 60
    assert client["EnableTokenRevocation"]


def test_the_plan_is_the_one_whose_price_a_country_can_pay(pool):
    assert pool["UserPoolTier"] == "LITE"
    assert "UserPoolAddOns" not in pool


@pytest.mark.parametrize(("protected", "expected"), [(True, ("ACTIVE", "Retain")), (False, ("INACTIVE", "Delete"))])
def test_the_pool_stays_unless_the_deployment_is_about_to_go(varied, protected, expected):
    (found,) = template(varied(protected=protected).home, "identity").find_resources(POOL).values()
    assert (found["Properties"]["DeletionProtection"], found["DeletionPolicy"]) == expected


def test_nothing_in_the_template_is_secret(stack):
    assert "secret" not in json.dumps(stack.to_json()).lower().replace("generatesecret", "")


def test_cloudformation_knows_all_of_it_in_its_region(stack, place):
    assert complaints(stack, place.region) == []
