"""A person asks that a register confirms who they are or what they have learned."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib import people
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, FieldError, invalid
from chalicelib.linkage import asking, table
from chalicelib.linkage.answers import CertificateKind
from chalicelib.linkage.asking import Asked
from chalicelib.linkage.cases import certificates, identities
from chalicelib.linkage.model import Confirmation
from chalicelib.people import Claimed
from chalicelib.people.confirming import Lacking, lacking, statements
from chalicelib.people.refusing import RESTRICTED
from chalicelib.texts import Text

MOST = 50
"""Questions of one person that may stand at once."""


_FIELDS = {
    Lacking.RESTRICTION: FieldError(pointer="/restriction", code="restricted", detail=RESTRICTED),
    Lacking.CONSENT: FieldError(
        pointer="/consents/check_in_registers",
        code="consent_needed",
        detail=Text("Setujui dahulu pemeriksaan pada instansi lain.", "Agree to checks in registers first."),
    ),
    Lacking.NAME: FieldError(pointer="/name", code="required", detail=Text("Lengkapi nama Anda.", "State your name.")),
    Lacking.NIK: FieldError(pointer="/nik", code="required", detail=Text("Lengkapi NIK Anda.", "State your NIK.")),
}
"""Pointers into the person's own data (``/v1/people/me`` and its consents): the request itself is in order."""


_CHANGED = Text("Data Anda baru saja berubah; coba lagi.", "Your data has just changed; try again.")


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be confirmed: ``identity``, or a statement of the profile such as ``licence:sim_b2``.

    A statement needs the certificate: ``kind`` of register and ``number``, which is sealed and shown to nobody.
    """

    what: Annotated[str, Meta(min_length=3, max_length=100)] | Literal["identity"]
    kind: CertificateKind | None = None
    number: Annotated[str, Meta(min_length=6, max_length=60)] | None = None

    def __repr__(self) -> str:
        """Never show the number."""
        return f"Request({self.what})"


def request(person_id: str, wanted: Request, clock: Clock = SYSTEM_CLOCK) -> Confirmation:
    """Put the question on the list, and return where it stands.

    Raises `InvalidInput` on ``/what``, ``/kind`` or ``/number``; `Conflict` that names each of the person's own fields
    that is missing: the consent, name or NIK; and on ``/what`` when too many questions stand already.
    """
    _check_stated(person_id, wanted)
    claimed = people.claimed(person_id)
    if claimed is None:
        raise _not_ready(person_id)
    asked = _asked(person_id, claimed, wanted)
    key = asked.blank(clock.now()).key
    standing = [item.key for item in table.of_subject(person_id)]
    if len(standing) >= MOST and key not in standing:
        raise _too_many()
    return asking.ask(asked, by=person_id, clock=clock)


def _check_stated(person_id: str, wanted: Request) -> None:
    """Refuse what could not be asked whatever the person gave beside it, before anything else is asked of them."""
    if wanted.what == identities.ABOUT:
        return
    person, _ = people.get(person_id)
    if wanted.what not in set(statements(person.profile)):
        raise invalid("/what", "not_stated", Text("Tidak ada dalam profil.", "The profile does not state this."))


def _asked(person_id: str, claimed: Claimed, wanted: Request) -> Asked:
    if wanted.what == identities.ABOUT:
        return identities.asked(person_id, claimed)
    required = Text("Wajib diisi.", "This is required.")
    if wanted.kind is None:
        raise invalid("/kind", "required", required)
    if wanted.number is None:
        raise invalid("/number", "required", required)
    return certificates.asked(person_id, claimed, wanted.kind, wanted.number, wanted.what)


def _not_ready(person_id: str) -> Conflict:
    missing = [_FIELDS[what] for what in lacking(person_id)]
    said = [field.detail for field in missing] or [_CHANGED]
    return Conflict(Text(" ".join(text.id for text in said), " ".join(text.en for text in said)), missing)


def _too_many() -> Conflict:
    detail = Text("Terlalu banyak permintaan konfirmasi.", "Too many confirmations were asked for.")
    return Conflict(detail, [FieldError(pointer="/what", code="too_many", detail=detail)])
