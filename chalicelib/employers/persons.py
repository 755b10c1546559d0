"""The people behind memberships: they have an account, whose contact is verified."""

from chalicelib import people
from chalicelib.errors import Forbidden, InvalidInput, NotFound, invalid
from chalicelib.identifiers import is_identifier
from chalicelib.people.model import PersonState
from chalicelib.people.personal import hashes_of, holder_of
from chalicelib.texts import Text
from security.sealed import Kind


def person_by_email(email: str) -> str:
    """Return the identifier of the person whose verified address it is; raises `InvalidInput` on ``/email``."""
    person_id = holder_of(Kind.EMAIL, hashes_of({Kind.EMAIL: email})[Kind.EMAIL])
    if person_id is None or not _is_active(person_id):
        raise _unknown("/email")
    return person_id


def require_person(person_id: str) -> None:
    """Return when the identifier is that of an active person; raises `InvalidInput` on ``/person_id``."""
    if not is_identifier(person_id, "per") or not _is_active(person_id):
        raise _unknown("/person_id")


def refuse_erased(person_id: str) -> None:
    """Return unless somebody was erased, whose token may be good for a while; raises `Forbidden`."""
    found = people.get_many([person_id]).get(person_id)
    if found is not None and found.state is PersonState.ERASED:
        raise Forbidden(Text("Akun ini tidak ada lagi.", "This account does not exist any more."))


def _is_active(person_id: str) -> bool:
    try:
        return people.get(person_id)[0].state is PersonState.ACTIVE
    except NotFound:
        return False


def _unknown(pointer: str) -> InvalidInput:
    detail = Text("Tidak ada akun aktif seperti ini.", "There is no such active account.")
    return invalid(pointer, "unknown_person", detail)
