"""HTML to plain text: blocks become lines, list items bullets, scripts and markup disappear.

Not with the standard library's parser: on markup that never closes it takes time in the square of the length. Here
every step passes over the text once.
"""

import re
from collections.abc import Iterator
from html import unescape

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"}
    | {"ol", "p", "pre", "section", "table", "tr", "ul"}
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "object"})
_MARKUP = re.compile(r"(<[^<>]{1,2000}>)")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:[\s/][^<>]*)?>")
_OTHER_MARKUP = re.compile(r"<[!?/][^<>]*>")
_ENDLESS_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")
_COMMENT, _COMMENT_END = "<!--", "-->"


def plain_text(markup: str) -> str:
    """Return the readable text of ``markup``, which may be plain already; at most one empty line in a row."""
    if "<" not in markup and "&" not in markup:
        return _tidy(markup)
    seen = "".join(_visible(_without_comments(markup)))
    return _tidy(unescape(_ENDLESS_REFERENCE.sub("", seen)))


def _visible(markup: str) -> Iterator[str]:
    """Yield the texts between tags, and line breaks for blocks; nothing from within scripts and styles."""
    hidden_by = ""
    for part in _MARKUP.split(markup):
        tag = _TAG.fullmatch(part)
        name = tag["name"].lower() if tag else ""
        if hidden_by:
            hidden_by = "" if tag and tag["end"] and name == hidden_by else hidden_by
        elif name in _UNSEEN:
            hidden_by = "" if tag and tag["end"] else name
        elif name in _BLOCKS:
            yield "\n• " if name == "li" and tag and not tag["end"] else "\n"
        elif not tag and not _OTHER_MARKUP.fullmatch(part):
            yield part


def _without_comments(markup: str) -> str:
    """Leave comments out; the beginning of one that never ends disappears, the rest stays."""
    kept, place = list[str](), 0
    while (start := markup.find(_COMMENT, place)) >= 0:
        end = markup.find(_COMMENT_END, start + len(_COMMENT))
        if end < 0:
            return "".join((*kept, markup[place:].replace(_COMMENT, "")))
        kept.append(markup[place:start])
        place = end + len(_COMMENT_END)
    return "".join((*kept, markup[place:]))


def _tidy(text: str) -> str:
    visible = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t\xa0")
    lines = [" ".join(line.split()) for line in visible.split("\n")]
    kept: list[str] = []
    for line in lines:
        if (line and line != "•") or (kept and kept[-1]):
            kept.append("" if line == "•" else line)
    return "\n".join(kept).strip()
