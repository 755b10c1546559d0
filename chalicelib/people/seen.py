"""A device in coarse words, such as ``Android, Chrome``: enough to know one's own by, and nothing that tells two apart.

What a browser says of itself (``User-Agent``) is kept nowhere: with its versions and models it would mark a person.
"""

from collections.abc import Sequence

_SYSTEMS: Sequence[tuple[str, str]] = (
    ("android", "Android"),
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("windows", "Windows"),
    ("cros ", "ChromeOS"),
    ("macintosh", "Mac"),
    ("kaios", "KaiOS"),
    ("linux", "Linux"),
)
"""Signs of a system, the telling ones first: Android says that it is Linux."""

_BROWSERS: Sequence[tuple[str, str]] = (
    ("fban/", "Facebook"),
    ("fbav/", "Facebook"),
    ("instagram", "Instagram"),
    ("edg/", "Edge"),
    ("edga/", "Edge"),
    ("edgios/", "Edge"),
    ("opr/", "Opera"),
    ("opera", "Opera"),
    ("samsungbrowser/", "Samsung Internet"),
    ("miuibrowser/", "Mi Browser"),
    ("vivobrowser/", "Vivo Browser"),
    ("heytapbrowser/", "Oppo Browser"),
    ("ucbrowser/", "UC Browser"),
    ("firefox/", "Firefox"),
    ("fxios/", "Firefox"),
    ("crios/", "Chrome"),
    ("chrome/", "Chrome"),
    ("safari/", "Safari"),
)
"""Signs of a browser, the telling ones first: nearly all of them say that they are Chrome and Safari as well."""

_LONGEST = 500


def device_words(agent: str) -> str:
    """Return the system and the browser that ``agent``, a ``User-Agent``, names; empty when it names neither."""
    said = agent[:_LONGEST].lower()
    found = (next((name for sign, name in known if sign in said), "") for known in (_SYSTEMS, _BROWSERS))
    return ", ".join(name for name in found if name)
