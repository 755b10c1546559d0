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
    NAME = "name"
    WORDS = "words"
    FACTOR = "factor"
    SESSION = "session"


class DataKeyUse(StrEnum):
    """What data keys of the key service are for: part of their context, to which a function's rights are held."""

    VAULT = "vault"
    PARTNER_KEYS = "partner-keys"


UNDER_DATA_KEY, UNDER_OWNER_KEY = 1, 2
"""Forms of a sealed value: under a data key of the key service that it names, and under its owner's own key."""


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """One sealed value. It can be stored (`chalicelib.wire.StructAttribute`) and logged without harm.

    ``kind`` and ``owner`` (a person) are part of the encryption context: with either changed it does not open. ``box``
    is the nonce followed by the ciphertext, in base64. ``data_key`` is the wrapped data key in base64 of the form
    `UNDER_DATA_KEY`, in which values were sealed before people had keys of their own; else it is empty.
    """

    kind: Kind
    owner: str
    box: str
    data_key: str = ""
    form: int = UNDER_DATA_KEY
