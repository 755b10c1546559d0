"""A person's name as they write it."""

import unicodedata

from chalicelib.errors import invalid
from chalicelib.texts import Text

LONGEST = 200


def checked(name: str | None, pointer: str = "/name") -> str | None:
    """Return ``name`` in one spelling (NFC, single spaces), ``None`` for none; raises `InvalidInput`.

    One word is a whole name for many Indonesians; nothing is asked but that it is one.
    """
    if name is None:
        return None
    spelled = " ".join(unicodedata.normalize("NFC", name).split())
    strange = any(unicodedata.category(sign)[0] == "C" for sign in spelled)
    if strange or not any(sign.isalpha() for sign in spelled) or len(spelled) > LONGEST:
        detail = Text("Nama tidak sah: huruf, paling banyak 200 karakter.", "Not a name: letters, at most 200 signs.")
        raise invalid(pointer, "invalid_name", detail)
    return spelled
