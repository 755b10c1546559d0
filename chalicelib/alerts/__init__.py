"""Saved searches, and telling people of new vacancies that meet them. See docs/alerts.md."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.alerts.forgetting import forget_person
    from chalicelib.alerts.indexing import Searched, apply, check, rebuild
    from chalicelib.alerts.keeping import change, kept, remove, save, saved_by
    from chalicelib.alerts.listing import Noted, Page, every_match, inbox
    from chalicelib.alerts.matching import announce, follow, named
    from chalicelib.alerts.model import (
        AlertChannel,
        AlertSettings,
        Draft,
        Pace,
        QuietHours,
        SavedSearch,
        SearchParameters,
        Stored,
    )
    from chalicelib.alerts.sending import Sent, announce_due, due_people, tell
    from chalicelib.alerts.settling import change_settings, contact_of, settings_in_force, settings_of
    from chalicelib.alerts.stopping import Stopped, look_at_stop, stop, stop_link

__all__ = [
    "AlertChannel",
    "AlertSettings",
    "Draft",
    "Noted",
    "Pace",
    "Page",
    "QuietHours",
    "SavedSearch",
    "SearchParameters",
    "Searched",
    "Sent",
    "Stopped",
    "Stored",
    "announce",
    "announce_due",
    "apply",
    "change",
    "change_settings",
    "check",
    "contact_of",
    "due_people",
    "every_match",
    "follow",
    "forget_person",
    "inbox",
    "kept",
    "look_at_stop",
    "named",
    "rebuild",
    "remove",
    "save",
    "saved_by",
    "settings_in_force",
    "settings_of",
    "stop",
    "stop_link",
    "tell",
]

__getattr__ = exports(__name__)
