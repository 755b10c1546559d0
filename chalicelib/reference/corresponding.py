"""What corresponds to a row of a classification in its other editions, for everybody to see."""

from pathlib import Path

from chalicelib.errors import NotFound
from chalicelib.reference import files
from chalicelib.reference.crosswalks import Crosswalk, crosswalk
from chalicelib.reference.editions import CROSSWALKS
from chalicelib.reference.files import TableFile
from chalicelib.reference.model_crosswalk import Correspondence


def corresponding(table: str, version: str, code: str, data: Path = files.DATA) -> tuple[Correspondence, ...]:
    """Return what corresponds to ``code`` in every other edition, by edition; none for a table without editions."""
    others = crosswalks_from(table, version, data)
    return tuple(found for other in others for found in other.map(code))


def crosswalks_from(table: str, version: str, data: Path = files.DATA) -> tuple[Crosswalk, ...]:
    """Return the crosswalks to every other edition that can be reached. Raises BadTable."""
    if table not in CROSSWALKS:
        return ()
    found = (_reached(table, version, other, data) for other in files.versions(table, data) if other != version)
    return tuple(each for each in found if each)


def depended_on(table: str, data: Path = files.DATA) -> tuple[TableFile, ...]:
    """Return the files that say what corresponds: every crosswalk and every edition. Raises BadTable."""
    if table not in CROSSWALKS:
        return ()
    names = (CROSSWALKS[table], table)
    return tuple(files.read(name, version, data) for name in names for version in files.versions(name, data))


def _reached(table: str, version: str, other: str, data: Path) -> Crosswalk | None:
    try:
        return crosswalk(table, version, other, data)
    except NotFound:
        return None
