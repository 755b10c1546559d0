"""What is known of an incident, as a TOML file that an operator writes, and the contents that the law asks for.

Law 27/2022 article 46: when the protection of personal data fails, the controller tells the people concerned and the
agency in writing within 3 x 24 hours at the latest (1): which data were disclosed, when and how, and what is done to
handle it and to recover (2). In certain cases the public is told as well (3).
"""

import re
import tomllib
from datetime import datetime, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from chalicelib import mistakes
from chalicelib.auditing.wording import KINDS
from chalicelib.errors import FieldError, InvalidInput, invalid
from chalicelib.texts import Text

TERM = timedelta(hours=72)
"""Within which people and agency are told, from when it was found out."""

_PATH = re.compile(r" - at `\$(?P<path>.*)`$")
_INDEX = re.compile(r"\[(\d+)\]")
_NAMED = re.compile(r"(?:missing required|unknown) field `(?P<name>[^`]*)`")

Words = Annotated[str, Meta(min_length=10, max_length=2_000)]
Moment = Annotated[datetime, Meta(tz=True)]


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One part of the notice in both languages."""

    id: Words
    en: Words

    @property
    def text(self) -> Text:
        """The same as a text."""
        return Text(self.id, self.en)


class Concerned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose data it is: people who are named, and whoever was read by ``actor`` from ``from`` until before ``to``."""

    people: tuple[Annotated[str, Meta(pattern=r"^per_[0-9a-z]+$")], ...] = ()
    actor: Annotated[str, Meta(min_length=1, max_length=300)] | None = None
    first: Moment | None = msgspec.field(default=None, name="from")
    last: Moment | None = msgspec.field(default=None, name="to")


class Incident(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One incident.

    ``kinds`` of data were disclosed (as the audit calls them) between ``began`` and ``ended`` (``None``: it goes on);
    ``discovered``: when the controller learned of it. ``what`` happened and ``how``; ``consequences`` for people;
    ``handling`` and ``recovery``: what is and will be done; ``advice``: what people can do; ``contact``: whom they ask.
    """

    reference: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{2,49}$")]
    discovered: Moment
    began: Moment
    ended: Moment | None = None
    kinds: Annotated[tuple[str, ...], Meta(min_length=1)]
    what: Told
    how: Told
    consequences: Told
    handling: Told
    recovery: Told
    advice: Told
    contact: Annotated[str, Meta(min_length=5, max_length=200)]
    concerned: Concerned

    @property
    def due(self) -> datetime:
        """When people and agency must have been told."""
        return self.discovered + TERM


def read_incident(content: bytes) -> Incident:
    """Return the incident in a TOML file.

    Raises `InvalidInput` that names what is missing, unknown or contradictory.
    """
    try:
        document: Any = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise invalid("/", "malformed", Text(f"Berkas bukan TOML: {error}", f"The file is no TOML: {error}")) from None
    try:
        found = msgspec.convert(document, Incident)
    except msgspec.ValidationError as error:
        raise _refusal(str(error)) from None
    _check(found)
    return found


def _refusal(message: str) -> InvalidInput:
    path = _PATH.search(message)
    pointer = "/" + _INDEX.sub(r"/\1", path["path"].strip(".").replace(".", "/")) if path else ""
    named = _NAMED.search(message)
    if named:
        pointer = f"{pointer.rstrip('/')}/{named['name']}"
    missing = "missing required" in message
    detail = mistakes.told(_PATH.sub("", message)) if not named else _named(named["name"], missing)
    code = "missing" if missing else ("unknown_field" if named else "invalid")
    return InvalidInput(detail, [FieldError(pointer=pointer or "/", code=code, detail=detail)])


def _named(name: str, missing: bool) -> Text:
    if missing:
        return Text(f"{name} wajib ada.", f"{name} must be there.")
    return Text(f"{name} tidak dikenal.", f"{name} is not known.")


def _check(found: Incident) -> None:
    for kind in found.kinds:
        if kind not in KINDS:
            known = ", ".join(KINDS)
            raise invalid("/kinds", "unknown", Text(f"{kind}: pilih {known}.", f"{kind} is none of {known}."))
    if found.ended is not None and found.ended < found.began:
        raise invalid("/ended", "before_began", Text("ended sebelum began.", "It ended before it began."))
    if found.discovered < found.began:
        raise invalid("/discovered", "before_began", Text("discovered sebelum began.", "Discovered before it began."))
    _check_concerned(found.concerned)


def _check_concerned(found: Concerned) -> None:
    if not found.people and found.actor is None:
        raise invalid("/concerned", "missing", Text("Sebutkan people atau actor.", "Name people or an actor."))
    if found.actor is not None and (found.first is None or found.last is None):
        raise invalid(
            "/concerned/from", "missing", Text("Dengan actor: from dan to.", "With an actor: from and to as well.")
        )
    if found.first is not None and found.last is not None and found.first >= found.last:
        raise invalid("/concerned/to", "before_from", Text("to harus setelah from.", "to must be after from."))
