"""The signature of a manifest, decoded strictly: one spelling alone, so that no byte of it can change unseen."""

import base64
import binascii

from security.auditing.manifest import Signed


def signature_of(signed: Signed) -> bytes:
    """Return the signature's bytes; raises ``ValueError`` for anything but canonical base64."""
    try:
        found = base64.b64decode(signed.signature, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if base64.b64encode(found).decode() != signed.signature:
        raise ValueError("not canonical base64")
    return found
