"""What of a file was sent already, so that an interrupted push goes on where it stopped."""

import hashlib
import secrets
from pathlib import Path

import msgspec

from local.push.parts import Part


class Progress(msgspec.Struct, kw_only=True):
    """``run`` tells this push of a file from an earlier, complete one; ``receipts`` by the digest of their part."""

    run: str
    receipts: dict[str, str] = {}


class Journal:
    """Receipts of the parts that were sent, kept in the data folder until the push is complete."""

    def __init__(self, path: Path) -> None:
        """Go on with what an earlier attempt noted at ``path``; an unreadable journal counts as none."""
        self._path = path
        self._progress = _read(path) or Progress(run=secrets.token_hex(8))
        self._write()

    @classmethod
    def of(cls, data: Path, partner: str, file: Path) -> "Journal":
        """Return the journal of pushing ``file`` for ``partner``."""
        name = hashlib.sha256(f"{partner}\n{file.resolve()}".encode()).hexdigest()[:24]
        return cls(data / "pushes" / f"{name}.json")

    def key_of(self, part: Part) -> str:
        """Return the Idempotency-Key of ``part``: the same over interruptions, another for the next push."""
        return f"{self._progress.run}-{part.digest}"

    def receipt_of(self, part: Part) -> str | None:
        """Return the receipt that answered ``part``, or ``None`` when it was not sent."""
        return self._progress.receipts.get(part.digest)

    def note(self, part: Part, receipt: str) -> None:
        """Remember the receipt of ``part``, durably."""
        self._progress.receipts[part.digest] = receipt
        self._write()

    def forget(self) -> None:
        """The push is complete: the same file may be pushed anew."""
        self._path.unlink(missing_ok=True)

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(self._progress))
        fresh.replace(self._path)


def _read(path: Path) -> Progress | None:
    if not path.is_file():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Progress)
    except msgspec.DecodeError:
        return None
