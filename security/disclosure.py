"""``security.txt`` (RFC 9116): whom to tell about a weakness of this deployment, made from its address."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from chalicelib.clock import to_iso

PATH = "/.well-known/security.txt"
MEDIA_TYPE = "text/plain"
EXPIRES = datetime(2027, 11, 1, tzinfo=UTC)
"""When somebody has to look whether the rest is still true; less than a year ahead (section 2.5.5)."""

POLICY_PAGE = "app/keamanan.html"
_MAILBOX = "keamanan"


def security_txt(public_url: str, pages_url: str = "") -> str:
    """Return the file for a deployment with its interface at ``public_url`` and its pages at ``pages_url``."""
    origin = (pages_url or public_url).rstrip("/")
    host = urlsplit(origin).hostname or "localhost"
    fields = (
        ("Contact", f"mailto:{_MAILBOX}@{host}"),
        ("Contact", f"{origin}/{POLICY_PAGE}"),
        ("Expires", to_iso(EXPIRES)),
        ("Preferred-Languages", "id, en"),
        ("Canonical", f"{origin}{PATH}"),
        ("Policy", f"{origin}/{POLICY_PAGE}"),
    )
    return "".join(f"{name}: {value}\r\n" for name, value in fields)
