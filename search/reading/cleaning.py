"""A query's text as signs that can be read: one kind of quotes, dashes, digits and blanks, nothing that is not seen."""

import re
import unicodedata

LONGEST_TEXT = 3_000
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞＂「」『』", '"'),
        **dict.fromkeys("‘’‚‛′´`＇", "'"),
        **dict.fromkeys("−–—―‐‑‒﹣－", "-"),
        **dict.fromkeys("＋﹢", "+"),
    }
)
_SINGLE = re.compile(r"(?<![^\s+(-])'([^'\"]+)'(?![^\s,.;:!?)])")
"""Single quotes around words; one within a word (``jum'at``) is none."""
_MARKS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
"""Diacritics on Latin letters; those of other scripts tell letters apart."""
_BLANK = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_SEEN = re.compile(r"[ -~]*")


def shorten(text: str) -> tuple[str, bool]:
    """Return the part of ``text`` that is read, as `readable`, and whether that is less than all of it."""
    plain = _compatible(text[: LONGEST_TEXT + 1])
    if len(plain) <= LONGEST_TEXT:
        return readable(plain), False
    clean = readable(plain[:LONGEST_TEXT])
    return clean.rpartition(" ")[0] or clean, True


def readable(text: str) -> str:
    """Return ``text`` in plain signs with single blanks.

    Typographic quotes and dashes, wide letters and the digits of any script become their plain forms. What is not seen
    goes: controls, halves of surrogate pairs and private signs leave a blank, joiners and marks of direction nothing.
    """
    plain = text if _SEEN.fullmatch(text) else "".join(map(_seen, _compatible(text)))
    return _SINGLE.sub(r'"\1"', " ".join(plain.split()))


def plain_letters(text: str) -> str:
    """Return ``text`` in lower case with Latin letters without diacritics, so that ``Rémote`` reads like ``remote``."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", folded)))


def _compatible(text: str) -> str:
    """Return ``text`` in compatible forms, of which one may take the place of eighteen signs."""
    # Signs of vertical text have compatible forms that are quotes; a lone accent would become a blank.
    return text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS)


def _seen(sign: str) -> str:
    if sign.isascii() and sign.isprintable():
        return sign
    kind = unicodedata.category(sign)
    if kind in _BLANK:
        return " "
    if kind == "Cf":
        return ""
    return str(unicodedata.decimal(sign)) if kind == "Nd" else sign
