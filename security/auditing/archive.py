"""Where exported chains lie: a bucket that locks what is written, or a folder that holds a copy of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from chalicelib import aws
from chalicelib.settings import Objects, read

_TAKEN = frozenset({"PreconditionFailed", "412", "ConditionalRequestConflict", "409"})
_GONE = frozenset({"NoSuchKey", "404"})


class Archive(Protocol):
    """Objects that are written once."""

    def versions(self) -> Iterator[tuple[str, int]]:
        """Yield every name with how often something was written or deleted under it."""
        ...

    def read(self, name: str) -> bytes | None:
        """Return an object, ``None`` where there is none."""
        ...

    def add(self, name: str, content: bytes) -> bool:
        """Write an object unless there is one; returns whether there was none."""
        ...


class BucketArchive:
    """Objects of a bucket under ``prefix``."""

    def __init__(self, bucket: str, prefix: str = "") -> None:
        """Use ``bucket``."""
        self._bucket, self._prefix = bucket, prefix

    def versions(self) -> Iterator[tuple[str, int]]:
        """Count the versions and the marks of deletion, which a lock does not keep anybody from adding."""
        counts: dict[str, int] = {}
        pages = self._client.get_paginator("list_object_versions").paginate(Bucket=self._bucket, Prefix=self._prefix)
        for page in pages:
            for found in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                name = found["Key"].removeprefix(self._prefix)
                counts[name] = counts.get(name, 0) + 1
        yield from counts.items()

    def read(self, name: str) -> bytes | None:
        """Get an object."""
        from botocore.exceptions import ClientError

        try:
            content: bytes = self._client.get_object(Bucket=self._bucket, Key=self._prefix + name)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                return None
            raise
        return content

    def add(self, name: str, content: bytes) -> bool:
        """Put an object on the condition that there is none; S3 locks it by the bucket's own rule."""
        from botocore.exceptions import ClientError

        try:
            self._client.put_object(Bucket=self._bucket, Key=self._prefix + name, Body=content, IfNoneMatch="*")
        except ClientError as error:
            if error.response["Error"]["Code"] in _TAKEN:
                return False
            raise
        return True

    @property
    def _client(self) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
        return aws.client("s3")


class FolderArchive:
    """Files of a folder: a copy of the bucket that somebody took away to look at."""

    def __init__(self, root: Path) -> None:
        """Use ``root``."""
        self._root = root

    def versions(self) -> Iterator[tuple[str, int]]:
        """Count each file once."""
        for path in sorted(self._root.rglob("*")):
            if path.is_file():
                yield path.relative_to(self._root).as_posix(), 1

    def read(self, name: str) -> bytes | None:
        """Read a file."""
        path = self._root / name
        return path.read_bytes() if path.is_file() else None

    def add(self, name: str, content: bytes) -> bool:
        """Write a file that is not there."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as opened:
                opened.write(content)
        except FileExistsError:
            return False
        return True


def archive() -> Archive:
    """Return the archive of this deployment."""
    return BucketArchive(read(Objects).audit_bucket)
