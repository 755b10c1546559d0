"""Documents of a person: upload, check, text, proposals. Other capabilities use what is named here."""

from chalicelib.documents.model import Document
from chalicelib.documents.store import erase_all, listed

__all__ = ["Document", "erase_all", "listed"]
