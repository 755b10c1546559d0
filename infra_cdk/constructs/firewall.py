"""The web application firewall: the rules of `security.waf` as a web ACL, with its log. See docs/firewall.md."""

from enum import StrEnum

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra_cdk.constructs.firewall_rules import bodies, rule, seen
from infra_cdk.constructs.names import own_name
from infra_cdk.deployment import Deployment, Place
from security.waf.groups import TELLING
from security.waf.parameters import Parameters
from security.waf.rules import rules

REDACTED = ("authorization", "cookie", "signature", "signature-input", "idempotency-key")
"""Headers that no log keeps. The query is not kept either: what people search for is theirs."""

_DELETION_DAYS = 30


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
        hosts: tuple[str, ...] = (),
        key: kms.IKey | None = None,
        sees_callers: bool = True,
    ) -> None:
        """Make the ACL and its log.

        ``hosts``: names under which the protected thing is called (default: those of the interface in this place, or
        of the web site). ``key`` encrypts the log and must admit the log service; by default the log has its own.
        ``sees_callers``: False behind a proxy (see `security.waf.parameters`).
        """
        super().__init__(scope, id)
        self._deployment = of.deployment if isinstance(of, Place) else of
        self.name = self._deployment.prefix + ("edge" if kind is Kind.CLOUDFRONT else "api")
        self.parameters = parameters(self._deployment, hosts or _hosts(of, kind), sees_callers=sees_callers)
        self._acl = self._make(kind)
        self.log = self._log(key or self._key())
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

    def _key(self) -> kms.Key:
        key = kms.Key(
            self,
            "Key",
            description="Encrypts the log of the firewall",
            enable_key_rotation=True,
            pending_window=Duration.days(_DELETION_DAYS),
            removal_policy=RemovalPolicy.RETAIN,
        )
        region, account = Stack.of(self).region, self._deployment.account
        group = f"arn:aws:logs:{region}:{account}:log-group:{self._log_name}"
        key.add_to_resource_policy(
            iam.PolicyStatement(
                sid="Log",
                principals=[iam.ServicePrincipal(f"logs.{region}.amazonaws.com")],
                actions=["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
                resources=["*"],
                conditions={"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": group}},
            )
        )
        return key

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
        group.apply_removal_policy(RemovalPolicy.RETAIN)
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


def parameters(deployment: Deployment, hosts: tuple[str, ...], *, sees_callers: bool = True) -> Parameters:
    """Return what the rules must be told of ``deployment``."""
    return Parameters(
        hosts=hosts,
        by_address=deployment.capacity.requests_by_address,
        by_partner=deployment.capacity.requests_by_partner,
        countries=deployment.countries,
        bot_control=deployment.bot_control,
        sees_callers=sees_callers,
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
