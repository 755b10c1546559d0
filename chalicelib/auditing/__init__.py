"""Reading the audit: administrators by whom or what it is about or who did it, people who read their own data."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.auditing.listing import Asked, Page, listed
    from chalicelib.auditing.readings import Reader, Reading, Readings, own_readings

__all__ = ["Asked", "Page", "Reader", "Reading", "Readings", "listed", "own_readings"]

__getattr__ = exports(__name__)
