"""What is wrong with a value that does not fit its type, in words for people: msgspec says it to programmers.

The forms of its messages are those of msgspec 0.18 to 0.22; one that is not known here is told in general words.
"""

import re
from collections.abc import Callable, Iterable

from chalicelib import forms
from chalicelib.texts import Text

_KINDS = {
    "int": Text("bilangan bulat", "a whole number"),
    "float": Text("bilangan", "a number"),
    "str": Text("teks", "a text"),
    "bool": Text("true atau false", "true or false"),
    "array": Text("daftar", "a list"),
    "object": Text("objek", "an object"),
    "null": Text("null", "null"),
    "datetime": Text("waktu", "a time"),
    "date": Text("tanggal", "a date"),
}
_BOUNDS = {
    ">=": Text("paling sedikit", "at least"),
    "<=": Text("paling banyak", "at most"),
    ">": Text("lebih dari", "more than"),
    "<": Text("kurang dari", "less than"),
}
_UNITS = {
    "str": Text("karakter", "characters"),
    "array": Text("butir", "entries"),
    "object": Text("isian", "fields"),
}
_GENERAL = Text("Nilai tidak sah.", "The value is not valid.")
_MOST_CHOICES = 25
_BYTE = re.compile(r"\(byte (?P<byte>\d+)\)$")


def _kinds(found: re.Match[str]) -> Text:
    wanted, given = (_named(found[name]) for name in ("wanted", "given"))
    return Text(f"Harus {wanted.id}, bukan {given.id}.", f"This must be {wanted.en}, not {given.en}.")


def _bound(found: re.Match[str]) -> Text:
    words = _BOUNDS[found["sign"]]
    return Text(f"Harus {words.id} {found['bound']}.", f"This must be {words.en} {found['bound']}.")


def _length(found: re.Match[str]) -> Text:
    unit, sign = _UNITS.get(found["kind"], _UNITS["str"]), found["sign"]
    words = _BOUNDS[sign] if sign else Text("tepat", "exactly")
    number = found["bound"]
    return Text(f"Harus {words.id} {number} {unit.id}.", f"This must have {words.en} {number} {unit.en}.")


def _choice(found: re.Match[str]) -> Text:
    return Text(f"“{found['given']}” bukan salah satu pilihan.", f"“{found['given']}” is none of the choices.")


def _form(found: re.Match[str]) -> Text:
    return forms.asked(found["form"].replace("\\\\", "\\"))


def _moment(found: re.Match[str]) -> Text:
    if found["kind"] == "date":
        return Text("Bukan tanggal; tulis 2026-12-31.", "This is not a date; write 2026-12-31.")
    return Text("Bukan waktu; tulis 2026-12-31T09:00:00Z.", "This is not a time; write 2026-12-31T09:00:00Z.")


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Text]], ...] = (
    (re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<given>[^`]+)`"), _kinds),
    (re.compile(r"Expected `(?P<kind>\w+)[^`]*` of length (?P<sign>[<>]=?)? ?(?P<bound>\d+)"), _length),
    (re.compile(r"Expected `[^`]+` (?P<sign>[<>]=?) (?P<bound>-?[\d.]+)"), _bound),
    (re.compile(r"Expected `str` matching regex '(?P<form>.+)'"), _form),
    (re.compile(r"Invalid enum value '?(?P<given>[^']*)'?"), _choice),
    (re.compile(r"Invalid RFC3339 encoded (?P<kind>date|datetime)\b"), _moment),
    (re.compile(r"Expected `(?P<kind>datetime)` with a timezone component"), _moment),
)


def told(message: str, choices: Iterable[str] = ()) -> Text:
    """Return what a message of msgspec says, without its place; ``choices`` are named to who missed them."""
    for form, word in _FORMS:
        if found := form.match(message):
            return _with_choices(word(found), tuple(choices)) if word is _choice else word(found)
    return _GENERAL


def told_of_json(message: str) -> Text:
    """Return why bytes are no JSON document: broken off, or wrong at a byte (counted from 0)."""
    if found := _BYTE.search(message):
        place = found["byte"]
        return Text(f"Isi bukan JSON yang sah: salah pada byte ke-{place}.", f"This is no JSON: wrong at byte {place}.")
    if "truncated" in message:
        return Text("Isi bukan JSON yang sah: terputus di tengah.", "This is no JSON: it breaks off.")
    if "out of range" in message:
        return Text("Isi bukan JSON yang sah: bilangan terlalu besar.", "This is no JSON: a number is too large.")
    return Text("Isi bukan JSON yang sah.", "This is no JSON.")


def _with_choices(said: Text, choices: tuple[str, ...]) -> Text:
    if not 0 < len(choices) <= _MOST_CHOICES:
        return said
    names = ", ".join(choices)
    return Text(f"{said.id} Pilihan: {names}.", f"{said.en} Choices: {names}.")


def _named(kinds: str) -> Text:
    """Return the words for ``int | null``; that something may be left out is no news to who has sent it."""
    names = [name for name in kinds.split(" | ") if name != "null"] or ["null"]
    words = [_KINDS.get(name, Text(name, name)) for name in names]
    return Text(" atau ".join(word.id for word in words), " or ".join(word.en for word in words))
