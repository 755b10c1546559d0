"""What the sandboxes say, by register: the answer to one question under one behaviour, as JSON's types."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, day_of
from local.sandboxes.behaviours import Behaviour

Asked = Mapping[str, Any]
Said = dict[str, Any]
SINCE = "2020-01-01"
_B = Behaviour
_TODAY = "today"
"""Stands for the day on which is asked."""


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """One register: the ``field`` whose ending chooses the behaviour, and what it says of whom it knows.

    ``said`` is the usual answer; of the question it repeats ``echoed``. ``known`` names what tells whether anybody was
    found. ``changed`` is what a behaviour says otherwise, ``None`` for what it leaves out.
    """

    field: str
    said: Said
    known: str = "found"
    echoed: tuple[str, ...] = ()
    changed: Mapping[Behaviour, Said]

    def answer(self, asked: Asked, how: Behaviour) -> Said:
        """Return what the register says."""
        echo = {name: asked[name] for name in self.echoed if name != "name"}
        if how is _B.UNKNOWN:
            return {self.known: False, **echo}
        contradiction = {self.known: False} if how is _B.CONTRADICTING else {}
        repeated = {name: asked[name] for name in self.echoed}
        told = self.said | repeated | contradiction | self.changed.get(how, {})
        today = day_of(SYSTEM_CLOCK.now()).isoformat()
        return {name: today if value == _TODAY else value for name, value in told.items() if value is not None}


_IDENTITIES = Register(
    field="nik",
    said={"found": True, "name": "same", "birth_date": "not_checked", "vital_status": "alive"},
    changed={
        _B.DIFFERENT: {"name": "differs"},
        _B.OVER: {"vital_status": "deceased"},
        _B.ANOTHER: {"name": None, "birth_date": None, "vital_status": None},
        _B.PARTIAL: {"found": None},
    },
)
_BUSINESSES = Register(
    field="nib",
    said={"found": True, "status": "active", "size": "medium", "kbli": ["62019"], "region": "32.73"},
    echoed=("nib", "name"),
    changed={
        _B.DIFFERENT: {"name": "PT Nama Lain Sekali"},
        _B.OVER: {"status": "revoked"},
        _B.ANOTHER: {"nib": "1" * 13},
        _B.PARTIAL: {"name": None},
    },
)
_MEMBERSHIPS = Register(
    field="nik",
    said={"insured": True, "since": _TODAY},
    known="insured",
    echoed=("nib",),
    changed={
        _B.DIFFERENT: {"since": SINCE},
        _B.OVER: {"since": SINCE, "until": "2020-02-01"},
        _B.ANOTHER: {"nib": "1" * 13},
        _B.PARTIAL: {"since": None},
    },
)
_CERTIFICATES = Register(
    field="number",
    said={"found": True, "holder": "same", "status": "valid"},
    echoed=("number",),
    changed={
        _B.DIFFERENT: {"holder": "differs"},
        _B.OVER: {"status": "revoked"},
        _B.ANOTHER: {"number": "LAIN-000001"},
        _B.PARTIAL: {"status": None},
    },
)

REGISTERS: dict[str, tuple[str, Callable[[Asked, Behaviour], Said]]] = {
    path: (register.field, register.answer)
    for path, register in {
        "/population/identities": _IDENTITIES,
        "/company/businesses": _BUSINESSES,
        "/insurance/memberships": _MEMBERSHIPS,
        "/certificates/certificates": _CERTIFICATES,
    }.items()
}
"""By path: the field whose ending chooses the behaviour, and who speaks."""
