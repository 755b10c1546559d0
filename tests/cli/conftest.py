"""One platform for all tests of commands, and a way to run a command on it."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from local.cli.main import app
from tests.e2e.served import Served


class Ran:
    """A command that ended."""

    def __init__(self, result) -> None:
        self.code = result.exit_code
        self.out, self.err = result.stdout, result.stderr
        self._error = result.exception

    @property
    def json(self):
        """The one document on standard output."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    def good(self) -> "Ran":
        """Fail unless the command did what it was asked."""
        assert self.code == 0, f"{self.out}\n{self.err}\n{self._error!r}"
        return self


def command(*arguments: object, **environment: str) -> Ran:
    """Run a command in this process; its messages are not wrapped."""
    given = {"COLUMNS": "200", "NO_COLOR": "1", **environment}
    cleared = dict.fromkeys(("PADAN_URL", "PADAN_DATA", "FORCE_COLOR"))
    return Ran(CliRunner().invoke(app, [str(part) for part in arguments], env={**cleared, **given}))


class Running:
    """The platform and its data folder."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.data: Path = served.data
        self.url: str = served.url

    def __call__(self, *arguments: object, **environment: str) -> Ran:
        """Run a command on the platform."""
        return command(*arguments, PADAN_URL=self.url, PADAN_DATA=str(self.data), **environment)

    def client(self, token: str | None = None):
        """An HTTP client of the platform."""
        return self.served.client(token)


@pytest.fixture(scope="session")
def padan(tmp_path_factory):
    """Commands on a running platform without sample data."""
    served = Served(tmp_path_factory.mktemp("cli") / "data", "embedded")
    served.data.mkdir()
    with pytest.MonkeyPatch.context() as environment:
        # One day is all that a test has; what more days do is tried apart from a platform.
        environment.setenv("PADAN_LEARNING_DAYS", "1")
        served.start()
    yield Running(served)
    if served.process.poll() is None:
        assert served.stop() == 0


@pytest.fixture(autouse=True)
def _nothing_reads_the_environment_of_the_developer(monkeypatch):
    for name in ("PADAN_URL", "PADAN_DATA"):
        monkeypatch.delenv(name, raising=False)
    assert "PADAN_URL" not in os.environ
