"""What people take along of everything that is kept about them, and where their consents stand."""

import msgspec

from chalicelib.alerts.listing import Noted
from chalicelib.alerts.model import AlertSettings, SavedSearch
from chalicelib.applications.model import Application
from chalicelib.matching.batch.results import Ranked
from chalicelib.notifications.model import Delivery
from chalicelib.people.device_model import Device
from chalicelib.people.view_model import ConsentStatus, PersonExport
from chalicelib.rights import Processing
from functions.consent_views import ConsentReceipt
from functions.documents_types import DocumentView
from functions.linkage_views import ConfirmationView
from functions.own_sessions_types import SessionView
from functions.rights_types import RightsRequestView


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is kept about a person, machine-readable, and described part by part in docs/rights.md.

    ``confirmations`` are what registers said of them, ``messages`` of what they were told (not in which words),
    ``matches`` what the last nightly matching found, ``employers`` those for which they act, ``sessions`` those that go
    on, ``devices`` those on which they signed in.
    """

    about: PersonExport
    documents: tuple[DocumentView, ...]
    applications: tuple[Application, ...]
    confirmations: tuple[ConfirmationView, ...]
    saved_searches: tuple[SavedSearch, ...] = ()
    alerts: AlertSettings = AlertSettings()
    alert_matches: tuple[Noted, ...] = ()
    receipts: tuple[ConsentReceipt, ...] = ()
    messages: tuple[Delivery, ...] = ()
    matches: tuple[Ranked, ...] = ()
    employers: tuple[str, ...] = ()
    rights_requests: tuple[RightsRequestView, ...] = ()
    processing: Processing = Processing()
    devices: tuple[Device, ...] = ()
    sessions: tuple[SessionView, ...] = ()


class ConsentChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The purposes agreed to, each with the version of the wording that was read."""

    consents: dict[str, int]


class Consents(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Every purpose that needs consent, and where it stands; ``receipts`` only when they are read."""

    consents: dict[str, ConsentStatus]
    receipts: tuple[ConsentReceipt, ...] = ()
