"""The interface as API Gateway serves it: our refusals, our limits, a log without people, and names by health."""

import json
import re

import msgspec
import pytest

from app import app
from functions.cors import CORS
from functions.problems import MEDIA_TYPE, Problem
from infra_cdk.deployment import Role
from infra_cdk.interface.access_log import FIELDS, log_format
from infra_cdk.interface.definition import prepared
from infra_cdk.interface.refusals import REFUSALS, gateway_responses
from infra_cdk.interface.throttles import THROTTLES

KINDS = [
    "ACCESS_DENIED",
    "API_CONFIGURATION_ERROR",
    "AUTHORIZER_CONFIGURATION_ERROR",
    "AUTHORIZER_FAILURE",
    "BAD_REQUEST_BODY",
    "BAD_REQUEST_PARAMETERS",
    "DEFAULT_4XX",
    "DEFAULT_5XX",
    "EXPIRED_TOKEN",
    "INTEGRATION_FAILURE",
    "INTEGRATION_TIMEOUT",
    "INVALID_API_KEY",
    "INVALID_SIGNATURE",
    "MISSING_AUTHENTICATION_TOKEN",
    "QUOTA_EXCEEDED",
    "REQUEST_TOO_LARGE",
    "RESOURCE_NOT_FOUND",
    "THROTTLED",
    "UNAUTHORIZED",
    "UNSUPPORTED_MEDIA_TYPE",
    "WAF_FILTERED",
]
"""Every kind of API Gateway's developer guide, "Gateway response types"."""

OPERATIONS = {(method, path) for path, methods in app.routes.items() for method in methods}
INTEGRATION = "x-amazon-apigateway-integration"

_QUOTE = "'"


@pytest.fixture(scope="module")
def platform(assembly):
    """The resources of the functions' stack at home, as CloudFormation makes them."""
    return assembly.translated["padan-pilot-home-platform"]["Resources"]


def of_type(resources, kind):
    return [resource["Properties"] for resource in resources.values() if resource["Type"] == kind]


@pytest.fixture(scope="module")
def stage(platform):
    (stage,) = of_type(platform, "AWS::ApiGateway::Stage")
    return stage


@pytest.fixture(scope="module")
def body(platform):
    return platform["RestAPI"]["Properties"]["Body"]


def test_every_kind_of_refusal_is_ours():
    assert sorted(refusal.kind for refusal in REFUSALS) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_is_a_problem_document(kind):
    response = gateway_responses()[kind]
    (template,) = response["responseTemplates"].values()
    problem = msgspec.json.decode(template, type=Problem)
    assert str(problem.status) == response["statusCode"]
    assert problem.instance == "$context.requestId"
    assert problem.title
    assert problem.type.startswith("https://")


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_has_the_headers_of_the_app(kind):
    response = gateway_responses()[kind]
    headers = {
        name.removeprefix("gatewayresponse.header."): value.strip("'")
        for name, value in response["responseParameters"].items()
    }
    assert headers["Content-Type"] == MEDIA_TYPE
    assert CORS.get_access_control_headers().items() <= headers.items()
    assert ("Retry-After" in headers) == (response["statusCode"] in ("429", "503", "504"))
    assert ("WWW-Authenticate" in headers) == (response["statusCode"] == "401")


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_says_in_words_how_long_to_wait(kind):
    response = gateway_responses()[kind]
    wait = response["responseParameters"].get("gatewayresponse.header.Retry-After")
    problem = msgspec.json.decode(*response["responseTemplates"].values(), type=Problem)
    said = f"{problem.title}. Coba lagi dalam {wait.strip(_QUOTE)} detik." if wait else problem.title
    assert problem.detail == said


def test_a_path_that_does_not_exist_is_not_found_and_a_throttled_call_may_come_back():
    responses = gateway_responses()
    assert responses["MISSING_AUTHENTICATION_TOKEN"]["statusCode"] == "404"
    assert responses["THROTTLED"]["statusCode"] == "429"
    assert responses["REQUEST_TOO_LARGE"]["statusCode"] == "413"


@pytest.mark.parametrize("throttle", THROTTLES, ids=lambda throttle: f"{throttle.method} {throttle.path}")
def test_a_tighter_limit_is_of_an_operation_that_exists(throttle):
    assert (throttle.method, throttle.path) in OPERATIONS
    assert 0 < throttle.share < 1
    assert throttle.resource.startswith("/~1v1~1")


def test_the_log_names_no_one():
    personal = ("identity", "path", "querystring", "authorizer", "header", "userAgent", "customDomain.basePath")
    for variable in FIELDS.values():
        assert not any(variable.startswith(f"$context.{part}") for part in personal)


def test_a_line_of_the_log_is_json_with_figures():
    line = re.sub(r'(?<!")\$context\.\w+', "7", log_format())
    read = json.loads(line)
    assert set(read) == set(FIELDS)
    assert {read[name] for name in ("status", "latency", "length", "at")} == {7}


def test_calls_go_to_the_live_version_and_answers_of_browsers_stay():
    proxy = {"type": "aws_proxy", "uri": {"Fn::Sub": "${Api.Arn}"}, "httpMethod": "POST"}
    mock = {"type": "mock", "requestTemplates": {}}
    definition = {"swagger": "2.0", "paths": {"/v1/x": {"get": {INTEGRATION: proxy}, "options": {INTEGRATION: mock}}}}
    made = prepared(definition, "Api")
    methods = made["paths"]["/v1/x"]
    assert "${Api.Alias}/invocations" in methods["get"][INTEGRATION]["uri"]["Fn::Sub"]
    assert methods["get"][INTEGRATION]["httpMethod"] == "POST"
    assert methods["options"][INTEGRATION] == mock
    assert proxy["uri"] == {"Fn::Sub": "${Api.Arn}"}


def test_every_operation_is_served_by_the_alias(body):
    for method, path in OPERATIONS:
        called = body["paths"][path][method.lower()][INTEGRATION]
        assert "${APIHandlerAliaslive}" in called["uri"]["Fn::Sub"]


def test_a_browser_that_asks_first_is_told_what_the_app_says(body):
    for methods in body["paths"].values():
        told = methods["options"][INTEGRATION]["responses"]["default"]["responseParameters"]
        for name, value in CORS.get_access_control_headers().items():
            assert told[f"method.response.header.{name}"] == f"'{value}'"


def test_there_is_one_stage_and_no_way_around_its_name(platform, body, stage):
    assert stage["StageName"] == "api"
    assert [each.get("StageName") for each in of_type(platform, "AWS::ApiGateway::Deployment")] == [None]
    assert body["x-amazon-apigateway-endpoint-configuration"] == {"disableExecuteApiEndpoint": True}
    assert platform["RestAPI"]["Properties"]["EndpointConfiguration"] == {"Types": ["REGIONAL"]}


def test_the_stage_is_limited_logged_and_traced(stage, pilot):
    everything, *costly = stage["MethodSettings"]
    assert (everything["ThrottlingRateLimit"], everything["ThrottlingBurstLimit"]) == (200, 400)
    assert (everything["HttpMethod"], everything["ResourcePath"]) == ("*", "/*")
    assert len(costly) == len(THROTTLES)
    for settings in costly:
        assert 1 <= settings["ThrottlingRateLimit"] < pilot.capacity.requests
        assert 1 <= settings["ThrottlingBurstLimit"] < pilot.capacity.burst
    assert {settings["MetricsEnabled"] for settings in stage["MethodSettings"]} == {True}
    assert {settings["DataTraceEnabled"] for settings in stage["MethodSettings"]} == {False}
    assert stage["TracingEnabled"] is True
    assert stage["AccessLogSetting"]["Format"] == log_format()


def test_the_log_is_encrypted_and_ends(platform, stage, pilot):
    (logical,) = [part["Ref"] for part in stage["AccessLogSetting"]["DestinationArn"]["Fn::Join"][1][1:] if _own(part)]
    group = platform[logical]["Properties"]
    assert group["RetentionInDays"] == pilot.capacity.log_days
    assert "KmsKeyId" in group


def test_api_gateway_may_call_the_alias_and_log(platform):
    assert platform["APIHandlerInvokePermission"]["Properties"]["FunctionName"] == {"Fn::Sub": "${APIHandlerAliaslive}"}
    assert len(of_type(platform, "AWS::ApiGateway::Account")) == 1


def test_both_names_lead_to_the_stage_without_a_prefix(platform):
    domains = of_type(platform, "AWS::ApiGateway::DomainName")
    assert {each["DomainName"] for each in domains} == {"api.padan.example", "api-home.padan.example"}
    assert {each["SecurityPolicy"] for each in domains} == {"TLS_1_2"}
    mappings = of_type(platform, "AWS::ApiGateway::BasePathMapping")
    assert len(mappings) == 2
    assert {"BasePath" in mapping for mapping in mappings} == {False}
    (certificate,) = of_type(platform, "AWS::CertificateManager::Certificate")
    assert certificate["ValidationMethod"] == "DNS"
    assert {each["HostedZoneId"] for each in certificate["DomainValidationOptions"]} == {"Z00000000000000000000"}


def test_a_place_is_asked_for_its_health_under_its_own_name(platform):
    (check,) = of_type(platform, "AWS::Route53::HealthCheck")
    config = check["HealthCheckConfig"]
    assert config["FullyQualifiedDomainName"] == "api-home.padan.example"
    assert ("GET", config["ResourcePath"]) in OPERATIONS
    assert len(config["Regions"]) >= 3


@pytest.mark.parametrize("active", Role)
def test_the_active_place_has_the_weight(synthesize, varied, active):
    assembly = synthesize(varied(personal_data_abroad=True, active=active))
    weights = {}
    for role in Role:
        resources = assembly.translated[f"padan-pilot-{role}-platform"]["Resources"]
        for record in of_type(resources, "AWS::Route53::RecordSet"):
            if record["Name"] == "api.padan.example":
                assert record["SetIdentifier"] == role
                assert "HealthCheckId" in record
                weights[role] = record["Weight"]
    assert weights[active] > 0
    assert [weight for role, weight in weights.items() if role is not active] == [0]


def _own(part):
    return isinstance(part, dict) and not part["Ref"].startswith("AWS::")
