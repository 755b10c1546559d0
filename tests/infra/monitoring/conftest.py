"""Places to watch, and what is rendered of them."""

import functools

import pytest

from infra_cdk.deployment import Place


@pytest.fixture(scope="session")
def names():
    """Names of what is watched in a place; a gateway and a certificate stand for those that a deployment makes."""

    def of(place):
        from infra_cdk.monitoring.watched import watched

        return watched(place, gateways=("nat-1",), certificates=("arn:aws:acm:here:000000000000:certificate/1",))

    return of


@pytest.fixture(scope="session")
def home(pilot, names):
    """What is watched at home."""
    return names(pilot.home)


@pytest.fixture(scope="session")
def all_alarms():
    """Every alarm on metrics of a place."""

    def of(watched):
        from infra_cdk.monitoring.slo.burning import burn_alarms
        from tests.infra.monitoring.alarms import single_alarms

        return (*single_alarms(watched), *burn_alarms(watched))

    return of


@pytest.fixture(scope="session")
def templates(names):
    """The templates of what watches a place, made once a session: of its stores with the rest, and of its service."""

    @functools.cache
    def of(place: Place):
        from aws_cdk import App, Environment, Stack
        from aws_cdk import aws_kms as kms
        from aws_cdk.assertions import Template

        from infra_cdk.monitoring.constructs.monitoring import Monitoring, ServiceAlarms

        environment = Environment(account=place.deployment.account, region=place.region)
        app = App()
        key = kms.Key(Stack(app, "keys", env=environment), "Key")
        stack = Stack(app, place.stack("monitoring"), env=environment)
        monitoring = Monitoring(stack, "Monitoring", names(place), key)
        alarms = Stack(app, place.stack("alarms"), env=environment)
        ServiceAlarms(alarms, "Service", names(place), monitoring.topics)
        return tuple(Template.from_stack(each).to_json() for each in (stack, alarms))

    return of


@pytest.fixture(scope="session")
def of_type(templates):
    """Resources of one type among what watches a place."""

    def find(place, kind):
        resources = (each for template in templates(place) for each in template["Resources"].values())
        return [each for each in resources if each["Type"] == kind]

    return find
