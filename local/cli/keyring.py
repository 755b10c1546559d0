"""Partners' private keys in the data folder, readable by their owner only."""

import os
import re
from pathlib import Path

from local.cli.output import Exit, fail
from security.signatures import Algorithm, SigningKey

_ENDINGS = {Algorithm.ED25519: ".pem", Algorithm.HMAC_SHA256: ".secret"}
_UNSAFE = re.compile(r"[^a-z0-9]+")


def save_key(data: Path, name: str, key_id: str, private: bytes, algorithm: Algorithm = Algorithm.ED25519) -> Path:
    """Keep a private key (PEM, or the bytes of a shared secret) and return its path; older ones stay beside it."""
    folder = _folder(data, name)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{key_id}{_ENDINGS[algorithm]}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private)
    return path.resolve()


def load_key(data: Path, name: str) -> SigningKey:
    """Return the newest key of partner ``name``; ends the command when there is none."""
    algorithms = {ending: algorithm for algorithm, ending in _ENDINGS.items()}
    kept = [path for path in _folder(data, name).glob("*") if path.suffix in algorithms]
    found = sorted(kept, key=lambda path: path.stat().st_mtime_ns)
    if not found:
        fail(f"No key of partner {name} in {data}; make one with `padan partner add {name}`.", Exit.USAGE)
    newest = found[-1]
    return SigningKey(key_id=newest.stem, algorithm=algorithms[newest.suffix], private=newest.read_bytes())


def _folder(data: Path, name: str) -> Path:
    return data / "partners" / (_UNSAFE.sub("-", name.casefold()).strip("-") or "partner")
