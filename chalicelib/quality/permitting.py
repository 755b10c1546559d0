"""Who may read the quality of which sources: everybody kinds, each source itself, the monitor all of them."""

import re
from collections.abc import Sequence

from chalicelib import employers
from chalicelib.errors import Forbidden, InvalidInput, NotFound, Unauthenticated, invalid
from chalicelib.identifiers import is_identifier
from chalicelib.quality import table
from chalicelib.texts import Text
from chalicelib.vacancies.model import DIRECT
from chalicelib.validation.context import SourceKind
from security.policy import Action, Resource, ResourceKind
from security.principal import ANONYMOUS, Principal

ALL = "all"
"""Names every source by itself, but employers."""
KINDS = tuple(kind.value for kind in SourceKind)
_LONGEST_NAME = 80
"""Signs of an unknown name that are said back."""
_NAME = re.compile(r"[a-z]{3}_")
"""How the name of a partner and an employer begins."""


def is_employer(source: str | None) -> bool:
    """Tell whether a source is an employer that posts here."""
    return source is not None and is_identifier(source, "emp")


def sees(principal: Principal, source: str | None) -> bool:
    """Tell whether the caller may read a source by its name; of kinds, whether down to one vacancy."""
    return employers.allowed(principal, Action.READ, _resource(source))


def sources_of(principal: Principal, source: str | None, generation: int) -> Sequence[str]:
    """Return the names of the kinds or sources that ``source`` means.

    Raises `Unauthenticated` or `Forbidden` for one that is not the caller's, `InvalidInput` on ``source`` for one that
    there is not.
    """
    if source is None or source in KINDS:
        return KINDS if source is None else (source,)
    if source not in (ALL, DIRECT) and not _NAME.match(source):
        raise _no_kind(source)
    if not sees(principal, source):
        if principal is ANONYMOUS:
            raise Unauthenticated(Text("Masuk dahulu.", "Sign in first."))
        raise Forbidden
    if is_employer(source):
        if _region_of(source) is None:
            raise _unknown(source)
        return (source,)
    known = table.sources(generation)
    if source != ALL and source not in known and source != principal.id:
        raise _unknown(source)
    return known if source == ALL else (source,)


def _resource(source: str | None) -> Resource:
    if source is None or not is_employer(source):
        return Resource(kind=ResourceKind.QUALITY, owner=source or "")
    return Resource(kind=ResourceKind.QUALITY, employer=source, region=_region_of(source) or "")


def _region_of(employer_id: str) -> str | None:
    """Return the region of an employer, empty when it states none, ``None`` when there is no such employer."""
    try:
        return employers.stored(employer_id).employer.details.region or ""
    except NotFound:
        return None


def _no_kind(source: str) -> InvalidInput:
    kinds = ", ".join(KINDS)
    text = Text(
        f"“{source[:_LONGEST_NAME]}” bukan salah satu pilihan. Pilihan: {kinds}.",
        f"“{source[:_LONGEST_NAME]}” is none of the choices. Choices: {kinds}.",
    )
    return invalid("source", "unknown_source", text)


def _unknown(source: str) -> InvalidInput:
    return invalid(
        "source", "unknown_source", Text(f"Sumber {source} tidak dikenal.", f"The source {source} is unknown.")
    )
