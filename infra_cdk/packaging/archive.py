"""Zip files that have the same bytes whenever their files have the same contents."""

import shutil
import zipfile
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16
"""A plain file that everybody may read: Lambda runs as a user of its own."""
_UNIX = 3


def write_archive(archive: Path, folder: Path, base: Path | None = None) -> None:
    """Write every file under ``folder`` into ``archive``, sorted by path, after the entries of the zip ``base``."""
    if base is not None:
        shutil.copyfile(base, archive)
    with zipfile.ZipFile(archive, "a" if base is not None else "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            _add(opened, path.relative_to(folder).as_posix(), path.read_bytes())


def _add(opened: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.external_attr, entry.create_system = _READABLE, _UNIX
    opened.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
