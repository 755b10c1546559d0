"""Stages the source as Chalice packages it.

Chalice takes ``app.py``, ``chalicelib/``, ``vendor/`` and requirements, and leaves every sibling out without a word.
So the rooms beside ``chalicelib/`` are staged under ``vendor/``, from where they unpack at the root of the package.
"""

import json
import re
import shutil
from pathlib import Path

import msgspec

from chalicelib.reference.compiling import write as write_compiled

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build"
VENDORED = ("functions", "search", "security")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "compiled")
COMPILED = Path("chalicelib", "reference", "compiled")
"""Never copied from the working tree, where it may be of other tables: it is compiled into what is staged."""
_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)==(?P<rest>[^\s\\]+(?:\s*;[^\\]*)?)")
_ROLE = "arn:aws:iam::000000000000:role/given-by-the-stack"
"""Stands in the packaged template until the stack names the role of each function; Chalice insists on one."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """What is built: the processor architecture in Lambda's words. All else is said by the stacks."""

    architecture: str = "arm64"


def stage_source(folder: Path, target: Target) -> Path:
    """Write a clean source folder at ``folder`` and return it; whatever stood there is replaced."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copyfile(ROOT / "app.py", folder / "app.py")
    shutil.copytree(ROOT / "chalicelib", folder / "chalicelib", ignore=LEFT_OUT)
    write_compiled(folder / COMPILED)
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
        "api_gateway_endpoint_type": "REGIONAL",
        "api_gateway_stage": "api",
        "autogen_policy": False,
        "manage_iam_role": False,
        "iam_role_arn": _ROLE,
        "xray": True,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2))
