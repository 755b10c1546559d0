"""The absolute URL that a client asked for, rebuilt from API Gateway's event for the signature that covers it.

API Gateway hands on the path as it was sent and the query decoded, so the query's spelling is lost. It is rebuilt in
one canonical form, which the profile in docs/decisions/0031-message-signatures.md asks of signers: names and values
percent-encoded but for letters, digits and ``-._~``; a space is ``%20``; every name has its ``=``; equal names stand
together, at the place of the first.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from chalicelib.settings import Service, read

_PATH_SIGNS = "/%:@!$&'()*+,;=~-._"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def url_of(event: Mapping[str, Any], headers: Mapping[str, str], service: Service | None = None) -> str:
    """Return the URL of a proxy event.

    Scheme and host are those of the deployment (``PADAN_PUBLIC_URL``), whatever ``Host`` says: a signature made for
    another deployment is none for this one. Only on one machine, where any loopback name will do, ``Host`` counts.
    """
    service = service or read(Service)
    origin = f"http://{headers.get('host', '')}" if service.stage == "local" else service.public_url.rstrip("/")
    return origin + _path(event["path"]) + _query(event.get("multiValueQueryStringParameters") or {})


def _path(sent: str) -> str:
    # Already encoded, it passes unchanged; what could not have been sent so is encoded.
    return quote(_BARE_PERCENT.sub("%25", sent), safe=_PATH_SIGNS, errors="replace")


def _query(parameters: Mapping[str, list[str]]) -> str:
    pairs = [f"{_quoted(name)}={_quoted(value)}" for name, values in parameters.items() for value in values]
    return "?" + "&".join(pairs) if pairs else ""


def _quoted(text: str) -> str:
    # A lone surrogate came from no address; it is refused later, by the parameter's name.
    return quote(text, safe="", errors="replace")
