"""Words that are stored in plain, searched or copied hold no identifier of a person; what is wrong is named."""

from collections.abc import Iterable, Iterator

from chalicelib.errors import FieldError, InvalidInput
from chalicelib.redaction import kinds_in
from chalicelib.texts import Text

_BELONGS = {
    "nik": Text(
        "NIK tidak boleh ditulis di sini; isilah di data diri Anda.",
        "A national id does not belong here; give it among your personal data.",
    ),
    "email": Text(
        "Alamat surel tidak boleh ditulis di sini; isilah di kontak Anda.",
        "An e-mail address does not belong here; give it among your contacts.",
    ),
    "phone": Text(
        "Nomor telepon tidak boleh ditulis di sini; isilah di kontak Anda.",
        "A phone number does not belong here; give it among your contacts.",
    ),
}


def identifiers_in(words: Iterable[tuple[str, str]]) -> Iterator[FieldError]:
    """Yield an error for each of ``words``, by its pointer, and each kind of identifier that it holds."""
    for pointer, text in words:
        for kind in sorted(kinds_in(text)):
            yield FieldError(pointer=pointer, code=f"{kind}_in_text", detail=_BELONGS[kind])


def refuse_identifiers(words: Iterable[tuple[str, str]]) -> None:
    """Return when none of ``words`` holds a national id, phone number or e-mail address; raises `InvalidInput`."""
    if errors := list(identifiers_in(words)):
        raise InvalidInput(Text("Ada isian yang tidak sah.", "Some fields are not valid."), errors)
