"""What a portal asks of robots (RFC 9309): where not to go, and how long to wait between two requests."""

import functools
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import msgspec

from chalicelib.feeds.fetching import AGENT, Failure, Fetcher, FetchFailed

LONGEST_DELAY = 60
"""Seconds; who asks for more is asked for fewer pages in a run."""
_NAME = AGENT.partition("/")[0]
_MOST = 512 * 1024


class Manners(msgspec.Struct, frozen=True):
    """A portal's wishes; ``delay`` in seconds."""

    text: str = ""
    delay: float = 1.0
    closed: bool = False

    def allows(self, url: str) -> bool:
        """Tell whether the portal lets us fetch ``url``; what is no address is not fetched."""
        try:
            return not self.closed and _parser(self.text).can_fetch(_NAME, url)
        except ValueError:
            return False


def manners_of(url: str, fetcher: Fetcher) -> Manners:
    """Return the wishes of the portal of ``url``.

    Without the file everything is allowed; while the portal fails to answer for it, nothing is (RFC 9309, 2.3.1).
    """
    parts = urlsplit(url)
    try:
        body = fetcher.get(f"{parts.scheme}://{parts.netloc}/robots.txt").body or b""
    except FetchFailed as failed:
        missing = failed.failure is Failure.STATUS and failed.detail.startswith("4") and failed.detail != "429"
        return Manners() if missing else Manners(closed=True)
    return read_manners(body)


def read_manners(body: bytes) -> Manners:
    """Return what the file says; unreadable lines say nothing."""
    text = body[:_MOST].decode("utf-8", "replace").removeprefix("\ufeff")
    delay = _parser(text).crawl_delay(_NAME)
    return Manners(text, min(max(1.0, float(delay or 1)), float(LONGEST_DELAY)))


@functools.lru_cache(maxsize=2)
def _parser(text: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse([line for line in text.splitlines() if _says_something(line)])
    return parser


def _says_something(line: str) -> bool:
    """Tell whether a line can be read: the library stops at a path or a number that is none."""
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:
        return False
    return True
