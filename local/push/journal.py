"""What of a file was sent already, so that an interrupted push goes on where it stopped."""

import hashlib
from pathlib import Path

import msgspec

from local.push.parts import Part


class Journal:
    """Receipts by the digest of the part they answer, kept in the data folder until the push is complete."""

    def __init__(self, path: Path) -> None:
        """Read what an earlier attempt noted at ``path``; an unreadable journal counts as none."""
        self._path = path
        self._receipts: dict[str, str] = {}
        if path.is_file():
            try:
                self._receipts = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
            except msgspec.DecodeError:
                self._receipts = {}

    @classmethod
    def of(cls, data: Path, partner: str, file: Path) -> "Journal":
        """Return the journal of pushing ``file`` for ``partner``."""
        name = hashlib.sha256(f"{partner}\n{file.resolve()}".encode()).hexdigest()[:24]
        return cls(data / "pushes" / f"{name}.json")

    def receipt_of(self, part: Part) -> str | None:
        """Return the receipt that answered ``part``, or ``None`` when it was not sent."""
        return self._receipts.get(part.digest)

    def note(self, part: Part, receipt: str) -> None:
        """Remember the receipt of ``part``, durably."""
        self._receipts[part.digest] = receipt
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(self._receipts))
        fresh.replace(self._path)

    def forget(self) -> None:
        """The push is complete: the same file may be pushed anew."""
        self._path.unlink(missing_ok=True)
