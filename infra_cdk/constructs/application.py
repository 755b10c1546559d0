"""The functions and the interface, as Chalice declares them."""

import contextlib
from pathlib import Path

from chalice.cdk import Chalice
from constructs import Construct

from infra_cdk.deployment import Place
from infra_cdk.packaging.staging import ROOT, Target, stage_source

BUILD = ROOT / "build"


class Application(Chalice):  # type: ignore[misc]
    """Chalice's own construct on a source folder that is staged for this deployment."""

    def __init__(self, scope: Construct, id: str, place: Place, environment: dict[str, str]) -> None:
        """Package the app with ``environment`` for every function."""
        target = Target(architecture=place.deployment.architecture, stage=place.deployment.stage)
        source = stage_source(BUILD / "cdk" / place.stack("source"), target)
        with contextlib.chdir(_folder(BUILD / "cdk")):
            super().__init__(scope, id, source_dir=str(source), stage_config={"environment_variables": environment})


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path
