"""How long each function takes to start, against the bare interpreter on the same machine at the same time."""

import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from infra_cdk.rehearsal.rehearsal import Rehearsal

_RUNS = 3
_SECONDS = 60.0
_START = "import sys; sys.path.insert(0, sys.argv[1]); module, _, name = sys.argv[2].rpartition('.'); " + (
    "getattr(__import__(module, fromlist=[name]), name)"
)


class ColdStart(msgspec.Struct, frozen=True, kw_only=True):
    """One function: seconds from nothing to a loaded handler, and how many times the bare interpreter's that is."""

    function: str
    seconds: float
    times_bare: float


def cold_starts(rehearsal: Rehearsal) -> tuple[ColdStart, ...]:
    """Start every deployed function of the home region as Lambda does: a fresh interpreter that loads the handler.

    The package is unpacked once before; the emulator's own unpacking at each start says nothing about Lambda.
    """
    region = rehearsal.deployment.home_region
    pages = rehearsal.clients("lambda", region).get_paginator("list_functions").paginate()
    functions = [function for page in pages for function in page["Functions"]]
    ours = [each for each in functions if "PADAN_STAGE" in each.get("Environment", {}).get("Variables", {})]
    folder = _unpacked(rehearsal)
    bare = _median([_interpreter(), "-I", "-c", "pass"], {})
    return tuple(
        _cold_start(function, folder, bare) for function in sorted(ours, key=lambda each: each["FunctionName"])
    )


def _cold_start(function: dict[str, object], folder: Path, bare: float) -> ColdStart:
    told = function["Environment"]["Variables"]  # type: ignore[index]
    command = [_interpreter(), "-s", "-c", _START, str(folder), str(function["Handler"])]
    seconds = _median(command, {**told, "AWS_REGION": "ap-southeast-3", "AWS_LAMBDA_FUNCTION_NAME": "cold"})
    return ColdStart(
        function=str(function["FunctionName"]), seconds=round(seconds, 3), times_bare=round(seconds / bare, 1)
    )


def _median(command: Sequence[str], environment: dict[str, str]) -> float:
    # The first run compiles modules, as the package's builder or Lambda's own cache would have.
    return statistics.median([_once(command, environment) for _ in range(_RUNS + 1)][1:])


def _once(command: Sequence[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=environment, check=True, timeout=_SECONDS, capture_output=True)  # noqa: S603 - ours
    return time.perf_counter() - began


def _unpacked(rehearsal: Rehearsal) -> Path:
    """Unpack the package that the functions were deployed from; it is by far the largest asset."""
    folder = rehearsal.folder / "package"
    assets = sorted((rehearsal.folder / "assembly").glob("asset.*.zip"), key=lambda file: file.stat().st_size)
    with zipfile.ZipFile(assets[-1]) as package:
        package.extractall(folder)
    return folder


def _interpreter() -> str:
    return str(getattr(sys, "_base_executable", sys.executable))
