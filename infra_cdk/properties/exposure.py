"""Nothing is public that people are not meant to call, and nothing is spoken in the clear."""

from typing import Any

from infra_cdk.properties.law import Law, equals
from infra_cdk.properties.resource import Resource, each, reach
from infra_cdk.properties.world import World

_BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
_EVERYWHERE = {"0.0.0.0/0", "::/0"}
_TLS = {"TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"}


def _private(resource: Resource, _: World) -> bool:
    return all(resource.get(f"PublicAccessBlockConfiguration.{block}") is True for block in _BLOCKS)


def _statements(document: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    return each(reach(document, "Statement"))


def anyone(statement: dict[str, Any]) -> bool:
    """Tell whether a statement's principal is everybody."""
    principal = statement.get("Principal")
    return principal == "*" or (isinstance(principal, dict) and "*" in each(principal.get("AWS")))


def _denies_plain(document: Any) -> bool:  # noqa: ANN401 - JSON
    return any(
        statement["Effect"] == "Deny"
        and anyone(statement)
        and reach(statement, "Condition.Bool") == {"aws:SecureTransport": "false"}
        for statement in _statements(document)
    )


def _policed(policy: str, subject: str) -> Law:
    """A store's own policy must refuse what is not TLS."""

    def holds(resource: Resource, world: World) -> bool:
        return any(
            resource in world.targets(other.stack, other.get(subject)) and _denies_plain(other.get("PolicyDocument"))
            for other in world.of(policy)
        )

    return Law(name="Tls", says="refuses every call that is not over TLS", holds=holds)


def _no_stranger(resource: Resource, _: World) -> bool:
    allowed = (
        statement
        for key in ("PolicyDocument", "KeyPolicy", "ResourcePolicy", "AccessPolicy", "AccessPolicies", "Policy")
        for statement in _statements(resource.get(key))
        if statement["Effect"] == "Allow"
    )
    return not any(anyone(statement) and "Condition" not in statement for statement in allowed)


def _closed(resource: Resource, _: World) -> bool:
    rules = each(resource.get("SecurityGroupIngress")) or [resource.properties]
    return not any({rule.get("CidrIp"), rule.get("CidrIpv6")} & _EVERYWHERE for rule in rules)


def _bound(resource: Resource, _: World) -> bool:
    own = str(resource.get("Principal")).endswith(".amazonaws.com")
    return own and bool(resource.get("SourceArn") or resource.get("SourceAccount"))


def _viewer_tls(resource: Resource, _: World) -> bool:
    config = resource.get("DistributionConfig") or {}
    behaviours = [config.get("DefaultCacheBehavior", {}), *each(config.get("CacheBehaviors"))]
    modern = reach(config, "ViewerCertificate.MinimumProtocolVersion") in _TLS
    return modern and all(one.get("ViewerProtocolPolicy") in {"https-only", "redirect-to-https"} for one in behaviours)


def _domain_tls(resource: Resource, _: World) -> bool:
    policy = str(resource.get("DomainEndpointOptions.TLSSecurityPolicy"))
    return resource.get("DomainEndpointOptions.EnforceHTTPS") is True and policy.startswith("Policy-Min-TLS-1-2")


PRIVATE_BUCKET = Law(name="Private", says="blocks public access in all four ways", holds=_private)
BUCKET_TLS = _policed("AWS::S3::BucketPolicy", "Bucket")
QUEUE_TLS = _policed("AWS::SQS::QueuePolicy", "Queues")
TOPIC_TLS = _policed("AWS::SNS::TopicPolicy", "Topics")
NO_STRANGER = Law(name="NoStranger", says="allows nobody by '*' without a condition", holds=_no_stranger)
CLOSED = Law(name="Closed", says="lets nobody in from the whole internet", holds=_closed)
BOUND_PERMISSION = Law(name="Bound", says="admits a service for one source of ours only", holds=_bound)
VIEWER_TLS = Law(name="Tls", says="speaks TLS 1.2 or later with every viewer", holds=_viewer_tls)
DOMAIN_TLS = Law(name="Tls", says="speaks TLS 1.2 or later alone", holds=_domain_tls)
DOMAIN_PRIVATE = Law(
    name="Private", says="stands in private subnets", holds=lambda one, _: bool(one.get("VPCOptions.SubnetIds"))
)
API_NAME_TLS = Law(name="Tls", says="speaks TLS 1.2 or later", holds=equals("SecurityPolicy", "TLS_1_2"))
NO_PUBLIC_ADDRESS = Law(
    name="Private", says="gives no public address", holds=lambda one, _: one.get("MapPublicIpOnLaunch") is not True
)


def _behind_firewall(resource: Resource, world: World) -> bool:
    names = f"restapis/${{{resource.stack.name}/{resource.get('RestApiId.Ref')}}}/stages/"
    return any(
        names in (arn := world.text(one.stack, one.get("ResourceArn"))) or resource in world.targets(one.stack, arn)
        for one in world.of("AWS::WAFv2::WebACLAssociation")
    )


def _flow_logged(resource: Resource, world: World) -> bool:
    return any(resource in world.targets(one.stack, one.get("ResourceId")) for one in world.of("AWS::EC2::FlowLog"))


BEHIND_FIREWALL = Law(name="Firewall", says="stands behind a firewall", holds=_behind_firewall)
FLOW_LOGGED = Law(name="FlowLogged", says="keeps a log of who spoke with whom", holds=_flow_logged)


def _edge_firewall(resource: Resource, world: World) -> bool:
    found = world.targets(resource.stack, resource.get("DistributionConfig.WebACLId"))
    return any(one.kind == "AWS::WAFv2::WebACL" for one in found)


def _origins_tls(resource: Resource, _: World) -> bool:
    origins = each(resource.get("DistributionConfig.Origins"))
    return all(
        one.get("OriginAccessControlId") or reach(one, "CustomOriginConfig.OriginProtocolPolicy") == "https-only"
        for one in origins
    )


def _firewall_logged(resource: Resource, world: World) -> bool:
    return any(
        resource in world.targets(one.stack, one.get("ResourceArn"))
        for one in world.of("AWS::WAFv2::LoggingConfiguration")
    )


EDGE_FIREWALL = Law(name="Firewall", says="stands behind a firewall", holds=_edge_firewall)
ORIGINS_TLS = Law(name="OriginsTls", says="asks its origins over TLS, and buckets by signature", holds=_origins_tls)
FIREWALL_LOGGED = Law(name="Logged", says="writes what it refused", holds=_firewall_logged)
