"""How a new version of a function replaces the old one: step by step, and back again when an alarm sounds."""

from collections.abc import Iterable

import msgspec
from aws_cdk import CfnResource
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra_cdk.deployment import Place

ALIAS = "live"
"""What callers and event sources are bound to: the version that serves."""


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How traffic moves to a new version, in CodeDeploy's words: of the interface's function, and of all others."""

    interface: str
    workers: str


PACES: dict[str, Pace] = {
    "pilot": Pace(interface="Canary10Percent5Minutes", workers="AllAtOnce"),
    "national": Pace(interface="Canary10Percent15Minutes", workers="Canary10Percent5Minutes"),
    "worknet": Pace(interface="Linear10PercentEvery3Minutes", workers="Canary10Percent5Minutes"),
}
"""By size: a pilot has too few events for a tenth of them to tell anything."""


def alarm_of(place: Place, function: str) -> str:
    """Return the name of the alarm on errors of the live version of ``function`` (its Chalice name)."""
    return place.named(f"{function}-errors-live")


class Delivery(Construct):
    """Publishes functions behind the alias `ALIAS`, with the role by which CodeDeploy moves it."""

    def __init__(self, scope: Construct, id: str, place: Place) -> None:
        """Make the role; its policy is the managed one's without what hooks and topics would need."""
        super().__init__(scope, id)
        self._place = place
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("codedeploy.amazonaws.com"))
        functions = f"arn:aws:lambda:{place.region}:{place.deployment.account}:function:{place.named('*')}"
        moving = iam.PolicyStatement(
            actions=["lambda:GetAlias", "lambda:UpdateAlias", "lambda:GetProvisionedConcurrencyConfig"],
            resources=[functions],
        )
        # Alarms are described by no resource; the plan of a deployment lies in a bucket of CloudFormation's.
        watching = iam.PolicyStatement(actions=["cloudwatch:DescribeAlarms"], resources=["*"])
        reading = iam.PolicyStatement(
            actions=["s3:GetObject", "s3:GetObjectVersion"], resources=["arn:aws:s3:::*/CodeDeploy/*"]
        )
        iam.ManagedPolicy(self, "Policy", statements=[moving, watching, reading], roles=[self.role])

    def publish(self, function: CfnResource, alarms: Iterable[str], *, interface: bool = False) -> None:
        """Have ``function`` (as SAM) served by its alias, moved at the size's pace while all ``alarms`` are quiet."""
        pace = PACES[self._place.deployment.size]
        preference: dict[str, object] = {
            "Type": pace.interface if interface else pace.workers,
            "Alarms": sorted(alarms),
            "Role": self.role.role_arn,
        }
        function.add_property_override("AutoPublishAlias", ALIAS)
        # A changed setting is a new version as well, and goes the same way.
        function.add_property_override("AutoPublishAliasAllProperties", True)
        # The source makes any version again; kept versions would fill the region's quota of code.
        function.add_property_override("VersionDeletionPolicy", "Delete")
        function.add_property_override("DeploymentPreference", preference)
        # A standby starts its instances when it is needed: the first requests wait a second or two, and nothing idles.
        if interface and self._place.is_active and (warm := self._place.deployment.capacity.warm):
            function.add_property_override("ProvisionedConcurrencyConfig", {"ProvisionedConcurrentExecutions": warm})
