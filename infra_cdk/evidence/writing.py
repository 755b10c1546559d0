"""Evidence as a folder: a file for each piece, an index to read, and a manifest with the digest of every file."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from infra_cdk.evidence.collected import Collected, Incomplete, Missing, Piece
from infra_cdk.evidence.controls import Control, controls

INDEX, MANIFEST = "index.md", "manifest.json"


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A piece in its file; ``missing``: why it, or a part of it, could not be collected, "" when all was."""

    piece: Piece
    file: str
    missing: str


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """SHA-256 of a file, in hexadecimal digits."""

    file: str
    sha256: str


def write(given: Collected, folder: Path, pieces: Sequence[Piece]) -> tuple[Written, ...]:
    """Write ``pieces`` into ``folder``, which holds nothing else afterwards, and return what was written.

    Equal states give equal bytes: nothing in them says when or where they were written.
    """
    if folder.exists():
        _replaceable(folder)
    contents = tuple((piece, piece.make(given)) for piece in pieces)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    written = tuple(_written(piece, content, folder) for piece, content in contents)
    (folder / INDEX).write_text(index(given, written, controls()), encoding="utf-8")
    digests = [_digest(folder / name) for name in sorted([INDEX, *(one.file for one in written)])]
    (folder / MANIFEST).write_bytes(_pretty(digests))
    return written


def index(given: Collected, written: Sequence[Written], shown: Sequence[Control]) -> str:
    """Return the index as Markdown."""
    deployment = given.world.deployment
    told = [
        f"# Evidence of {deployment.name}-{deployment.stage}",
        "",
        f"Of the deployment as it would be made from the source, judged on {given.day.isoformat()}. `manifest.json`",
        "has the SHA-256 of every file; `sha256sum` tells the same. What a running account holds is shown by AWS",
        "Config, Security Hub and AWS Backup themselves: this folder says what they should show.",
        "",
        "| file | what it shows | collected |",
        "|---|---|---|",
        *(f"| [{one.file}]({one.file}) | {one.piece.shows} | {one.missing or 'yes'} |" for one in written),
        "",
        "## Controls of ISO/IEC 27001:2022, Annex A",
        "",
        "| control | shown by |",
        "|---|---|",
        *_rows(shown, {one.piece.name: one.file for one in written}),
    ]
    return "\n".join(told) + "\n"


def _rows(shown: Sequence[Control], files: dict[str, str]) -> Iterator[str]:
    for control in shown:
        links = ", ".join(f"[{name}]({files[name]})" if name in files else name for name in control.evidence)
        yield f"| {control.key} | {'. '.join(part for part in (links, control.reason) if part)} |"


def _replaceable(folder: Path) -> None:
    """Raise ``FileExistsError`` for a folder that is neither empty nor an earlier collection."""
    if any(folder.iterdir()) and not (folder / MANIFEST).exists():
        raise FileExistsError(f"{folder} holds something else than evidence; name another folder or empty it")


def _written(piece: Piece, content: object, folder: Path) -> Written:
    file = folder / f"{piece.name}.json"
    file.write_bytes(_pretty(content))
    missing = content.reason if isinstance(content, Incomplete | Missing) else ""
    return Written(piece=piece, file=file.name, missing=missing)


def _digest(file: Path) -> Digest:
    return Digest(file=file.name, sha256=hashlib.sha256(file.read_bytes()).hexdigest())


def _pretty(content: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content, order="deterministic"), indent=2) + b"\n"
