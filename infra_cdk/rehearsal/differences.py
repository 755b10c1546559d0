"""Everything in which the rehearsed stacks differ from the deployed ones, in one place, each with its reason.

A resource type that the emulator comes to know must leave `TAKEN_OUT`, and one that it does not know must enter it:
`infra_cdk.rehearsal.copying.check` fails otherwise.
"""

import msgspec

POOL = "AWS::Cognito::UserPool"


class TakenOut(msgspec.Struct, frozen=True, kw_only=True):
    """A resource type that is not deployed, and why that takes nothing from what is rehearsed."""

    type: str
    reason: str


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """An attribute that the emulator does not give; ``value`` may hold ``{ref}`` (the resource) and ``{region}``."""

    type: str
    name: str
    value: str
    reason: str


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """A variable of every function that must lead to this machine; ``value`` names what the rehearsal fills in.

    ``{emulator}``, ``{search}``: addresses; ``{pool}``: whatever the function is told as its user pool.
    """

    name: str
    value: str
    reason: str


TAKEN_OUT: tuple[TakenOut, ...] = (
    TakenOut(type="AWS::Backup::BackupSelection", reason="The emulator keeps plans and vaults, but makes no backups."),
    TakenOut(type="AWS::Backup::Framework", reason="As the selection: nothing is there to be audited."),
    TakenOut(type="AWS::Backup::RestoreTestingPlan", reason="As the selection; `make drill` restores a table."),
    TakenOut(type="AWS::Backup::RestoreTestingSelection", reason="As the restore testing plan."),
    TakenOut(
        type="AWS::CodeDeploy::Application",
        reason="The emulator has no CodeDeploy: an alias moves to a new version at once, without stages.",
    ),
    TakenOut(type="AWS::CodeDeploy::DeploymentGroup", reason="As the application; its alarms exist all the same."),
    TakenOut(type="AWS::EC2::EIP", reason="Address of a way out; functions run on this machine."),
    TakenOut(type="AWS::EC2::FlowLog", reason="No packets flow through the emulated network."),
    TakenOut(type="AWS::EC2::NatGateway", reason="Way out of the network; functions run on this machine."),
    TakenOut(
        type="AWS::EC2::SecurityGroupIngress",
        reason="No packets flow through the emulated network; the rules are checked in the template.",
    ),
    TakenOut(
        type="AWS::GuardDuty::MalwareProtectionPlan",
        reason="The emulator has no GuardDuty; the rehearsal marks an upload as its scan would.",
    ),
    TakenOut(
        type="AWS::KMS::ReplicaKey",
        reason="The emulator copies a key by a call, which the rehearsal makes; the copy has the key's id, as in AWS.",
    ),
    TakenOut(
        type="Custom::CrossRegionExportWriter",
        reason="Functions of Node.js in the emulator know their own region alone; the rehearsal carries the values.",
    ),
    TakenOut(type="Custom::CrossRegionExportReader", reason="As the writer."),
    TakenOut(type="AWS::Route53::HealthCheck", reason="Route 53 asks from outside; clients here follow the drill."),
    TakenOut(type="AWS::SSM::Association", reason="Keeps settings of the account that nothing here depends on."),
    TakenOut(type="AWS::Logs::Delivery", reason="Logs of the edge and the index; the emulator delivers none."),
    TakenOut(type="AWS::Logs::DeliveryDestination", reason="As the delivery."),
    TakenOut(type="AWS::Logs::DeliverySource", reason="As the delivery."),
    TakenOut(
        type="AWS::WAFv2::LoggingConfiguration",
        reason="The emulator keeps a web ACL, but lets it judge nothing; tests replay requests against the rules.",
    ),
    TakenOut(type="AWS::WAFv2::WebACLAssociation", reason="As the logging configuration."),
    TakenOut(
        type="AWS::CloudWatch::CompositeAlarm",
        reason="The alarms that it combines are made; nothing rings here.",
    ),
    TakenOut(type="AWS::Logs::QueryDefinition", reason="A saved query of the operator's."),
    TakenOut(type="AWS::Synthetics::Canary", reason="The rehearsal's own journey asks more than the canary does."),
    TakenOut(type="AWS::XRay::Group", reason="The emulator keeps no traces."),
    TakenOut(type="AWS::XRay::SamplingRule", reason="As the group."),
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
            value=f"token{number}.{suffix}",
            reason="The emulator signs no mail; the records of the zone get names and values of the right form.",
        )
        for number in (1, 2, 3)
        for part, suffix in (("Name", "_domainkey.padan.example"), ("Value", "dkim.amazonses.com"))
    ),
)

VARIABLES: tuple[Variable, ...] = (
    Variable(name="PADAN_SEARCH_URL", value="{search}", reason="The index is a real OpenSearch on this machine."),
    Variable(
        name="PADAN_KEYS_URL",
        value="{emulator}/{pool}/.well-known/jwks.json",
        reason="The keys of the pool's tokens are the emulator's.",
    ),
)
