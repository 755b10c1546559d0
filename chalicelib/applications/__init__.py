"""Applications: sending, following, deciding, forgetting."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.applications.applying import apply
    from chalicelib.applications.expiring import expire
    from chalicelib.applications.model import Application, ApplicationLetter, ApplicationState, Side
    from chalicelib.applications.moving import anonymise_person, count, move
    from chalicelib.applications.reading import Page, Stored, document_of, of_person, of_vacancy, open_of, read, stored
    from chalicelib.applications.words import with_words

__all__ = [
    "Application",
    "ApplicationLetter",
    "ApplicationState",
    "Page",
    "Side",
    "Stored",
    "anonymise_person",
    "apply",
    "count",
    "document_of",
    "expire",
    "move",
    "of_person",
    "of_vacancy",
    "open_of",
    "read",
    "stored",
    "with_words",
]

__getattr__ = exports(__name__)
