"""Personal data as it is stored: encrypted, and bound to what it is and whose it is."""

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """Kinds of personal data that only the vault sees in plain text."""

    NIK = "nik"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    CERTIFICATE = "certificate"


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """One sealed value. It can be stored (`chalicelib.wire.StructAttribute`) and logged without harm.

    ``kind`` and ``owner`` (a person or employer) are part of the encryption context: with either changed it does not
    open. ``data_key`` is the wrapped data key and ``box`` the nonce followed by the ciphertext, both in base64.
    """

    kind: Kind
    owner: str
    data_key: str
    box: str
    form: int = 1
