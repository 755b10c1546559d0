"""Reading the audit: administrators by whom or what it is about or who did it, people who read their own data."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.auditing.listing import Asked, Page, listed
    from chalicelib.auditing.readers import Reader
    from chalicelib.auditing.readings import Act, Reading, Readings, every_reading, own_readings

__all__ = ["Act", "Asked", "Page", "Reader", "Reading", "Readings", "every_reading", "listed", "own_readings"]

__getattr__ = exports(__name__)
