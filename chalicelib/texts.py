"""Texts that people read, in the two languages of the platform."""

from enum import StrEnum

import msgspec


class Language(StrEnum):
    """Languages of messages and labels; Indonesian is the default."""

    INDONESIAN = "id"
    ENGLISH = "en"


class Text(msgspec.Struct, frozen=True):
    """One text in Indonesian (``id``) and English (``en``)."""

    id: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the wording for ``language``."""
        return self.en if language is Language.ENGLISH else self.id


def preferred_language(accept_language: str | None) -> Language:
    """Choose the language from an ``Accept-Language`` header (RFC 9110, section 12.5.4).

    Anything that is absent, malformed or names neither language gives Indonesian.
    """
    best, weight = Language.INDONESIAN, 0.0
    for entry in (accept_language or "").split(","):
        tag, _, parameter = entry.strip().lower().partition(";")
        primary = tag.strip().split("-")[0]
        quality = _quality(parameter)
        if primary in set(Language) and quality > weight:
            best, weight = Language(primary), quality
    return best


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
