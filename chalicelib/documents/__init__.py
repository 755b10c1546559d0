"""Documents of a person: upload, check, text, proposals. Other capabilities use what is named here."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.documents.model import Document
    from chalicelib.documents.store import erase_all, listed

__all__ = ["Document", "erase_all", "listed"]

__getattr__ = exports(__name__)
