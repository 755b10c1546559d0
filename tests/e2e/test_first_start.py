"""The first start of a newcomer: sample data, and commands to try that work as they are printed."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from infra_cdk.canary.python import probe
from local.seed.first import PEOPLE, VACANCIES
from tests.e2e.served import Served, eventually

PROJECT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.emulator


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    platform = Served(tmp_path_factory.mktemp("fresh") / "data", "embedded", seed=True)
    platform.data.mkdir()
    platform.start()
    yield platform
    if platform.process.poll() is None:
        assert platform.stop() == 0


def _said(platform):
    return (platform.data.parent / "serve.err").read_text()


def _total(platform):
    with platform.client() as client:
        return client.get("/v1/vacancies").json()["total"]


def test_a_fresh_platform_is_filled_once(fresh):
    filled = re.search(r"(\d+) vacancies and (\d+) people, all invented", _said(fresh))
    vacancies, people = (int(part) for part in filled.groups())
    assert (people, vacancies > 0.9 * VACANCIES) == (PEOPLE, True)
    assert eventually(lambda: _total(fresh) == vacancies)
    assert fresh.stop() == 0
    fresh.start()
    assert _total(fresh) == vacancies
    assert _said(fresh).count("all invented") == 1


def test_everything_to_try_works_as_printed(fresh, tmp_path):
    printed = _said(fresh).partition("Try next:")[2]
    lines = [line.strip() for line in printed.splitlines() if ".venv/bin/padan" in line or "curl" in line]
    assert len(lines) == 5
    for line in lines:
        here = re.sub(r"http://127\.0\.0\.1:\d+", fresh.url, line)
        if here.startswith("curl"):
            _ask(here, tmp_path)
        else:
            assert "private key" in _run(here, tmp_path)
    with fresh.client() as client:
        for path in ("/docs", "/dev/mail", "/"):
            assert client.get(path).status_code == 200


def test_whoever_looks_from_outside_sees_it_through(fresh, monkeypatch):
    monkeypatch.setenv(probe.ADDRESS, fresh.url)
    monkeypatch.setenv(probe.WORDS, "kasir")
    assert re.fullmatch(r"healthy; described; \d+ found for 'kasir'; vac_\w+ opened", probe.handler({}, None))


def _ask(line, folder):
    """Do what a line with curl does; the machine need not have it."""
    inner = re.search(r"\$\((.*?)\)", line)
    headers = {"Authorization": f"Bearer {_run(inner[1], folder).strip()}"} if inner else {}
    address = shlex.split(line)[-1]
    answer = httpx.get(address, headers=headers, trust_env=False, timeout=30)
    assert answer.status_code == 200, f"{line}: {answer.text}"


def _run(line, folder):
    """Run a line with the command; the interpreter is ours."""
    program, *arguments = shlex.split(line)
    assert program == ".venv/bin/padan"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PADAN_")}
    command = [sys.executable, "-c", "from local.cli import main; main()", *arguments]
    environment = {**kept, "PADAN_DATA": str(folder)}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=120, cwd=PROJECT, check=False
    )
    assert done.returncode == 0, f"{line}: {done.stderr}"
    return done.stdout
