"""HTML to plain text: blocks become lines, list items bullets, scripts and markup disappear."""

from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"}
    | {"ol", "p", "pre", "section", "table", "tr", "ul"}
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "object"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS:
            self.parts.append("\n• " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def plain_text(markup: str) -> str:
    """Return the readable text of ``markup``, which may be plain already; at most one empty line in a row."""
    if "<" not in markup and "&" not in markup:
        return _tidy(markup)
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return _tidy("".join(reader.parts))


def _tidy(text: str) -> str:
    visible = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t\xa0")
    lines = [" ".join(line.split()) for line in visible.split("\n")]
    kept: list[str] = []
    for line in lines:
        if (line and line != "•") or (kept and kept[-1]):
            kept.append("" if line == "•" else line)
    return "\n".join(kept).strip()
