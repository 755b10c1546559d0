"""One rehearsal: an account, an index, and the deployment in it, from an empty folder to an empty folder."""

import contextlib
import json
import logging
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import msgspec

from infra_cdk.assembly import SynthesizedStack, read_assembly
from infra_cdk.command import EDGE_REGION
from infra_cdk.deployment import Place, read_deployment
from infra_cdk.drills.table_completing import apply
from infra_cdk.drills.table_settings import TABLE, settings_of
from infra_cdk.rehearsal import account, client, deploying
from infra_cdk.rehearsal.cloud import Cloud
from infra_cdk.rehearsal.commands import of_account, run
from infra_cdk.rehearsal.completing import reserve
from infra_cdk.rehearsal.copying import Addresses, CopiedStack, copy_assembly
from infra_cdk.rehearsal.crossing import carry, exports
from infra_cdk.rehearsal.differences import SOURCES
from local.engines.opensearch import OpenSearch

_TASK_SECONDS = 180
_TABLE_SECONDS = 30.0
"""The emulator gives a table what it is told to within a request."""
_SCANNED = "GuardDuty Malware Protection Object Scan Result"


class Took(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds that each part of the deployment took."""

    synthesis: float
    bootstrap: float
    deployment: float


class Rehearsal:
    """A context manager that deploys on entry and leaves nothing behind."""

    def __init__(self, **changes: object) -> None:
        """``changes`` to the fields of the rehearsed deployment."""
        self._stack = contextlib.ExitStack()
        self._changes = changes
        self.stacks: tuple[CopiedStack, ...] = ()

    def __enter__(self) -> "Rehearsal":
        # One line for each request would hide what a person wants to read.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        with contextlib.ExitStack() as stack:
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="padan-rehearsal-")))
            self.log = self.folder / "commands.log"
            self.cloud = stack.enter_context(Cloud(self.folder / "cloud"))
            self._changes["hosted_zone"] = hosted_zone(self.endpoint)
            self._decide()
            self._start(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def endpoint(self) -> str:
        """Address of the account."""
        return self.cloud.url

    def clients(self, service: str, region: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
        """Return a client of ``service`` in ``region`` of the account."""
        return account.client(service, self.endpoint, region)

    def mark_scanned(self, key: str) -> None:
        """Do what GuardDuty does when it found no malware in the uploaded document ``key``: tag it and say so."""
        place = self.deployment.home
        bucket, status = place.bucket("documents"), "NO_THREATS_FOUND"
        tags = {"TagSet": [{"Key": "GuardDutyMalwareScanStatus", "Value": status}]}
        self.clients("s3", place.region).put_object_tagging(Bucket=bucket, Key=key, Tagging=tags)
        detail = {
            "s3ObjectDetails": {"bucketName": bucket, "objectKey": key},
            "scanResultDetails": {"scanResultStatus": status},
        }
        event = {"Source": SOURCES[0].stand_in, "DetailType": _SCANNED, "Detail": json.dumps(detail)}
        self.clients("events", place.region).put_events(Entries=[event])

    def change(self, command: Sequence[str]) -> None:
        """Change the deployment file as an administrator does: by ``command``, whose last word is to be the file."""
        run([*command, str(self.file)], self.log, {}, _TASK_SECONDS)
        self.deployment = read_deployment(self.file)

    def redeploy(self, stacks: Sequence[str]) -> None:
        """Deploy some ``stacks`` (and options of the CDK's command line) of what the deployment file says now."""
        name = f"again-{time.monotonic_ns()}"
        assembly, _ = self._synthesize(name)
        copy_assembly(assembly, self.folder / f"{name}-copy", self._addresses())
        region = self.deployment.home_region
        deploying.deploy(self.folder / f"{name}-copy", self.endpoint, region, self.log, stacks)

    def public(self, place: Place | None = None) -> httpx.Client:
        """Return a client of the public interface, as ``place`` (the home region without one) serves it."""
        return client.public(place or self.deployment.home, self.endpoint)

    def operate(self, task: str, *arguments: str) -> bytes:
        """Run an administrative task and return its result, a line of JSON."""
        return self.module("infra_cdk.operate", str(self.file), task, *arguments)

    def module(self, name: str, *arguments: str) -> bytes:
        """Run a program of the project on the account and return the last line of what it wrote."""
        command = [sys.executable, "-m", name, *arguments]
        environment = of_account(self.endpoint, self.deployment.home_region) | {"PYTHONPATH": str(deploying.PROJECT)}
        return run(command, self.log, environment, _TASK_SECONDS).encode().splitlines()[-1]

    def _decide(self) -> None:
        """Write the deployment file that an administrator would."""
        self.file = deploying.variant(self.folder / "deployment.toml", **self._changes)
        self.deployment = read_deployment(self.file)

    def _start(self, stack: contextlib.ExitStack) -> None:
        self.opensearch = OpenSearch(self.folder / "opensearch")
        with ThreadPoolExecutor(1) as pool:
            stack.callback(self.opensearch.stop)
            index = pool.submit(self.opensearch.start)
            assembly, synthesis = self._synthesize("assembly")
            index.result()
        began = time.monotonic()
        deploying.bootstrap(self.deployment, self.endpoint, self.log)
        bootstrap = time.monotonic() - began
        self.took = Took(synthesis=synthesis, bootstrap=bootstrap, deployment=self._put(assembly, "first"))

    def _synthesize(self, name: str) -> tuple[Path, float]:
        began = time.monotonic()
        folder = deploying.synthesize(self.file, self.folder / name, self.log)
        return folder, time.monotonic() - began

    def _put(self, assembly: Path, name: str) -> float:
        self.stacks = copy_assembly(assembly, self.folder / name, self._addresses())
        began = time.monotonic()
        self._in_waves(read_assembly(assembly), self.folder / name)
        return time.monotonic() - began

    def _addresses(self) -> Addresses:
        return Addresses(emulator=self.endpoint, search=self.opensearch.url)

    def _in_waves(self, stacks: tuple[SynthesizedStack, ...], folder: Path) -> None:
        """Deploy; in between do what CloudFormation does in AWS and the emulator's does not."""
        givers = tuple(stack.name for stack in stacks if any(exports(stack)))
        tables = settings_of(stacks)
        owners = tuple(stack.name for stack in stacks if TABLE in {r["Type"] for r in stack.resources.values()})
        home = self.deployment.home_region
        deploying.deploy(folder, self.endpoint, home, self.log, givers)
        carry(stacks, self.endpoint)
        deploying.deploy(folder, self.endpoint, home, self.log, owners)
        for settings in tables.values():
            apply(settings, self.clients, _TABLE_SECONDS)
        deploying.deploy(folder, self.endpoint, home, self.log)
        reserve(stacks, self.clients)


def hosted_zone(endpoint: str) -> str:
    """Make the domain's zone, which an administrator has before the first deploy; return its identifier."""
    domain = str(tomllib.loads(deploying.REHEARSAL.read_text())["domain"])
    zones = account.client("route53", endpoint, EDGE_REGION)
    made = zones.create_hosted_zone(Name=domain, CallerReference=domain)["HostedZone"]["Id"]
    return str(made).rpartition("/")[2]


def of_type(stacks: Sequence[CopiedStack], taken_out: bool = False) -> dict[str, int]:
    """Return how many resources of each type the stacks made, or how many were taken out."""
    totals: dict[str, int] = {}
    for stack in stacks:
        for kind, count in (stack.taken_out if taken_out else stack.kept).items():
            totals[kind] = totals.get(kind, 0) + count
    return dict(sorted(totals.items()))
