"""The functions and the interface, as Chalice declares them."""

import contextlib
import json
import tempfile
from pathlib import Path

from aws_cdk import CfnResource
from aws_cdk import aws_iam as iam
from chalice.cdk import Chalice
from constructs import Construct

from infra_cdk.deployment import Place
from infra_cdk.packaging.package import packaged
from infra_cdk.packaging.staging import Target

FUNCTION = "AWS::Serverless::Function"
_POLICY = Path(__file__).parent.parent / "policies" / "function.json"


class Application(Chalice):  # type: ignore[misc]
    """Chalice's own construct on the package that every place and process shares."""

    def __init__(self, scope: Construct, id: str, place: Place, environment: dict[str, str]) -> None:
        """Include the packaged app, with ``environment`` for every function."""
        self._place = place
        with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(scratch):
            Path("chalice.out").mkdir()
            super().__init__(scope, id, source_dir=scratch)
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            inline_policies={"function": iam.PolicyDocument.from_json(json.loads(_POLICY.read_text()))},
        )
        for resource in self.node.find_all():
            if CfnResource.is_cfn_resource(resource) and resource.cfn_resource_type == FUNCTION:
                resource.add_property_override("Environment.Variables", environment)
                resource.add_property_override("Role", role.role_arn)
                resource.add_property_override("MemorySize", 512)
                resource.add_property_override("Timeout", 29)

    def _package_app(self) -> None:
        """Take the package that was built once, where Chalice would build one for each construct."""
        self._sam_package_dir = str(packaged(Target(architecture=self._place.deployment.architecture)))
