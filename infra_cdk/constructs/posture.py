"""What watches the account in one region: threats, standards, access from outside, configurations."""

from aws_cdk import aws_accessanalyzer as accessanalyzer
from aws_cdk import aws_guardduty as guardduty
from aws_cdk import aws_kms as kms
from aws_cdk import aws_securityhub as securityhub
from constructs import Construct

from infra_cdk.constructs.backup_tests import protected_framework
from infra_cdk.constructs.configuration import Configuration
from infra_cdk.deployment import Place

FEATURES = ("S3_DATA_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING", "EBS_MALWARE_PROTECTION")
STANDARDS = ("aws-foundational-security-best-practices/v/1.0.0", "nist-800-53/v/5.0.0")


class Posture(Construct):
    """Made once for an account and region, by the deployment whose ``account_wide`` says so."""

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Make them all; what they find is told by `infra_cdk.monitoring`."""
        super().__init__(scope, id)
        self.detector = guardduty.CfnDetector(
            self,
            "Detector",
            enable=True,
            finding_publishing_frequency="FIFTEEN_MINUTES",
            features=[
                guardduty.CfnDetector.CFNFeatureConfigurationProperty(name=name, status="ENABLED") for name in FEATURES
            ],
        )
        self.configuration = Configuration(self, "Configuration", place, key)
        self._standards(place)
        protected_framework(self, place).node.add_dependency(self.configuration)
        accessanalyzer.CfnAnalyzer(self, "Analyzer", type="ACCOUNT", analyzer_name=place.named("access"))

    def _standards(self, place: Place) -> None:
        hub = securityhub.CfnHub(
            self,
            "Hub",
            auto_enable_controls=True,
            control_finding_generator="SECURITY_CONTROL",
            enable_default_standards=False,
        )
        hub.node.add_dependency(self.configuration.recorder)
        for standard in STANDARDS:
            arn = f"arn:aws:securityhub:{place.region}::standards/{standard}"
            made = securityhub.CfnStandard(self, standard.partition("/")[0], standards_arn=arn)
            made.node.add_dependency(hub)
