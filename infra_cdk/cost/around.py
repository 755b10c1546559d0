"""What the surroundings use: network, edge, watching, governance."""

from collections.abc import Iterator

from infra_cdk.cost.load import DAYS, HOURS, Load
from infra_cdk.cost.use import Use, runs, serves
from infra_cdk.properties.resource import Resource, each, walk
from infra_cdk.properties.world import World

_MILLION = 1e6
_BAND_METRICS = 3
"""An alarm on a band watches the metric and both edges of what is usual."""


def nat(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """Hours, and what goes out by it: webhooks and the services of AWS that have no endpoint in the network."""
    peers = sum(1 for other in world.of("AWS::EC2::NatGateway") if other.stack.region == resource.stack.region)
    yield Use("nat.hours", HOURS)
    yield Use("nat.data", load.requests * 2e-6 * serves(resource, world) / peers)


def address(_: Resource, __: World, ___: Load) -> Iterator[Use]:
    """Every public address is charged by the hour."""
    yield Use("address.hours", HOURS)


def endpoint(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """Interface endpoints are charged by zone and hour; gateway endpoints are free."""
    if resource.get("VpcEndpointType") == "Interface":
        yield Use("endpoint.hours", HOURS * len(each(resource.get("SubnetIds"))))
        yield Use("endpoint.data", load.requests * 0.5e-6 * serves(resource, world))


def alarm(resource: Resource, _: World, __: Load) -> Iterator[Use]:
    """By the metrics that it watches; one on a band counts three for each."""
    metrics = [one for one in walk(resource.properties) if "MetricName" in one]
    banded = "ThresholdMetricId" in resource.properties
    yield Use("cloudwatch.alarm-metrics", len(metrics) * (_BAND_METRICS if banded else 1))


def composite(_: Resource, __: World, ___: Load) -> Iterator[Use]:
    """A composite alarm."""
    yield Use("cloudwatch.composites", 1)


def dashboard(_: Resource, __: World, ___: Load) -> Iterator[Use]:
    """A dashboard."""
    yield Use("cloudwatch.dashboards", 1)


def metric_filter(resource: Resource, world: World, _: Load) -> Iterator[Use]:
    """Each transformation makes a metric, paid for in hours in which it has values: all of them where it serves."""
    made = len(each(resource.get("MetricTransformations")))
    yield Use("cloudwatch.metrics", made * serves(resource, world))


def canary(resource: Resource, _: World, __: Load) -> Iterator[Use]:
    """By the run."""
    yield Use("cloudwatch.canary-runs", runs(str(resource.get("Schedule.Expression"))))


def web_acl(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """The list, its rules, and the requests that it looks at."""
    seen = (load.requests if resource.get("Scope") == "REGIONAL" else load.visits * 10) / _MILLION
    seen *= 1.0 if resource.get("Scope") == "CLOUDFRONT" else serves(resource, world)
    yield Use("waf.acls", 1)
    yield Use("waf.rules", len(each(resource.get("Rules"))))
    yield Use("waf.requests", seen)
    if any(one.get("Name") == "AWSManagedRulesBotControlRuleSet" for one in walk(resource.properties)):
        yield Use("waf.bot-control", 1)
        yield Use("waf.bot-requests", seen)


def distribution(_: Resource, __: World, load: Load) -> Iterator[Use]:
    """The pages that people open; programs and pages call the interface at its own name."""
    yield Use("cloudfront.data", load.pages)
    yield Use("cloudfront.requests", load.visits * 10 / 1e4)


def health_check(_: Resource, __: World, ___: Load) -> Iterator[Use]:
    """A check over HTTPS."""
    yield Use("route53.checks", 1)


def record(_: Resource, world: World, load: Load) -> Iterator[Use]:
    """Questions for names of the deployment: two a visit, shared out among its records."""
    yield Use("route53.queries", load.visits * 2 / _MILLION / len(world.of("AWS::Route53::RecordSet")))


def recorder(_: Resource, __: World, load: Load) -> Iterator[Use]:
    """Changes of resources; a deployment that nobody uses is changed as well."""
    yield Use("config.items", load.assumptions.changes_a_month)


def config_rule(_: Resource, __: World, load: Load) -> Iterator[Use]:
    """A rule looks at a tenth of the changes, which are of many types."""
    yield Use("config.evaluations", load.assumptions.changes_a_month / 10)


def malware_plan(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """What people upload."""
    share = serves(resource, world)
    yield Use("guardduty.scanned", load.uploaded * share)
    yield Use("guardduty.objects", load.uploads * share / 1e3)


def detector(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """Management events of the region; a tenth of them at rest."""
    busy = min(1.0, load.requests / _MILLION) * serves(resource, world)
    yield Use("guardduty.events", load.assumptions.management_events * max(0.1, busy))


def trail(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """The first copy of management events is free; calls to tables and objects of people are not."""
    text = world.text(resource.stack, resource.get("AdvancedEventSelectors"))
    followed = load.uploads * 3 if "AWS::S3::Object" in text else 0.0
    followed += load.followed if "AWS::DynamoDB::Table" in text else 0.0
    yield Use("cloudtrail.events", followed / 1e5)


def standards(_: Resource, __: World, load: Load) -> Iterator[Use]:
    """Security checks: each change is looked at by some."""
    yield Use("securityhub.checks", load.assumptions.changes_a_month * DAYS / 10)
