"""Why work on a case is refused: each a conflict with a code of its own."""

from collections.abc import Mapping
from enum import StrEnum

from chalicelib.errors import Conflict, FieldError
from chalicelib.texts import Text


class Refusal(StrEnum):
    """The codes, each with what it is about and why in `_WHY`."""

    HELD_BY_ANOTHER = "held_by_another"
    NO_LEASE = "no_lease"
    LEASE_TOO_LONG = "lease_too_long"
    TOO_MANY_LEASES = "too_many_leases"
    PROPOSAL_PENDING = "proposal_pending"
    NO_PROPOSAL = "no_proposal"
    NEEDS_TWO = "needs_two"
    NEEDS_ONE = "needs_one"
    WRONG_STATE = "wrong_state"


_WHY: Mapping[Refusal, tuple[str, Text]] = {
    Refusal.HELD_BY_ANOTHER: ("/lease", Text("Sedang dikerjakan petugas lain.", "Another officer has it.")),
    Refusal.NO_LEASE: (
        "/lease",
        Text("Ambil lowongan ini dahulu.", "Take the vacancy first: there is no lease, or it has expired."),
    ),
    Refusal.LEASE_TOO_LONG: (
        "/lease",
        Text("Tidak dapat diperpanjang lagi.", "The lease cannot be extended any further."),
    ),
    Refusal.TOO_MANY_LEASES: (
        "/lease",
        Text(
            "Terlalu banyak lowongan di tangan Anda: putuskan atau kembalikan dahulu.",
            "You hold too many vacancies: decide on some or give them back first.",
        ),
    ),
    Refusal.PROPOSAL_PENDING: ("/proposal", Text("Menunggu petugas kedua.", "A second officer is asked.")),
    Refusal.NO_PROPOSAL: (
        "/proposal",
        Text("Tidak ada usulan yang berlaku.", "There is no proposal, or it is about an earlier content."),
    ),
    Refusal.NEEDS_TWO: (
        "/decision",
        Text("Perlu dua petugas: ajukan usulan.", "Two officers must agree: propose it."),
    ),
    Refusal.NEEDS_ONE: (
        "/decision",
        Text("Cukup satu petugas: putuskan langsung.", "One officer may decide this: no proposal is needed."),
    ),
    Refusal.WRONG_STATE: (
        "/state",
        Text("Lowongan ini tidak menunggu keputusan.", "The vacancy does not wait for a decision."),
    ),
}


def refused(why: Refusal) -> Conflict:
    """Return the conflict that says why."""
    pointer, detail = _WHY[why]
    return Conflict(detail, [FieldError(pointer=pointer, code=why.value, detail=detail)])
