"""Skills, licences and languages that are named, each once, where it is named first."""

import re
from collections.abc import Iterator

from chalicelib.facts.denials import is_unwanted
from chalicelib.facts.model import TITLE, Fact
from chalicelib.facts.passages import fact, is_wish
from chalicelib.reference.recognising import recogniser
from chalicelib.reference.skills import skills as skill_table
from chalicelib.validation.reading import Passage
from search.normalise import located
from search.reading.texts import Mention
from search.vocabulary import Kind

_NAMED, _WISHED, _LISTED = 0.85, 0.5, 0.7
_DENIED = re.compile(
    r"\b(?:tidak|tdk|tanpa|bukan|ga|gak|nggak|not|no|without|non)\b(?! (?:hanya|cuma|only))(?: \w+){0,2}\s*$"
)
_DENIED_AFTER = re.compile(r"^\W{0,3}(?:tidak|tdk|bukan|gak|nggak|is not|not)\b(?! only)")
_SPEAKING = re.compile(
    r"\b(?:bahasa|bhs|berbahasa|language|fluent(?:ly)?|fasih|lancar|speaks?|speaking|spoken|berbicara|proficien\w+|written"
    r"|oral|verbal|literate|lisan|tulisan|tertulis|aktif|pasif|active|passive|command|communicat\w+|berkomunikasi|skills?"
    r"|conversation\w*|toefl|toeic|ielts|mandatory|a must|ability|able)\b"
)
_NO_SPEECH = re.compile(
    r"^\W?(?:company|companies|restaurant|food|cuisine|resto|market|client|customer|based|owner|style|culture|citizen"
    r"|national|kitchen|premier|standard|translator|headquarters?|hq|teams?|colleagues?|counterparts?|management|boss|expat\w*)"
)
_ENDS = re.compile(r"(?<=\d)\.(?=\s|$)")
"""A dot that ends a sentence behind a digit (``SIM B1.``) and is no part of the word."""
_FURTHER = re.compile(
    r"\s?(?P<and>&|,|\bdan\b|\bserta\b|\band\b|/|\batau\b|\bor\b)\s?"
    r"(?P<code>a|b1|b2|bi{1,2}|c|d)\b(?! umum| plus| must| valid)"
)
_EITHER = frozenset({"/", "atau", "or"})
_ROMAN = {"bi": "b1", "bii": "b2"}
_NEAR = 45
_LETTER = re.compile(r"[^\W\d_]")
_ANY_LANGUAGE = "bahasa"
"""Alone it means Indonesian beside English only: elsewhere it is the word for any language."""
_ANY_CERTIFICATE = frozenset({"sertifikat keahlian"})
"""Texts mostly mean any certificate by it, not the one of construction that bears the name."""
_WELCOME = re.compile(
    r"^\W{0,3}(?:(?:is|will be|would be|menjadi|adalah|lebih) )?(?:an? )?(?:plus|advantage|preferred|nilai|diutamakan)"
)
_TEST = re.compile(r"\b(?:toefl|toeic|ielts|jlpt)\b")
_TEST_LANGUAGES = {"toefl": "en", "toeic": "en", "ielts": "en", "jlpt": "ja"}


def skills(passages: tuple[Passage, ...]) -> tuple[Fact[str], ...]:
    """Return the skills of the table that are named; those that are denied are left out."""
    return _once(skill_mentions(passages))


def skill_mentions(passages: tuple[Passage, ...]) -> Iterator[Fact[str]]:
    """Yield each place where a skill of the table is named and not denied."""
    return (found for passage in passages for found in _skills(passage))


def licences(passages: tuple[Passage, ...]) -> tuple[Fact[str], ...]:
    """Return the permits and registrations that are named; those that are denied are left out."""
    return _once(found for passage in passages for found in _licences(passage))


def languages(passages: tuple[Passage, ...]) -> tuple[Fact[str], ...]:
    """Return the languages that are to be spoken; a company's or a dish's are none."""
    return _once(found for passage in passages for found in _languages(passage))


def _once(found: Iterator[Fact[str]]) -> tuple[Fact[str], ...]:
    first: dict[str, Fact[str]] = {}
    for each in found:
        first.setdefault(each.value, each)
    return tuple(first.values())


def _skills(passage: Passage) -> Iterator[Fact[str]]:
    words = located(passage.lowered)
    for hit in skill_table().matches_in(passage.lowered):
        if hit.end <= len(words):
            start, end = words[hit.start].start, words[hit.end - 1].end
            if is_unwanted(passage, start, end):
                continue
            yield fact(passage, start, end, hit.value, _sureness(passage, start, end))


def _mentions(passage: Passage, kind: Kind) -> Iterator[Mention]:
    """Yield what is named and not denied."""
    for mention in recogniser().read(_ENDS.sub(";", passage.lowered), (kind,)):
        if mention.surface not in _ANY_CERTIFICATE and not _denied(passage, mention.start, mention.end):
            yield mention


def _licences(passage: Passage) -> Iterator[Fact[str]]:
    for mention in _mentions(passage, Kind.LICENCE):
        found = _of(passage, mention)
        further = tuple(_driving(passage, mention, found.confidence))
        either = any(each.confidence < found.confidence for each in further)
        yield fact(passage, mention.start, mention.end, found.value, _WISHED) if either else found
        yield from further


def _driving(passage: Passage, mention: Mention, sure: float) -> Iterator[Fact[str]]:
    """Yield the classes listed behind a driving licence: ``SIM A & C`` asks for both, of ``SIM A/C`` either will do."""
    if not mention.meanings[0].code.startswith("sim_"):
        return
    end = mention.end
    while match := _FURTHER.match(passage.lowered, end):
        code = f"sim_{_ROMAN.get(match['code'], match['code'])}"
        end = match.end()
        yield fact(passage, mention.start, end, code, _WISHED if match["and"] in _EITHER else sure)


def _languages(passage: Passage) -> Iterator[Fact[str]]:
    for mention in _mentions(passage, Kind.LANGUAGE):
        if _is_spoken(passage, mention):
            yield _of(passage, mention)
    for match in _TEST.finditer(passage.lowered):
        if not _denied(passage, *match.span()):
            yield fact(passage, *match.span(), _TEST_LANGUAGES[match[0]], _LISTED)


def _of(passage: Passage, mention: Mention) -> Fact[str]:
    sure = _sureness(passage, mention.start, mention.end) * mention.meanings[0].confidence
    return fact(passage, mention.start, mention.end, mention.meanings[0].code, sure)


def _is_spoken(passage: Passage, mention: Mention) -> bool:
    """Whether the name means speaking: it says so, words of speaking are near, or it stands alone in its line."""
    before, after = passage.before(mention.start, _NEAR), passage.after(mention.end, _NEAR)
    if _NO_SPEECH.match(after.lstrip()):
        return False
    if mention.surface != _ANY_LANGUAGE and _WELCOME.match(after):
        return True
    alone = not _LETTER.search(before + after)
    if mention.surface == _ANY_LANGUAGE:
        return alone or "english" in before + after
    said = _SPEAKING.search(mention.surface) or _SPEAKING.search(before) or _SPEAKING.search(after)
    return alone or said is not None


def _sureness(passage: Passage, start: int, end: int) -> float:
    if is_wish(passage, start, end):
        return _WISHED
    return _LISTED if passage.pointer == TITLE else _NAMED


def _denied(passage: Passage, start: int, end: int) -> bool:
    before, after = passage.before(start, 30), passage.after(end, 20)
    denied = _DENIED.search(before) or _DENIED_AFTER.match(after)
    return denied is not None or is_unwanted(passage, start, end)
