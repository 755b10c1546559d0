"""What the coding of titles takes and gives."""

import hashlib
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib import reference
from chalicelib.errors import invalid
from chalicelib.reference.coding_versions import coding_version
from chalicelib.reference.model_occupations import SuggestedCode
from chalicelib.reference.rows import Label
from chalicelib.texts import Language, Text

LONGEST_TITLE = 200
MOST_CODES = 10
USUAL_CODES = 5


class CodingQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A job title in Indonesian, English or both at once, and how many groups are wanted; ``lang``: labels first in."""

    title: Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
    lang: Language | None = None
    top: Annotated[int, Meta(ge=1, le=MOST_CODES)] = USUAL_CODES


class TitleCoding(msgspec.Struct, frozen=True, kw_only=True):
    """A unit group that the title may mean.

    ``confidence`` in 0..1 is how likely it is the right one; all of a title sum to 1 at most. ``known`` are the words
    of the title that the table of job titles has for this group, null without; ``nearest`` the known titles, names and
    tasks of the group that look most like it.
    """

    code: str
    confidence: float
    labels: tuple[Label, ...]
    known: str | None
    nearest: tuple[str, ...]


class TitleCodings(msgspec.Struct, frozen=True, kw_only=True):
    """What a title may mean: codes of edition ``version``; ``coded_with`` names the tables that were read."""

    title: str
    version: str
    coded_with: str
    items: tuple[TitleCoding, ...]


def title_codings(query: CodingQuery, language: Language) -> TitleCodings:
    """Return what a title may mean. Raises InvalidInput for one without a letter or digit."""
    if not any(map(str.isalnum, query.title)):
        raise invalid("title", "empty", Text("Jabatan tidak berisi kata.", "The title has no word."))
    found = reference.suggest(query.title, query.top)
    return TitleCodings(
        title=query.title,
        version=reference.occupations().version,
        coded_with=coding_version(),
        items=tuple(_coding(each, language) for each in found),
    )


def coding_tag(query: CodingQuery, language: Language) -> str:
    """Return what is different for another title, language or number, and for codings from other tables."""
    said = msgspec.json.encode((coding_version(), language, query.title, query.top))
    return hashlib.sha256(said).hexdigest()[:32]


def _coding(found: SuggestedCode, language: Language) -> TitleCoding:
    return TitleCoding(
        code=found.coding.code,
        confidence=found.coding.confidence,
        labels=_labels(found.coding.code, language),
        known=found.known,
        nearest=found.nearest,
    )


def _labels(code: str, language: Language) -> tuple[Label, ...]:
    group = reference.occupations().get(code)
    labels = (Label("id", group.label.id), Label("en", group.label.en)) if group else ()
    return tuple(sorted(labels, key=lambda label: label.language != language))
