"""What people take along of everything that is kept about them."""

import msgspec

from chalicelib.applications.model import Application
from chalicelib.documents.model import Document
from chalicelib.people.view_model import PersonExport
from functions.linkage_views import ConfirmationView


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is kept about a person, machine-readable; ``confirmations`` are what registers said of them."""

    about: PersonExport
    documents: tuple[Document, ...]
    applications: tuple[Application, ...]
    confirmations: tuple[ConfirmationView, ...]
