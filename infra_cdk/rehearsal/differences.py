"""Everything in which the rehearsed stacks differ from the deployed ones, in one place, each with its reason.

A resource type that the emulator comes to know must leave `TAKEN_OUT`, and one that it does not know must enter it:
`infra_cdk.rehearsal.copying.check` fails otherwise.
"""

import msgspec

POOL = "AWS::Cognito::UserPool"


class TakenOut(msgspec.Struct, frozen=True, kw_only=True):
    """A resource type that is not deployed, and why that takes nothing from what is rehearsed.

    ``having``: only resources with this property; the others of the type are deployed.
    """

    type: str
    reason: str
    having: str = ""


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """An attribute that the emulator does not give; ``value`` may hold ``{ref}`` (the resource) and ``{region}``."""

    type: str
    name: str
    value: str
    reason: str


class Property(msgspec.Struct, frozen=True, kw_only=True):
    """A property that a resource gets another value for."""

    type: str
    name: str
    value: str | int | bool | tuple[str, ...] | None
    reason: str


class EventSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source of events that rules wait for under another name."""

    name: str
    stand_in: str
    reason: str


class Permission(msgspec.Struct, frozen=True, kw_only=True):
    """What changes in statements on an action.

    ``anywhere``: they hold for every resource; ``keys``: without conditions on these; ``also``: for more actions.
    """

    action: str
    anywhere: bool = False
    keys: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    reason: str


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """A variable of every function that must lead to this machine; ``value`` names what the rehearsal fills in.

    ``{emulator}``, ``{search}``: addresses; ``{pool}``: whatever the function is told as its user pool; ``{region}``;
    ``{told}``: what the stack tells it.
    """

    name: str
    value: str
    reason: str


def _of(reason: str, *types: str) -> tuple[TakenOut, ...]:
    return tuple(TakenOut(type=kind, reason=reason) for kind in types)


TAKEN_OUT: tuple[TakenOut, ...] = (
    *_of(
        "The emulator keeps plans and vaults, but makes no backups; the drill restores a table.",
        "AWS::Backup::BackupSelection",
        "AWS::Backup::Framework",
        "AWS::Backup::RestoreTestingPlan",
        "AWS::Backup::RestoreTestingSelection",
    ),
    *_of(
        "The emulator has no CodeDeploy: an alias moves to a new version at once, without stages.",
        "AWS::CodeDeploy::Application",
        "AWS::CodeDeploy::DeploymentGroup",
    ),
    *_of(
        "Functions run on this machine: no packet flows through the emulated network.",
        "AWS::EC2::EIP",
        "AWS::EC2::FlowLog",
        "AWS::EC2::NatGateway",
        "AWS::EC2::SecurityGroupIngress",
    ),
    *_of(
        "Watches over the account, which here is the emulator's memory; templates are checked instead.",
        "AWS::AccessAnalyzer::Analyzer",
        "AWS::CloudTrail::Trail",
        "AWS::Config::ConfigRule",
        "AWS::Config::ConfigurationRecorder",
        "AWS::Config::DeliveryChannel",
        "AWS::GuardDuty::Detector",
        "AWS::SSM::Association",
        "AWS::SecurityHub::Hub",
        "AWS::SecurityHub::Standard",
    ),
    *_of(
        "Nothing is paid for here.",
        "AWS::Budgets::Budget",
        "AWS::CE::AnomalyMonitor",
        "AWS::CE::AnomalySubscription",
    ),
    *_of(
        "The emulator has no GuardDuty; the rehearsal marks an upload as its scan would.",
        "AWS::GuardDuty::MalwareProtectionPlan",
    ),
    *_of(
        "The emulator copies a key by a call, which the rehearsal makes; the copy has the key's id, as in AWS.",
        "AWS::KMS::ReplicaKey",
    ),
    *_of(
        "Functions of Node.js in the emulator know their own region alone; the rehearsal carries the values.",
        "Custom::CrossRegionExportWriter",
        "Custom::CrossRegionExportReader",
    ),
    *_of(
        "The emulator delivers no logs of the edge and of the index.",
        "AWS::Logs::Delivery",
        "AWS::Logs::DeliveryDestination",
        "AWS::Logs::DeliverySource",
    ),
    *_of(
        "The emulator keeps a web ACL, but lets it judge nothing; tests replay requests against the rules.",
        "AWS::WAFv2::LoggingConfiguration",
        "AWS::WAFv2::WebACLAssociation",
    ),
    *_of("The alarms that it combines are made; nothing rings here.", "AWS::CloudWatch::CompositeAlarm"),
    TakenOut(
        type="AWS::CloudWatch::Alarm",
        having="Metrics",
        reason="The emulator makes alarms on one metric, not on what is computed of several.",
    ),
    *_of("A saved query of the operator's.", "AWS::Logs::QueryDefinition"),
    *_of("The rehearsal's own journey asks more than the canary does.", "AWS::Synthetics::Canary"),
    *_of("The emulator keeps no traces.", "AWS::XRay::Group", "AWS::XRay::SamplingRule"),
    *_of("Route 53 asks from outside; clients here follow the drill.", "AWS::Route53::HealthCheck"),
)

ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute(
        type=POOL,
        name="ProviderURL",
        value="https://cognito-idp.{region}.amazonaws.com/{ref}",
        reason="The emulator names the issuer in its tokens like AWS, but does not give it as an attribute.",
    ),
    Attribute(
        type=POOL,
        name="ProviderName",
        value="cognito-idp.{region}.amazonaws.com/{ref}",
        reason="As ProviderURL.",
    ),
    *(
        Attribute(
            type="AWS::SES::EmailIdentity",
            name=f"DkimDNSToken{part}{number}",
            value=f"{{region}}-{number}.{suffix}",
            reason="The emulator signs no mail; the records of the zone get names and values of the right form.",
        )
        for number in (1, 2, 3)
        for part, suffix in (("Name", "_domainkey.padan.example"), ("Value", "dkim.amazonses.com"))
    ),
)

_NO_SECURITY = "The local OpenSearch has no security plug-in: whom it lets do what is not rehearsed."

PROPERTIES: tuple[Property, ...] = (
    Property(type="Custom::Indices", name="Users", value=(), reason=_NO_SECURITY),
    Property(type="Custom::Indices", name="Administrators", value=(), reason=_NO_SECURITY),
)

PERMISSIONS: tuple[Permission, ...] = (
    Permission(
        action="ses:SendEmail",
        anywhere=True,
        keys=("ses:FromAddress",),
        reason="The emulator knows neither which identity a mail is sent by nor its sender when it asks for rights.",
    ),
    *(
        Permission(
            action=action,
            keys=("kms:EncryptionContext:service", "kms:EncryptionContext:use"),
            reason="The emulator binds a data key to its context, which it does not know when it asks for rights.",
        )
        for action in ("kms:Decrypt", "kms:GenerateDataKey")
    ),
    Permission(
        action="sqs:SendMessage",
        also=("sqs:SendMessageBatch",),
        reason="In AWS the right to send is the right to send several; the emulator has a right of its own for that.",
    ),
)

SOURCES: tuple[EventSource, ...] = (
    EventSource(
        name="aws.guardduty",
        stand_in="rehearsal.guardduty",
        reason="Nobody but AWS may send events in its name; the rehearsal sends what GuardDuty would.",
    ),
)

VARIABLES: tuple[Variable, ...] = (
    Variable(name="PADAN_SEARCH_URL", value="{search}", reason="The index is a real OpenSearch on this machine."),
    Variable(
        name="PADAN_INDEX_PREFIX",
        value="{told}{region}-",
        reason="One OpenSearch holds the indices of both regions.",
    ),
    Variable(
        name="PADAN_KEYS_URL",
        value="{emulator}/{pool}/.well-known/jwks.json",
        reason="The keys of the pool's tokens are the emulator's.",
    ),
)
