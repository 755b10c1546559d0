"""Which tables there are, for people: origin, terms, size."""

from collections.abc import Iterator
from pathlib import Path

from chalicelib.reference import files
from chalicelib.reference.model import TableDescription


def describe(data: Path = files.DATA) -> tuple[TableDescription, ...]:
    """Return every version of every table, by name. Raises BadTable."""
    return tuple(_described(data))


def _described(data: Path) -> Iterator[TableDescription]:
    for name in files.names(data):
        for version in files.versions(name, data):
            table = files.read(name, version, data)
            yield TableDescription(
                name=name,
                version=version,
                title=table.title,
                source=table.source,
                licence=table.licence,
                retrieved=table.retrieved,
                rows=len(table.lines),
            )
