"""Keeps editions of the rules: publishes the open one, and opens the next.

    python -m local.editions publish 2026-12-01    freezes the open edition from that day on
    python -m local.editions open                  begins the edition after a published one

An edition is published before it is deployed: histories name it, and what it names must never change again.
"""

import sys
from collections.abc import Sequence
from datetime import date

import msgspec

from chalicelib.validation import editions, policy
from chalicelib.validation.editions import Edition

_HEAD = "# Which version of each rule runs together. Written by local.editions; once published it never changes.\n"
_OPEN = "# Open: its rules are the newest of the catalogue, until it is published.\n"


def text_of(edition: Edition) -> str:
    """Return an edition as its file."""
    if edition.published is None:
        return f"{_OPEN}policy = {edition.policy}\n"
    head = [f'published = "{edition.published}"', f"policy = {edition.policy}"]
    if edition.also:
        head.append(f"also = [{', '.join(map(str, edition.also))}]")
    rows = [f"{code} = {number}" for code, number in sorted(edition.versions.items())]
    return _HEAD + "\n".join([*head, "", "[versions]", *rows, ""])


def write(edition: Edition) -> None:
    """Write an edition's file."""
    (editions.FOLDER / f"{edition.number}.toml").write_text(text_of(edition), encoding="utf-8")


def published(edition: Edition, day: date) -> Edition:
    """Return the open edition as published on ``day``; raises ``ValueError`` when it already is."""
    if edition.published is not None:
        raise ValueError(f"edition {edition.number} is published already")
    return msgspec.structs.replace(edition, published=day.isoformat(), policy=policy.CURRENT.version)


def opened(newest: Edition) -> Edition:
    """Return the edition after a published one; raises ``ValueError`` while the newest is open."""
    if newest.published is None:
        raise ValueError(f"edition {newest.number} is open")
    return Edition(number=newest.number + 1, policy=policy.CURRENT.version)


def main(arguments: Sequence[str]) -> int:
    """Publish or open; 1 when that cannot be, 2 when it is not said what."""
    try:
        match arguments:
            case ["publish", day]:
                write(published(editions.newest(), date.fromisoformat(day)))
            case ["open"]:
                write(opened(editions.newest()))
            case _:
                sys.stderr.write(__doc__ or "")
                return 2
    except ValueError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
