"""Bringing a new version of a table in: read whole, compared, written beside the others."""

from pathlib import Path

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.reference import files
from chalicelib.reference.current import current_version
from chalicelib.reference.files import TableFile
from chalicelib.reference.importing.differing import Difference, difference
from chalicelib.reference.importing.examining import Examined, Request, examine
from chalicelib.reference.importing.layouts import running
from chalicelib.reference.importing.writing import write


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a file: ``path`` and ``difference`` when it was brought in, None when it was refused.

    ``running`` is the version that is read where none is named, after as before; ``listed`` the one that the public
    interface lists, which is the newest of tables that no module reads.
    """

    examined: Examined
    path: str | None
    running: str
    listed: str
    difference: Difference | None


def bring_in(content: bytes, request: Request, data: Path = files.DATA, clock: Clock = SYSTEM_CLOCK) -> Imported:
    """Write a new version of a table from an official file, or tell everything that is wrong with it.

    ``request`` has to state version and facts. Raises BadTable when the running version cannot be read, `NotWritten`
    when the disk refuses; a version that exists is never touched.
    """
    if request.version is None or request.facts is None:
        raise ValueError("a version and the facts of its origin have to be stated")
    examined = examine(content, request, data, clock)
    before = running(request.table, data)
    if examined.content is None or before is None:
        version = before.version if before else ""
        return Imported(examined=examined, path=None, running=version, listed=version, difference=None)
    path = write(examined.content, request.table, request.version, data)
    return Imported(
        examined=examined,
        path=str(path),
        running=before.version,
        listed=_listed(before, data, clock),
        difference=difference(before, files.read(request.table, request.version, data), data),
    )


def _listed(before: TableFile, data: Path, clock: Clock) -> str:
    """Return the current version by the project's rules; in a folder that did not have the table, still the old one."""
    there = before.version in files.versions(before.name, data)
    return current_version(before.name, data, clock) if there else before.version
