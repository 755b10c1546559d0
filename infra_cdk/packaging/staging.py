"""Stages the source as Chalice packages it.

Chalice takes ``app.py``, ``chalicelib/``, ``vendor/`` and requirements, and leaves every sibling out without a word.
So the rooms beside ``chalicelib/`` are staged under ``vendor/``, from where they unpack at the root of the package.
"""

import json
import re
import shutil
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent.parent
VENDORED = ("functions", "search", "security")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")
_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)==(?P<rest>[^\s\\]+(?:\s*;[^\\]*)?)")


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """What is built: processor architecture in Lambda's words, stage, memory in MB and time-out in seconds."""

    architecture: str = "arm64"
    stage: str = "pilot"
    memory: int = 512
    timeout: int = 29


def stage_source(folder: Path, target: Target) -> Path:
    """Write a clean source folder at ``folder`` and return it; whatever stood there is replaced."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy2(ROOT / "app.py", folder / "app.py")
    shutil.copytree(ROOT / "chalicelib", folder / "chalicelib", ignore=LEFT_OUT)
    for room in VENDORED:
        shutil.copytree(ROOT / room, folder / "vendor" / room, ignore=LEFT_OUT)
    lock = (ROOT / "requirements" / "functions.lock").read_text()
    (folder / "requirements.txt").write_text(pins(lock))
    _configure(folder / ".chalice", target)
    return folder


def pins(lock: str) -> str:
    """Return the ``name==version`` lines of a lock file: Chalice's resolver reads no hashes."""
    found = (_PINNED.match(line) for line in lock.splitlines())
    return "".join(f"{match['name']}=={match['rest'].strip()}\n" for match in found if match)


def _configure(folder: Path, target: Target) -> None:
    folder.mkdir()
    config = {
        "version": "2.0",
        "app_name": "padan",
        "lambda_architecture": target.architecture,
        "lambda_memory_size": target.memory,
        "lambda_timeout": target.timeout,
        "api_gateway_endpoint_type": "REGIONAL",
        "autogen_policy": False,
        "iam_policy_file": "policy.json",
        "xray": True,
        "stages": {target.stage: {"api_gateway_stage": "api"}},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2))
    shutil.copy2(Path(__file__).parent.parent / "policies" / "function.json", folder / "policy.json")
