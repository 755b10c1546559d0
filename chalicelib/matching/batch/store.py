"""Where a run's files are: a folder on one machine, or a part of a bucket. A file is there whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from chalicelib import aws
from chalicelib.matching.batch.blocks import digest

_NOTHING: dict[str, bytes | None] = {"404": None, "NoSuchKey": None, "NoSuchBucket": None, "InvalidRange": b""}
"""What is read where S3 has no object, nor on one machine a bucket for them, and behind the end of one."""
_CHANGED = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "OperationAborted", "NoSuchKey", "404"})
"""What S3 says where an object is not as it was read, is being written at this moment, or is gone."""


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it stood at one moment; ``tag`` is another one for another content."""

    content: bytes
    tag: str


class Store(Protocol):
    """Files by name; names have slashes and nothing else that a system might read in its own way."""

    def read(self, name: str, start: int = 0, length: int | None = None) -> bytes | None:
        """Return a file, or ``length`` bytes of it from ``start`` on; ``None`` when there is none."""
        ...

    def version(self, name: str) -> Version | None:
        """Return a file and what `replace` knows it by; ``None`` when there is none."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Put a file in the place of what stood there, all at once."""
        ...

    def replace(self, name: str, content: bytes, tag: str) -> bool:
        """Put a file in the place of the one with ``tag``; returns whether it was done: not, when another stands there.

        When the answer was lost on the way, a write that was done may be told as one that was not.
        """
        ...

    def remove(self, name: str) -> None:
        """Take a file away; one that is not there is gone already."""
        ...

    def within(self, name: str) -> "Store":
        """Return what stands under ``name``."""
        ...


class Folder:
    """Files of a folder. A file is written beside its place and renamed; what a killed process left over is unread."""

    def __init__(self, root: Path) -> None:
        """Use ``root``, which is made at the first write."""
        self.root = root

    def read(self, name: str, start: int = 0, length: int | None = None) -> bytes | None:
        """Return a file or a piece of it."""
        try:
            with (self.root / name).open("rb") as opened:
                opened.seek(start)
                return opened.read() if length is None else opened.read(length)
        except FileNotFoundError:
            return None

    def version(self, name: str) -> Version | None:
        """Return a file and its digest."""
        content = self.read(name)
        return None if content is None else Version(content=content, tag=digest(content))

    def write(self, name: str, content: bytes) -> None:
        """Write, bring to the disk, rename."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with _scratch(path) as opened:
            _write_all(opened, content)
            os.fsync(opened)

    def replace(self, name: str, content: bytes, tag: str) -> bool:
        """Compare and write while nobody else does; programs that only `write` are not waited for."""
        with _alone(self.root):
            found = self.version(name)
            if found is None or found.tag != tag:
                return False
            self.write(name, content)
            return True

    def remove(self, name: str) -> None:
        """Unlink it."""
        (self.root / name).unlink(missing_ok=True)

    def within(self, name: str) -> "Folder":
        """Return a folder of the folder."""
        return Folder(self.root / name)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder's lock, which ends with the process that holds it."""
    import fcntl

    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("wb") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _scratch(path: Path) -> Iterator[int]:
    opened, name = tempfile.mkstemp(prefix=".unfinished-", dir=path.parent)
    try:
        try:
            yield opened
        finally:
            os.close(opened)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_all(opened: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(opened, rest) :]


class Bucket:
    """Objects of a bucket under a prefix; S3 shows an object only when all of it has come."""

    def __init__(self, bucket: str, prefix: str) -> None:
        """Use the objects of ``bucket`` whose keys begin with ``prefix`` and a slash."""
        self._bucket, self._prefix = bucket, prefix

    def read(self, name: str, start: int = 0, length: int | None = None) -> bytes | None:
        """Get an object or a range of it."""
        from botocore.exceptions import ClientError

        wanted = {} if start == 0 and length is None else {"Range": _range(start, length)}
        try:
            return self._got(name, **wanted).content
        except ClientError as error:
            if (code := error.response["Error"]["Code"]) in _NOTHING:
                return _NOTHING[code]
            raise

    def version(self, name: str) -> Version | None:
        """Get an object and its entity tag."""
        from botocore.exceptions import ClientError

        try:
            return self._got(name)
        except ClientError as error:
            if error.response["Error"]["Code"] in _NOTHING:
                return None
            raise

    def write(self, name: str, content: bytes) -> None:
        """Put an object."""
        aws.client("s3").put_object(Bucket=self._bucket, Key=f"{self._prefix}/{name}", Body=content)

    def replace(self, name: str, content: bytes, tag: str) -> bool:
        """Put an object on S3's condition that the one there has the entity tag still."""
        from botocore.exceptions import ClientError

        key = f"{self._prefix}/{name}"
        try:
            aws.client("s3").put_object(Bucket=self._bucket, Key=key, Body=content, IfMatch=tag)
        except ClientError as error:
            if error.response["Error"]["Code"] in _CHANGED:
                return False
            raise
        return True

    def remove(self, name: str) -> None:
        """Delete the object."""
        aws.client("s3").delete_object(Bucket=self._bucket, Key=f"{self._prefix}/{name}")

    def within(self, name: str) -> "Bucket":
        """Return what stands under a longer prefix."""
        return Bucket(self._bucket, f"{self._prefix}/{name}")

    def _got(self, name: str, **wanted: str) -> Version:
        found = aws.client("s3").get_object(Bucket=self._bucket, Key=f"{self._prefix}/{name}", **wanted)
        return Version(content=found["Body"].read(), tag=found["ETag"])


def _range(start: int, length: int | None) -> str:
    return f"bytes={start}-" if length is None else f"bytes={start}-{start + length - 1}"
