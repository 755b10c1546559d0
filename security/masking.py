"""Personal data for display: enough to recognise one's own, too little to use somebody else's."""

from security.sealed import Kind

_PHONE_TAIL = 4


def masked(kind: Kind, canonical: str) -> str:
    """Return ``canonical`` (see `security.canonical`) with most of it hidden.

    ``a***@contoh.id``, ``+62 8** **** 1234``, ``**** **** **** 0001``; of an address nothing is shown, of a name its
    first letter.
    """
    match kind:
        case Kind.EMAIL:
            local, _, domain = canonical.rpartition("@")
            return f"{local[0] if len(local) > 2 else ''}***@{domain}"
        case Kind.PHONE:
            return _masked_phone(canonical)
        case Kind.NIK:
            return f"**** **** **** {canonical[-4:]}"
        case Kind.ADDRESS | Kind.WORDS | Kind.FACTOR | Kind.SESSION:
            return "***"
        case Kind.CERTIFICATE:
            return f"***{canonical[-3:]}"
        case Kind.NAME:
            return f"{canonical[0]}***"


def _masked_phone(number: str) -> str:
    if number.startswith("+62"):
        return f"+62 {number[3:4]}** **** {number[-_PHONE_TAIL:]}"
    return f"{number[:2]}** **** {number[-_PHONE_TAIL:]}"
