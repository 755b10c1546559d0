"""The vacancies that a page states as schema.org JSON-LD, as raw items like those of a partner's push."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

MOST_POSTINGS = 200
"""Vacancies on one page; more is a list, for which feeds of lines are."""
_DEEPEST = 6
_SCRIPT = re.compile(r"<script\b([^>]{0,500})>", re.IGNORECASE)
_LD_JSON = re.compile(r"""type\s*=\s*["']?application/ld\+json\b""", re.IGNORECASE)
_END = re.compile(r"</script\s*>", re.IGNORECASE)


def postings_in(page: bytes, url: str) -> tuple[bytes, ...]:
    """Return every JobPosting of a page, or of a document that is JSON-LD itself, each as JSON.

    One without an identifier of its own gets the page's address as such when it is the only one there. What is no
    JSON is passed over, as browsers do.
    """
    text = page.decode("utf-8", "replace").removeprefix("\ufeff")
    found = [posting for document in _documents(text) for posting in _postings(document, 0)][:MOST_POSTINGS]
    if len(found) == 1 and not found[0].get("identifier"):
        found[0] = {**found[0], "identifier": url[:200]}
    return tuple(
        json.dumps(_addressed(posting, url), ensure_ascii=False).encode("utf-8", "replace") for posting in found
    )


def _documents(text: str) -> Iterator[Any]:
    scripts = [text] if text.lstrip().startswith(("{", "[")) else list(_scripts(text))
    for script in scripts:
        document = _parsed(script)
        if document is not None:
            yield document


def _scripts(text: str) -> Iterator[str]:
    place = 0
    while (begin := _SCRIPT.search(text, place)) is not None:
        end = _END.search(text, begin.end())
        if end is None:
            return
        if _LD_JSON.search(begin[1]):
            yield text[begin.end() : end.start()]
        place = end.end()


def _parsed(script: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the document, also of one that a careless page wrapped in a comment or wrote with HTML's references."""
    bare = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    for text in (bare, unescape(bare)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _postings(document: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Yield the postings of a document: itself, those of a list, of a graph, of a list of items, of a page."""
    if depth > _DEEPEST:
        return
    if isinstance(document, list):
        for entry in document:
            yield from _postings(entry, depth + 1)
    if not isinstance(document, dict):
        return
    if _is_posting(document.get("@type")):
        yield document
        return
    for name in ("@graph", "itemListElement", "item", "mainEntity", "mainEntityOfPage"):
        yield from _postings(document.get(name), depth + 1)


def _is_posting(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(each, str) and each.rpartition("/")[2].rpartition(":")[2] == "JobPosting" for each in kinds)


def _addressed(posting: dict[str, Any], url: str) -> dict[str, Any]:
    return posting if posting.get("url") else {**posting, "url": url}
