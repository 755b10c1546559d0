"""The signature base (RFC 9421, section 2.5): what a signature is made over, in the platform's profile.

Components have no parameters here (`security.signature_input` refuses them), so that each is one line and nothing has
to be interpreted. See docs/decisions/0270-signatures-proven-by-own-code.md.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import SplitResult, urlsplit

from security.signature_types import SignedRequest

_USUAL_PORTS = {"http": 80, "https": 443}
_LINE = re.compile(r"[\t\x20-\x7e]*")
_FIELD_SPACE = " \t"

Parameters = Mapping[str, int | str]


class NotSignable(ValueError):
    """A component is missing from the request, or its value is none that a signature base can hold."""


def signature_base(request: SignedRequest, covered: Sequence[str], parameters: Parameters) -> bytes:
    """Return the base of a signature over ``covered`` components with ``parameters``, in the order of both.

    Raises `NotSignable` for a component that ``request`` has not, and for values with line ends or beyond ASCII.
    """
    lines = [f'"{name}": {_value(request, name)}' for name in covered]
    lines.append(f'"@signature-params": {signature_params(covered, parameters)}')
    if not all(_LINE.fullmatch(line) for line in lines):
        raise NotSignable("a component holds line ends, control characters or signs beyond ASCII")
    return "\n".join(lines).encode("ascii")


def signature_params(covered: Sequence[str], parameters: Parameters) -> str:
    """Return the value of ``@signature-params``, which is also the member of ``Signature-Input`` (section 2.3)."""
    from http_sf.innerlist import ser_innerlist

    return ser_innerlist(([(name, {}) for name in covered], dict(parameters)))


def _value(request: SignedRequest, name: str) -> str:
    if name.startswith("@"):
        return _derived(request, name)
    values = [value.strip(_FIELD_SPACE) for key, value in request.headers.items() if key.lower() == name]
    if not values:
        raise NotSignable(f"there is no header {name}")
    return ", ".join(values)


def _derived(request: SignedRequest, name: str) -> str:
    if name == "@method":
        return request.method
    if name == "@target-uri":
        return request.url
    try:
        address = urlsplit(request.url)
        return _part(address, name)
    except ValueError:
        raise NotSignable(f"the address has no {name}") from None


def _part(address: SplitResult, name: str) -> str:
    path = address.path or "/"
    match name:
        case "@authority":
            return _authority(address)
        case "@scheme":
            return address.scheme.lower()
        case "@path":
            return path
        case "@query":
            return f"?{address.query}"
        case "@request-target":
            return f"{path}?{address.query}" if address.query else path
    raise NotSignable(f"{name} is not known")


def _authority(address: SplitResult) -> str:
    """Return host and port, the host in lower case, the port only where it is not the scheme's own (section 2.2.3)."""
    host = (address.hostname or "").lower()
    bracketed = f"[{host}]" if ":" in host else host
    port = address.port
    return bracketed if port in (None, _USUAL_PORTS.get(address.scheme.lower())) else f"{bracketed}:{port}"
