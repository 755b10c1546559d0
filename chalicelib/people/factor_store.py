"""Changing a second factor where it is stored, so that of two who use the same code at once one is refused."""

from collections.abc import Callable

import msgspec

from chalicelib import tables
from chalicelib.errors import Conflict
from chalicelib.people import store
from chalicelib.people.factor_model import SecondFactor
from chalicelib.people.store import Loaded
from chalicelib.texts import Text

_RACES = 4
Change = Callable[[SecondFactor | None], SecondFactor | None]


def change_factor(person_id: str, change: Change) -> None:
    """Replace the factor by what ``change`` makes of it; judged anew when something else was written meanwhile.

    Raises `NotFound` for nobody, `Conflict` when others write all the time, and what ``change`` raises.
    """
    for _ in range(_RACES):
        loaded = store.load(person_id)
        after = change(loaded.personal.factor)
        if after == loaded.personal.factor or _stored(loaded, after):
            return
    raise Conflict(Text("Data berubah; coba lagi.", "The data changed meanwhile; try again."))


def _stored(loaded: Loaded, factor: SecondFactor | None) -> bool:
    personal = msgspec.structs.replace(loaded.personal, factor=factor)
    return tables.committed(
        lambda write: store.put_personal(write, loaded.person.id, personal, loaded.personal_version)
    )
