"""Writing a new version of a table: all of it or nothing, and never over another one."""

import errno
import os
import secrets
from pathlib import Path

from chalicelib.reference.importing.examining import Content


class NotWritten(Exception):
    """The version could not be written; nothing has changed. Says why."""


def text_of(content: Content) -> bytes:
    """Return the bytes of the table file."""
    head = (f"# {key}: {text}" for key, text in content.head)
    rows = ("\t".join(cells) for cells in (content.columns, *content.lines))
    return "".join(f"{line}\n" for line in (*head, *rows)).encode()


def write(content: Content, name: str, version: str, data: Path) -> Path:
    """Write version ``version`` of table ``name`` below ``data`` and return its file. Raises `NotWritten`.

    The file is made beside its place under a name that no table has, is brought to the disk, and only then gets its
    own name, which fails when the version exists meanwhile. Whoever dies in between leaves every version as it was.
    """
    target = data / name / f"{version}.tsv"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            _to_disk(part, text_of(content))
            publish(part, target)
        finally:
            part.unlink(missing_ok=True)
        _folder_to_disk(target.parent)
    except OSError as problem:
        raise NotWritten(_why(problem, target)) from problem
    return target


def publish(part: Path, target: Path) -> None:
    """Give ``part`` the name ``target`` in one step. Raises FileExistsError, and OSError.

    A second link to the file, and not a renaming: that would replace a version that another process has just written.
    """
    os.link(part, target)


def _to_disk(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _why(problem: OSError, target: Path) -> str:
    if isinstance(problem, FileExistsError):
        return f"{target} exists and is never changed"
    return f"{target}: {os.strerror(problem.errno or errno.EIO)}"
