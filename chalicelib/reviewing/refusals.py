"""Why work on a case is refused: each a conflict with a code of its own."""

from chalicelib.errors import Conflict, FieldError
from chalicelib.texts import Text


def _conflict(pointer: str, code: str, detail: Text) -> Conflict:
    return Conflict(detail, [FieldError(pointer=pointer, code=code, detail=detail)])


def held_by_another() -> Conflict:
    """Another officer works on it."""
    return _conflict("/lease", "held_by_another", Text("Sedang dikerjakan petugas lain.", "Another officer has it."))


def no_lease() -> Conflict:
    """The caller has no lease, or it expired."""
    detail = Text("Ambil lowongan ini dahulu.", "Take the vacancy first: there is no lease, or it has expired.")
    return _conflict("/lease", "no_lease", detail)


def lease_too_long() -> Conflict:
    """The lease was extended as far as the policy allows."""
    detail = Text("Tidak dapat diperpanjang lagi.", "The lease cannot be extended any further.")
    return _conflict("/lease", "lease_too_long", detail)


def proposal_pending() -> Conflict:
    """A second officer is asked already."""
    detail = Text("Menunggu petugas kedua.", "A second officer is asked.")
    return _conflict("/proposal", "proposal_pending", detail)


def no_proposal() -> Conflict:
    """Nothing is proposed, or it expired, or the vacancy has changed since."""
    detail = Text("Tidak ada usulan yang berlaku.", "There is no proposal, or it is about an earlier content.")
    return _conflict("/proposal", "no_proposal", detail)


def needs_two() -> Conflict:
    """One officer alone may not publish this."""
    detail = Text("Perlu dua petugas: ajukan usulan.", "Two officers must agree: propose it.")
    return _conflict("/decision", "needs_two", detail)


def needs_one() -> Conflict:
    """One officer may decide this, there is nothing to propose."""
    detail = Text("Cukup satu petugas: putuskan langsung.", "One officer may decide this: no proposal is needed.")
    return _conflict("/decision", "needs_one", detail)


def not_waiting() -> Conflict:
    """Nobody has to decide on it."""
    detail = Text("Lowongan ini tidak menunggu keputusan.", "The vacancy does not wait for a decision.")
    return _conflict("/state", "wrong_state", detail)
