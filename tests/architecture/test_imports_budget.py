"""What a cold start may load. Counted in modules, not in time: the same on every machine."""

import functools
import json
import subprocess
import sys

import pytest

from tests.architecture.imports import ROOT

MOST_MODULES = 104
"""Modules that `import app` may load beside boto3, chalice and pynamodb. Think twice before you raise it.

Thirteen are msgspec's. Each capability costs two that only register: its deferred exports and its blueprint. What a
request asks and answers stands in modules of its own, which are imported with the first request.
"""

HEAVY = (
    "aws_xray_sdk",
    "cryptography",
    "docx",
    "hypothesis",
    "http_message_signatures",
    "http_sf",
    "jsonschema",
    "jwt",
    "lxml",
    "marisa_trie",
    "numpy",
    "opensearchpy",
    "phonenumbers",
    "pydantic",
    "pynamodb",
    "pypdf",
    "rapidfuzz",
    "requests",
    "rich",
    "snowballstemmer",
    "tantivy",
    "typer",
    "uvicorn",
)
OURS_LATER = (
    "chalicelib.employers.registering",
    "chalicelib.notifications.delivering",
    "chalicelib.idempotency",
    "chalicelib.outbox",
    "chalicelib.partners.intake",
    "chalicelib.partners.translation",
    "chalicelib.reference",
    "chalicelib.tables",
    "chalicelib.vacancies.posting",
    "functions.console",
    "functions.openapi",
    "local",
    "search",
    "security.signatures",
    "security.vault",
)
"""Of our own, what is needed by some operations alone."""

EVENT_MODULES = ("functions.indexing", "functions.intake", "functions.notifying")


@functools.cache
def loaded(names: str) -> frozenset[str]:
    """The modules in a fresh interpreter after importing ``names``."""
    program = f"import sys, json; import {names}; print(json.dumps(sorted(sys.modules)))"
    environment = {"AWS_DEFAULT_REGION": "ap-southeast-3", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=True, cwd=ROOT)
    return frozenset(json.loads(run.stdout))


def under(package: str, modules: frozenset[str]) -> list[str]:
    return sorted(name for name in modules if name == package or name.startswith(f"{package}."))


@pytest.mark.parametrize("package", HEAVY)
def test_the_app_loads_nothing_heavy(package):
    assert not under(package, loaded("app"))


@pytest.mark.parametrize("package", OURS_LATER)
def test_the_app_loads_no_use_case_before_its_time(package):
    assert not under(package, loaded("app"))


@pytest.mark.parametrize("module", EVENT_MODULES)
@pytest.mark.parametrize("package", HEAVY)
def test_an_event_function_loads_nothing_heavy(module, package):
    assert not under(package, loaded(module))


def test_the_number_of_modules_is_bounded():
    more = loaded("boto3, chalice, pynamodb, app") - loaded("boto3, chalice, pynamodb")
    assert len(more) <= MOST_MODULES, f"{len(more)}: {sorted(more)}"


def test_the_reader_sees_what_is_loaded():
    assert under("json", loaded("json")) == ["json", "json.decoder", "json.encoder", "json.scanner"]
    assert under("cryptography", loaded("security.signatures, cryptography.fernet"))
