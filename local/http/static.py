"""Files of the web folder: `/` is its index, `/app/...` everything in it."""

import mimetypes
from pathlib import Path

from local.http.answers import Answer
from security.headers import PAGES, content_policy, page_content

_PREFIX = "app"
_INDEX = "index.html"
_CONTENT = content_policy(page_content(["http://127.0.0.1:*", "http://localhost:*"]))
"""As at the edge; people's own documents lie with the emulator, which has a port of its own."""


class StaticFiles:
    """Serves one folder; nothing outside it, links included, and no hidden file."""

    def __init__(self, folder: Path) -> None:
        """`folder` may be absent: then nothing is found."""
        self._folder = folder.resolve()

    def find(self, segments: tuple[str, ...]) -> Answer | None:
        """The file for the decoded segments of a path, or None."""
        wanted = _relative(segments)
        if wanted is None or any(part.startswith(".") or "\0" in part or "\\" in part for part in wanted):
            return None
        file = self._folder.joinpath(*wanted).resolve()
        if not file.is_relative_to(self._folder) or not file.is_file():
            return None
        kind, encoding = mimetypes.guess_type(file.name)
        charset = "; charset=utf-8" if kind and (kind.startswith("text/") or "javascript" in kind) else ""
        content_type = f"{kind or 'application/octet-stream'}{charset}" if not encoding else "application/octet-stream"
        headers = (
            ("Content-Type", content_type),
            ("Cache-Control", "no-cache"),
            ("Content-Security-Policy", _CONTENT),
            *PAGES.items(),
        )
        return Answer(status=200, headers=headers, body=file.read_bytes())


def _relative(segments: tuple[str, ...]) -> tuple[str, ...] | None:
    if segments in (("", ""), ("", _PREFIX), ("", _PREFIX, "")):
        return (_INDEX,)
    if len(segments) > 2 and segments[1] == _PREFIX and all(segments[2:]):
        return segments[2:]
    return None
