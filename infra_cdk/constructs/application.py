"""The functions and the interface, as Chalice declares them, with what the deployment adds to each function."""

import contextlib
import tempfile
from collections.abc import Mapping
from pathlib import Path

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from chalice.cdk import Chalice
from chalice.utils import to_cfn_resource_name
from constructs import Construct

from infra_cdk.constructs.function_parts import FunctionParts
from infra_cdk.constructs.network import Network
from infra_cdk.constructs.numpy import numpy_version
from infra_cdk.deployment import Place
from infra_cdk.functions.specs import API, FUNCTIONS, Function
from infra_cdk.functions.surroundings import Arns, Surroundings
from infra_cdk.packaging.package import packaged
from infra_cdk.packaging.staging import Target

_API_ID = "APIHandler"


class Application(Chalice):
    """Chalice's own construct on the package that every place and process shares.

    ``functions``, ``parts``, ``roles`` and ``log_groups`` by the name that Chalice gives a function. Names in AWS
    follow from the place: see `function_name`.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        place: Place,
        around: Surroundings,
        key: kms.IKey,
        network: Network | None = None,
        roles: Mapping[str, iam.IRole] | None = None,
    ) -> None:
        """Include the packaged app and complete each function; ``key`` encrypts logs and variables.

        Without a ``network`` the functions stand outside of any. ``roles`` has those that are there already, by the
        function's name.
        """
        self._place = place
        with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(scratch):
            Path("chalice.out").mkdir()
            super().__init__(scope, id, source_dir=scratch)
        self.functions = {each.name: self.get_resource(logical_id(each.name)) for each in FUNCTIONS}
        self.roles: dict[str, iam.IRole] = {}
        self.log_groups: dict[str, logs.LogGroup] = {}
        self._numpy = numpy_version(self, "NumPy", place)
        arns = Arns(place=place, around=around)
        self.parts = {
            each.name: FunctionParts(self, each, arns, key, network, (roles or {}).get(each.name)) for each in FUNCTIONS
        }
        for function in FUNCTIONS:
            self._complete(function, self.parts[function.name])

    def function_name(self, name: str) -> str:
        """Return the name in AWS of the function that Chalice calls ``name``."""
        return self._place.named(name)

    def _complete(self, function: Function, parts: FunctionParts) -> None:
        self.roles[function.name], self.log_groups[function.name] = parts.role, parts.log_group
        packaged_function = self.functions[function.name]
        if function.numeric:
            packaged_function.add_property_override("Layers", [self._numpy.ref])
        # A function in a network is refused while its role may not make network interfaces yet.
        packaged_function.node.add_dependency(parts)
        for path, value in parts.properties.items():
            if value is None:
                packaged_function.add_property_deletion_override(path)
            else:
                packaged_function.add_property_override(path, value)

    def _package_app(self) -> None:
        """Take the package that was built once, where Chalice would build one for each construct."""
        self._sam_package_dir = str(packaged(Target(architecture=self._place.deployment.architecture)))


def logical_id(name: str) -> str:
    """Return the logical identifier that Chalice gives to its function ``name``."""
    return _API_ID if name == API else str(to_cfn_resource_name(name))
