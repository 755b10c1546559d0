"""Which vacancies may be one job at all: an officer's word joins no others."""

from chalicelib.duplicates.fingerprinting import fingerprint_of
from chalicelib.duplicates.scoring import related
from chalicelib.errors import Conflict, FieldError
from chalicelib.texts import Text
from chalicelib.vacancies.lifecycle import WAITING
from chalicelib.vacancies.model import State, Vacancy

_OFFERED = WAITING | {State.PUBLISHED}
_STATE = Text("Lowongan ini tidak sedang ditawarkan.", "This vacancy is not offered and does not wait for a decision.")
_NOTHING = Text(
    "Pemberi kerja, tempat, dan isi kedua lowongan berbeda.",
    "The two differ in employer, place and text: they are two vacancies.",
)


def require_comparable(vacancy: Vacancy, other: Vacancy) -> None:
    """Return when both are published or wait for an officer, and share employer, place or most of their text.

    Raises `Conflict`: ``wrong_state`` on ``/state`` or ``/other_id``, ``not_comparable`` on ``/other_id``.
    """
    for each, pointer in ((vacancy, "/state"), (other, "/other_id")):
        if each.state not in _OFFERED:
            raise _refused(pointer, "wrong_state", _STATE)
    if not related(fingerprint_of(vacancy), fingerprint_of(other)):
        raise _refused("/other_id", "not_comparable", _NOTHING)


def _refused(pointer: str, code: str, detail: Text) -> Conflict:
    return Conflict(detail, [FieldError(pointer=pointer, code=code, detail=detail)])
