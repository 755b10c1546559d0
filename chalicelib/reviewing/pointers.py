"""Which fields an officer may name to be corrected: those that the poster's form has, and items of their lists."""

import re
from collections.abc import Iterator, Sequence

from chalicelib.errors import FieldError, InvalidInput, invalid
from chalicelib.texts import Text
from chalicelib.vacancies.model import Decision, Note, Point, VacancyContent
from chalicelib.vacancies.reviews import Ruling

FIELDS = frozenset(VacancyContent.__struct_fields__)
_PARTS = {"point": frozenset(Point.__struct_fields__)}
_PLACE = re.compile(r"0|[1-9][0-9]{0,3}")


def exists(pointer: str, content: VacancyContent) -> bool:
    """Tell whether a JSON pointer (RFC 6901) leads to a field of the form, stated or not, or to an item of a list."""
    empty, *names = pointer.split("/")
    if empty or not names or names[0] not in FIELDS:
        return False
    if len(names) == 1:
        return True
    if len(names) > 2:
        return False
    return names[1] in _PARTS.get(names[0], ()) or _is_item(names[1], getattr(content, names[0]))


def require_fields(ruling: Ruling, content: VacancyContent) -> None:
    """Return when ``ruling`` names fields of the form, each once, and none unless it asks for corrections.

    Raises `InvalidInput` on ``/fields`` (``wrong_decision``) or on each ``/fields/0/pointer``: ``unknown_field``,
    ``repeated``.
    """
    if ruling.fields and ruling.decision is Decision.PUBLISH:
        detail = Text("Yang terbit tidak perlu diperbaiki.", "What is published has nothing to be corrected.")
        raise invalid("/fields", "wrong_decision", detail)
    errors = list(_errors(ruling.fields, content))
    if errors:
        raise InvalidInput(errors[0].detail, errors)


def _errors(notes: Sequence[Note], content: VacancyContent) -> Iterator[FieldError]:
    seen: set[str] = set()
    for place, note in enumerate(notes):
        named = f"/fields/{place}/pointer"
        if not exists(note.pointer, content):
            detail = Text(f"Tidak ada isian {note.pointer} pada lowongan.", f"The vacancy has no field {note.pointer}.")
            yield FieldError(pointer=named, code="unknown_field", detail=detail)
        elif note.pointer in seen:
            detail = Text(f"Isian {note.pointer} disebut dua kali.", f"The field {note.pointer} is named twice.")
            yield FieldError(pointer=named, code="repeated", detail=detail)
        seen.add(note.pointer)


def _is_item(place: str, value: object) -> bool:
    return isinstance(value, tuple) and bool(_PLACE.fullmatch(place)) and int(place) < len(value)
