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
        from infra_cdk.monitoring.alarms import single_alarms
        from infra_cdk.monitoring.slo.burning import burn_alarms

        return (*single_alarms(watched), *burn_alarms(watched))

    return of


@pytest.fixture(scope="session")
def rendered(names):
    """The template of the monitoring of a place, made once a session."""

    @functools.cache
    def of(place: Place):
        from aws_cdk import App, Environment, Stack
        from aws_cdk import aws_kms as kms
        from aws_cdk.assertions import Template

        from infra_cdk.monitoring.constructs.monitoring import Monitoring

        environment = Environment(account=place.deployment.account, region=place.region)
        app = App()
        key = kms.Key(Stack(app, "keys", env=environment), "Key")
        stack = Stack(app, place.stack("monitoring"), env=environment)
        Monitoring(stack, "Monitoring", names(place), key)
        return Template.from_stack(stack).to_json()

    return of


@pytest.fixture(scope="session")
def of_type(rendered):
    """Resources of one type in the template of a place."""

    def find(place, kind):
        return [each for each in rendered(place)["Resources"].values() if each["Type"] == kind]

    return find
