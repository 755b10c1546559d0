"""The bucket: signed uploads and downloads, reading what was uploaded, removal. Keys start with the person's id."""

from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from chalicelib.documents.model import MAXIMUM_BYTES, Document
from chalicelib.settings import Objects, read

if TYPE_CHECKING:
    from chalicelib.documents.scanning import Verdict

UPLOAD_SECONDS = 600
DOWNLOAD_SECONDS = 300
_PREFIX = "people/"
_NO_MATCH = ("PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey", "404", "412", "409")


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """How to upload: POST a multipart form to ``url`` with ``fields`` first and the file as field ``file`` last."""

    url: str
    fields: dict[str, str]
    expires_in: int


class ReplacedMeanwhile(RuntimeError):
    """Another file was put in the place of the one that was read."""


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """What lay in the bucket when it was read, which version of the file it was, and by what it is told from others."""

    content: bytes
    version: str | None = None
    tag: str = ""


class Files(Protocol):
    """What the capability asks of an object store."""

    def upload(self, document: Document) -> Upload:
        """Return a signed form for exactly this document, good for `UPLOAD_SECONDS`."""
        ...

    def download(self, document: Document) -> str:
        """Return an address of the version that was checked, good for `DOWNLOAD_SECONDS`."""
        ...

    def read(self, key: str) -> StoredFile | None:
        """Return at most one byte more than is allowed, ``None`` when there is no such file."""
        ...

    def verdict(self, key: str) -> "Verdict | None":
        """Return what the scan for malware found, ``None`` while it has not, or when there is no such file."""
        ...

    def replace(self, key: str, file: StoredFile, content: bytes) -> None:
        """Put ``content`` in the place of ``file``, and let that version go.

        Raises `ReplacedMeanwhile` when another one lies there by now; then nothing was changed.
        """
        ...

    def remove(self, person_id: str, document_id: str = "") -> None:
        """Remove one document's file, in all versions, or all of a person."""
        ...


def key_of(person_id: str, document_id: str) -> str:
    """Return the object's key."""
    return f"{_PREFIX}{person_id}/{document_id}"


def owner_of(key: str) -> tuple[str, str] | None:
    """Return the person and document that ``key`` belongs to, ``None`` for a key of another form."""
    parts = key.removeprefix(_PREFIX).split("/")
    return (parts[0], parts[1]) if key.startswith(_PREFIX) and len(parts) == 2 else None


class BucketFiles:
    """Files in S3."""

    def __init__(self, client: Any, bucket: str, *, scanned: bool = False) -> None:  # noqa: ANN401 - boto3
        """Use the boto3 ``client`` of ``s3``; where nothing is ``scanned``, everything counts as clean."""
        self._client, self._bucket, self._scanned = client, bucket, scanned

    def upload(self, document: Document) -> Upload:
        """Sign a form that S3 accepts only for this key, type and size."""
        media_type = document.media_type.value
        form = self._client.generate_presigned_post(
            self._bucket,
            key_of(document.person_id, document.id),
            Fields={"Content-Type": media_type},
            Conditions=[{"Content-Type": media_type}, ["content-length-range", 1, MAXIMUM_BYTES]],
            ExpiresIn=UPLOAD_SECONDS,
        )
        return Upload(url=form["url"], fields=form["fields"], expires_in=UPLOAD_SECONDS)

    def download(self, document: Document) -> str:
        """Sign an address that serves the checked version as an attachment of its checked type."""
        parameters = {
            "Bucket": self._bucket,
            "Key": key_of(document.person_id, document.id),
            "ResponseContentType": document.media_type.value,
            "ResponseContentDisposition": "attachment",
        }
        if document.stored_version is not None:
            parameters["VersionId"] = document.stored_version
        address: str = self._client.generate_presigned_url("get_object", Params=parameters, ExpiresIn=DOWNLOAD_SECONDS)
        return address

    def read(self, key: str) -> StoredFile | None:
        """Read the file from the bucket, never more than a byte over the limit."""
        from botocore.exceptions import ClientError

        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                return None
            raise
        with answer["Body"] as body:
            content = body.read(MAXIMUM_BYTES + 1)
        return StoredFile(content=content, version=answer.get("VersionId"), tag=answer["ETag"])

    def replace(self, key: str, file: StoredFile, content: bytes) -> None:
        """Put the new one on the condition that the old one still lies there, then remove that version alone."""
        from botocore.exceptions import ClientError

        from chalicelib.documents.content import sniff

        found = sniff(content)
        kind = {"ContentType": found.value} if found else {}
        try:
            self._client.put_object(Bucket=self._bucket, Key=key, Body=content, IfMatch=file.tag, **kind)
        except ClientError as error:
            if error.response["Error"]["Code"] in _NO_MATCH:
                raise ReplacedMeanwhile(key) from error
            raise
        if file.version is not None:
            self._delete([{"Key": key, "VersionId": file.version}])

    def verdict(self, key: str) -> "Verdict | None":
        """Read the tag that the scan leaves."""
        from botocore.exceptions import ClientError

        from chalicelib.documents.scanning import TAG, Verdict

        if not self._scanned:
            return Verdict.CLEAN
        try:
            tags = self._client.get_object_tagging(Bucket=self._bucket, Key=key)["TagSet"]
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                return None
            raise
        return next((Verdict(tag["Value"]) for tag in tags if tag["Key"] == TAG), None)

    def remove(self, person_id: str, document_id: str = "") -> None:
        """Remove every version, since a delete marker alone would keep the data; then leave a marker.

        Only markers are copied to a bucket in another region, where they let the copies expire.
        """
        pages = self._client.get_paginator("list_object_versions").paginate(
            Bucket=self._bucket, Prefix=key_of(person_id, document_id)
        )
        for page in pages:
            found = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
            doomed = [{"Key": entry["Key"], "VersionId": entry["VersionId"]} for entry in found]
            if doomed:
                self._delete(doomed)
                self._delete([{"Key": key} for key in sorted({entry["Key"] for entry in found})])

    def _delete(self, doomed: list[dict[str, str]]) -> None:
        answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": doomed, "Quiet": True})
        if answer.get("Errors"):
            raise RuntimeError(f"{len(answer['Errors'])} objects were not deleted")


def files() -> Files:
    """Return this deployment's bucket."""
    from chalicelib.aws import client

    objects = read(Objects)
    return BucketFiles(client("s3"), objects.documents_bucket, scanned=objects.documents_scanned)
