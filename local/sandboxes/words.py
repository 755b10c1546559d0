"""What the sandboxes say, by register: the answer to one question under one behaviour, as JSON's types."""

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.clock import SYSTEM_CLOCK, day_of
from local.sandboxes.behaviours import Behaviour

Asked = Mapping[str, Any]
Said = dict[str, Any]
SINCE = "2020-01-01"
_B = Behaviour


def _identity(asked: Asked, how: Behaviour) -> Said:  # noqa: ARG001 - every register takes both
    said: Said = {"found": True, "name": "same", "birth_date": "not_checked", "vital_status": "alive"}
    match how:
        case _B.UNKNOWN:
            return {"found": False}
        case _B.DIFFERENT:
            said["name"] = "differs"
        case _B.OVER:
            said["vital_status"] = "deceased"
        case _B.CONTRADICTING:
            said["found"] = False
        case _B.ANOTHER:
            said = {"found": True}
        case _B.PARTIAL:
            del said["found"]
    return said


def _business(asked: Asked, how: Behaviour) -> Said:
    said: Said = {"found": True, "nib": asked["nib"], "name": asked["name"], "status": "active"}
    said |= {"size": "medium", "kbli": ["62019"], "region": "32.73"}
    match how:
        case _B.UNKNOWN:
            return {"found": False, "nib": asked["nib"]}
        case _B.DIFFERENT:
            said["name"] = "PT Nama Lain Sekali"
        case _B.OVER:
            said["status"] = "revoked"
        case _B.CONTRADICTING:
            said["found"] = False
        case _B.ANOTHER:
            said["nib"] = "1" * 13
        case _B.PARTIAL:
            del said["name"]
    return said


def _membership(asked: Asked, how: Behaviour) -> Said:
    today = day_of(SYSTEM_CLOCK.now()).isoformat()
    said: Said = {"insured": True, "nib": asked["nib"], "since": today}
    match how:
        case _B.UNKNOWN:
            return {"insured": False, "nib": asked["nib"]}
        case _B.DIFFERENT:
            said["since"] = SINCE
        case _B.OVER:
            said |= {"since": SINCE, "until": "2020-02-01"}
        case _B.CONTRADICTING:
            said["insured"] = False
        case _B.ANOTHER:
            said["nib"] = "1" * 13
        case _B.PARTIAL:
            del said["since"]
    return said


def _certificate(asked: Asked, how: Behaviour) -> Said:
    said: Said = {"found": True, "number": asked["number"], "holder": "same", "status": "valid"}
    match how:
        case _B.UNKNOWN:
            return {"found": False, "number": asked["number"]}
        case _B.DIFFERENT:
            said["holder"] = "differs"
        case _B.OVER:
            said["status"] = "revoked"
        case _B.CONTRADICTING:
            said["found"] = False
        case _B.ANOTHER:
            said["number"] = "LAIN-000001"
        case _B.PARTIAL:
            del said["status"]
    return said


REGISTERS: dict[str, tuple[str, Callable[[Asked, Behaviour], Said]]] = {
    "/population/identities": ("nik", _identity),
    "/company/businesses": ("nib", _business),
    "/insurance/memberships": ("nik", _membership),
    "/certificates/certificates": ("number", _certificate),
}
"""By path: the field whose ending chooses the behaviour, and who speaks."""
