"""A person's document: what was announced, what was found, and what it proposes for the profile."""

from datetime import datetime
from enum import StrEnum

import msgspec

from chalicelib.texts import Text

MAXIMUM_BYTES = 5 * 1024 * 1024


class DocumentKind(StrEnum):
    """What a document is for."""

    CV = "cv"
    CERTIFICATE = "certificate"
    DIPLOMA = "diploma"
    LICENCE = "licence"
    REFERENCE = "reference"
    OTHER = "other"


class FileType(StrEnum):
    """Accepted media types."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    JPEG = "image/jpeg"
    PNG = "image/png"

    @property
    def has_text(self) -> bool:
        """Whether text can be read from it."""
        return self in (FileType.PDF, FileType.DOCX)


class DocumentState(StrEnum):
    """``awaited``: no upload seen yet; ``accepted`` and ``refused``: after the check of what was uploaded."""

    AWAITED = "awaited"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why an upload is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    TOO_COMPLEX = "too_complex"
    MALWARE = "malware"
    ACTIVE = "active_content"
    MIXED = "mixed_content"


REFUSAL_TEXTS: dict[Refusal, Text] = {
    Refusal.EMPTY: Text("Berkas kosong.", "The file is empty."),
    Refusal.TOO_LARGE: Text("Berkas lebih besar dari 5 MB.", "The file is larger than 5 MB."),
    Refusal.WRONG_TYPE: Text(
        "Isi berkas bukan jenis yang disebutkan.", "The file's content is not of the type that was announced."
    ),
    Refusal.UNREADABLE: Text("Berkas rusak atau tidak terbaca.", "The file is damaged or cannot be read."),
    Refusal.ENCRYPTED: Text(
        "Berkas terkunci kata sandi; unggah tanpa kunci.", "The file is locked by a password; upload it unlocked."
    ),
    Refusal.TOO_COMPLEX: Text(
        "Berkas terlalu rumit untuk diperiksa.", "The file is too complex to be checked within the limits."
    ),
    Refusal.MALWARE: Text("Berkas memuat program jahat.", "The file holds malware."),
    Refusal.ACTIVE: Text(
        "Berkas memuat makro, skrip atau berkas lain yang tersemat; simpan sebagai dokumen biasa.",
        "The file holds macros, scripts or other files; save it as a plain document.",
    ),
    Refusal.MIXED: Text(
        "Di belakang dokumen ini ada berkas lain; simpan ulang lalu unggah.",
        "Another file stands behind this document; save it anew and upload that.",
    ),
}


class ProposedSkill(msgspec.Struct, frozen=True, kw_only=True):
    """A skill found in the text: its code and the words that name it."""

    code: str
    matched: str


class ProposedExperience(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A job found in the text: title, occupation code, first and last year as written."""

    title: str
    occupation: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    months: int = 0


class Proposals(msgspec.Struct, frozen=True, kw_only=True):
    """What a document suggests for the profile. The person takes over what is right; nothing is written for them."""

    skills: tuple[ProposedSkill, ...] = ()
    experiences: tuple[ProposedExperience, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One document of one person. ``size`` is what was announced, ``stored_size`` what was found, in bytes.

    ``stored_version``: the version of the file that was checked, which alone is given out: the form that was signed can
    put another in its place. ``None`` for documents from before and where the store keeps no versions.
    """

    id: str
    person_id: str
    kind: DocumentKind
    file_name: str
    media_type: FileType
    size: int
    state: DocumentState
    created_at: datetime
    checked_at: datetime | None = None
    stored_size: int | None = None
    stored_version: str | None = None
    refusal: Refusal | None = None
    proposals: Proposals | None = None
