"""Erasures repeated after a restore, which brings back people who had their data erased since (UU 27/2022 art. 8)."""

import msgspec

from chalicelib import people, rights
from chalicelib.errors import NotFound
from chalicelib.people import PersonState, erasure
from security import audit


class Repeated(msgspec.Struct, frozen=True, kw_only=True):
    """How many erasures are known, how many people were back, and which identifiers no longer name anybody.

    Of somebody whose registration is younger than the restore nothing is in `people`; what other tables have of them
    is removed all the same.
    """

    known: int
    back: int
    nobody: tuple[str, ...]


def repeat() -> Repeated:
    """Erase again everybody whose erasure the tombstones or the audit tell of; raises what a step raises.

    Doing it again changes nothing. The use cases are those of the erasure itself, at once instead of by the streams.
    """
    gone = {person.id for person, _ in people.stored() if person.state is PersonState.ERASED}
    known = sorted(gone | set(audit.subjects_of("erase")))
    nobody = [person_id for person_id in known if not _erased(person_id)]
    return Repeated(known=len(known), back=len(set(known) - gone - set(nobody)), nobody=tuple(nobody))


def _erased(person_id: str) -> bool:
    """Erase and tell whether `people` knows the person."""
    try:
        erasure.erase(person_id, actor="system")
        known = True
    except NotFound:
        known = False
    # What an erasure leaves to a stream when it fails is told to the operator here.
    erasure.finish(person_id)
    rights.forget_person(person_id)
    return known
