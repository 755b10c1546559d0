"""The refusal of a use of a person's data that the person stopped: a conflict that says what they can lift."""

from chalicelib.errors import Conflict, FieldError
from chalicelib.people.model import Person
from chalicelib.people.uses import NEEDS, Use, permitted
from chalicelib.texts import Text

RESTRICTED = Text(
    "Pemrosesan data Anda sedang dibatasi atas permintaan Anda. Cabut pembatasannya dahulu.",
    "The processing of your data is restricted at your request. Lift the restriction first.",
)
OBJECTED = Text(
    "Anda menolak penilaian otomatis. Cabut keberatan Anda bila ingin dinilai lagi.",
    "You object to automated judgement. Take the objection back to be matched again.",
)


def require_use(person: Person, use: Use) -> None:
    """Return when the person's data may be used so; raises `Conflict` on ``/restriction`` or ``/objection``.

    A consent that is missing is another matter: who needs it says so in their own words, and gets a `Conflict` here.
    """
    if permitted(person, use):
        return
    if person.restricted_at is not None:
        raise _conflict("/restriction", "restricted", RESTRICTED)
    if NEEDS[use].profiles and person.objected_at is not None:
        raise _conflict("/objection", "objected", OBJECTED)
    raise _conflict("/consents", "consent_needed", Text("Persetujuan diperlukan.", "This needs your consent."))


def _conflict(pointer: str, code: str, detail: Text) -> Conflict:
    return Conflict(detail, [FieldError(pointer=pointer, code=code, detail=detail)])
