"""The web application firewall: the rules of `security.waf` as a web ACL, with its log. See docs/firewall.md."""

from enum import StrEnum

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra_cdk.constructs.edge_proof import edge_proof
from infra_cdk.constructs.firewall_rules import bodies, rule, seen
from infra_cdk.constructs.names import own_name
from infra_cdk.deployment import Deployment, Place
from security.waf.groups import TELLING
from security.waf.parameters import Parameters
from security.waf.places import EDGE_HEADER
from security.waf.rules import rules

REDACTED = ("authorization", "cookie", "signature", "signature-input", "idempotency-key", EDGE_HEADER)
"""Headers that no log keeps. The query is not kept either: what people search for is theirs."""


class Kind(StrEnum):
    """What is protected: a stage of API Gateway in its region, or a distribution (its ACL stands in us-east-1)."""

    REGIONAL = "REGIONAL"
    CLOUDFRONT = "CLOUDFRONT"


class Firewall(Construct):
    """``arn`` of the web ACL, ``name`` for metrics and alarms; `protect` puts it before a stage of API Gateway."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        of: Place | Deployment,
        kind: Kind,
        *,
        key: kms.IKey,
        hosts: tuple[str, ...] = (),
    ) -> None:
        """Make the ACL and its log.

        ``key`` encrypts the log and admits the log service. ``hosts``: names under which the protected thing is called;
        by default those of the interface in this place, or of the web site.
        """
        super().__init__(scope, id)
        self._deployment = of.deployment if isinstance(of, Place) else of
        self.name = self._deployment.prefix + ("edge" if kind is Kind.CLOUDFRONT else "api")
        # What the edge has judged by its caller's address arrives with a proof.
        proof = edge_proof(self._deployment) if kind is Kind.REGIONAL else ""
        self.parameters = parameters(self._deployment, hosts or _hosts(of, kind), proof)
        self._acl = self._make(kind)
        self.log = self._log(key)
        self._write_log()

    @property
    def arn(self) -> str:
        """ARN of the web ACL."""
        return self._acl.attr_arn

    def protect(self, stage_arn: str) -> waf.CfnWebACLAssociation:
        """Put the ACL before a stage of API Gateway."""
        return waf.CfnWebACLAssociation(self, "Association", resource_arn=stage_arn, web_acl_arn=self.arn)

    def _make(self, kind: Kind) -> waf.CfnWebACL:
        return waf.CfnWebACL(
            self,
            "Acl",
            name=self.name,
            description="Rules of security/waf, described in docs/firewall.md",
            scope=kind.value,
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            rules=[rule(entry, priority) for priority, entry in enumerate(rules(self.parameters))],
            custom_response_bodies=bodies(),
            data_protection_config=_protected(),
            visibility_config=seen(self.name),
        )

    @property
    def _log_name(self) -> str:
        # AWS WAF writes to groups whose names begin so, and to no others.
        return f"aws-waf-logs-{self.name}"

    def _log(self, key: kms.IKey) -> logs.CfnLogGroup:
        group = logs.CfnLogGroup(
            self,
            "Log",
            log_group_name=self._log_name,
            kms_key_id=key.key_arn,
            retention_in_days=self._deployment.capacity.log_days,
        )
        kept = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        group.apply_removal_policy(kept if self._deployment.protected else RemovalPolicy.DESTROY)
        return group

    def _write_log(self) -> None:
        logging = waf.CfnLoggingConfiguration
        stack = Stack.of(self)
        destination = f"arn:{stack.partition}:logs:{stack.region}:{stack.account}:log-group:{self._log_name}"
        configuration = logging(
            self,
            "Logging",
            resource_arn=self.arn,
            log_destination_configs=[destination],
            redacted_fields=[
                *(logging.FieldToMatchProperty(single_header={"Name": name}) for name in REDACTED),
                logging.FieldToMatchProperty(query_string={}),
            ],
            logging_filter=_kept(),
        )
        configuration.node.add_dependency(self.log)


def parameters(deployment: Deployment, hosts: tuple[str, ...], proof: str = "") -> Parameters:
    """Return what the rules must be told of ``deployment``."""
    return Parameters(
        hosts=hosts,
        by_address=deployment.capacity.requests_by_address,
        by_partner=deployment.capacity.requests_by_partner,
        countries=deployment.countries,
        bot_control=deployment.bot_control,
        edge_proof=proof,
    )


def _hosts(of: Place | Deployment, kind: Kind) -> tuple[str, ...]:
    deployment = of.deployment if isinstance(of, Place) else of
    if kind is Kind.CLOUDFRONT:
        return (deployment.domain,)
    own = (own_name(of),) if isinstance(of, Place) else ()
    return (deployment.api_domain, *own)


def _protected() -> waf.CfnWebACL.DataProtectionConfigProperty:
    """Return what AWS WAF keeps from every log, sample and list of counted keys."""
    acl = waf.CfnWebACL
    fields = [
        acl.FieldToProtectProperty(field_type="SINGLE_HEADER", field_keys=list(REDACTED)),
        acl.FieldToProtectProperty(field_type="QUERY_STRING"),
    ]
    return acl.DataProtectionConfigProperty(
        data_protections=[acl.DataProtectProperty(action="SUBSTITUTION", field=field) for field in fields]
    )


def _kept() -> dict[str, object]:
    """Return which requests are logged: refused ones, and those that a managed rule suspects.

    The others are counted in metrics. A log of who signed in from where would be a record of people's lives.
    """
    conditions = [
        {"ActionCondition": {"Action": "BLOCK"}},
        *({"LabelNameCondition": {"LabelName": label}} for label in TELLING),
    ]
    kept = {"Behavior": "KEEP", "Requirement": "MEETS_ANY", "Conditions": conditions}
    return {"DefaultBehavior": "DROP", "Filters": [kept]}
