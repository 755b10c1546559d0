"""What the work of each unit group is, the licences that law asks for, and whether it is hazardous for minors."""

from collections.abc import Mapping
from functools import cache

from chalicelib.reference import files
from chalicelib.reference.model_occupations import HazardousWork, OccupationDescription, RegulatedOccupation

DESCRIPTIONS_VERSION = "2014.1"
REGULATED_VERSION = "1"
HAZARDOUS_VERSION = "2003"


def description(code: str) -> OccupationDescription | None:
    """Return what people in unit group ``code`` do, None for any other code. Raises BadTable."""
    return descriptions().get(code)


def required_licences(code: str) -> tuple[RegulatedOccupation, ...]:
    """Return the licences that law asks of unit group ``code``, none for most. Not legally checked. Raises BadTable."""
    return tuple(row for row in regulated() if row.code == code)


def hazard_for_minors(code: str) -> HazardousWork | None:
    """Return why work of unit group ``code`` is often barred to minors, None if it is not listed. Raises BadTable."""
    return hazardous().get(code)


@cache
def descriptions(version: str = DESCRIPTIONS_VERSION) -> Mapping[str, OccupationDescription]:
    """Return the descriptions by unit group. Raises BadTable."""
    return {row.code: row for row in files.typed("occupation_descriptions", version, OccupationDescription)}


@cache
def regulated(version: str = REGULATED_VERSION) -> tuple[RegulatedOccupation, ...]:
    """Return every occupation with a licence that law asks for. Raises BadTable."""
    return files.typed("regulated_occupations", version, RegulatedOccupation)


@cache
def hazardous(version: str = HAZARDOUS_VERSION) -> Mapping[str, HazardousWork]:
    """Return the work that is hazardous for minors, by unit group. Raises BadTable."""
    return {row.code: row for row in files.typed("hazardous_work", version, HazardousWork)}
