"""The words of every message, as data: e-mail subject and body, and an SMS that fits into one message."""

from chalicelib.notifications.templates import accounts, applications, rights, searches, vacancies
from chalicelib.notifications.templates.applications import STATES
from chalicelib.notifications.templates.template import Template

TEMPLATES: dict[str, Template] = {
    **accounts.TEMPLATES,
    **applications.TEMPLATES,
    **vacancies.TEMPLATES,
    **searches.TEMPLATES,
    **rights.TEMPLATES,
}

__all__ = ["STATES", "TEMPLATES", "Template"]
