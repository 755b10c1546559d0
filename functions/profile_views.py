"""What people take along of everything that is kept about them, and where their consents stand."""

import msgspec

from chalicelib.alerts.listing import Noted
from chalicelib.alerts.model import AlertSettings, SavedSearch
from chalicelib.applications.model import Application
from chalicelib.documents.model import Document
from chalicelib.people.view_model import ConsentStatus, PersonExport
from functions.linkage_views import ConfirmationView


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is kept about a person, machine-readable; ``confirmations`` are what registers said of them."""

    about: PersonExport
    documents: tuple[Document, ...]
    applications: tuple[Application, ...]
    confirmations: tuple[ConfirmationView, ...]
    saved_searches: tuple[SavedSearch, ...] = ()
    alerts: AlertSettings = AlertSettings()
    alert_matches: tuple[Noted, ...] = ()


class ConsentChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The purposes agreed to, each with the version of the wording that was read."""

    consents: dict[str, int]


class Consents(msgspec.Struct, frozen=True, kw_only=True):
    """Every purpose that needs consent, and where it stands."""

    consents: dict[str, ConsentStatus]
