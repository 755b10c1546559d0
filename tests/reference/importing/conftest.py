"""A small country's running tables, and a folder into which new versions go."""

import shutil
from pathlib import Path

import pytest

from chalicelib.reference.importing import Facts, Request, bring_in, examine

HERE = Path(__file__).parent
FACTS = Facts(title="A title", source="An office", licence="Facts", retrieved="2026-03-01")


class Desk:
    """Where a data officer works: a data folder with the running tables."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def examine(self, content: bytes | str, table: str, **said):
        """What a file says, checked alone."""
        return examine(_bytes(content), Request(table=table, **said), self.data)

    def bring(self, content: bytes | str, table: str, version: str, **said):
        """What comes of a file."""
        return bring_in(_bytes(content), Request(table=table, version=version, **{"facts": FACTS} | said), self.data)

    def listing(self) -> dict[str, bytes]:
        """Every file and its bytes."""
        return {
            str(path.relative_to(self.data)): path.read_bytes()
            for path in sorted(self.data.rglob("*"))
            if path.is_file()
        }

    def body(self, table: str, version: str) -> list[list[str]]:
        """Column names and rows of a version, as written."""
        lines = (self.data / table / f"{version}.tsv").read_text().splitlines()
        return [line.split("\t") for line in lines if not line.startswith("# ")]


def _bytes(content: bytes | str) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


@pytest.fixture
def desk(tmp_path):
    return Desk(Path(shutil.copytree(HERE / "running", tmp_path / "data")))


@pytest.fixture(scope="session")
def shared_desk(tmp_path_factory):
    """One that nobody writes to."""
    return Desk(Path(shutil.copytree(HERE / "running", tmp_path_factory.mktemp("reading") / "data")))
