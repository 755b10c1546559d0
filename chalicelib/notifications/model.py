"""Messages to people: to whom, about what, in which words."""

from datetime import datetime
from enum import StrEnum

import msgspec

from chalicelib.people.verification_model import Channel
from chalicelib.texts import Language, Text


class Topic(StrEnum):
    """Events that somebody is told of."""

    VERIFICATION_CODE = "verification_code"
    WELCOME = "welcome"
    APPLICATION_RECEIVED = "application_received"
    APPLICATION_STATE = "application_state"
    VACANCY_MEND = "vacancy_mend"
    VACANCY_DECIDED = "vacancy_decided"
    VACANCIES_RENEWAL = "vacancies_renewal"
    PERSON_INACTIVE_SOON = "person_inactive_soon"
    SEARCH_CLOSED = "search_closed"
    VACANCY_ON_BEHALF = "vacancy_on_behalf"
    UPLOAD_ON_BEHALF = "upload_on_behalf"
    REVIEWS_OVERDUE = "reviews_overdue"
    ALERT_DIGEST = "alert_digest"
    BREACH_NOTICE = "breach_notice"
    PERSON_ERASED_SOON = "person_erased_soon"
    PERSON_CORRECTED = "person_corrected"
    RIGHTS_USED = "rights_used"
    RIGHTS_REQUEST_RECEIVED = "rights_request_received"
    RIGHTS_REQUEST_ANSWERED = "rights_request_answered"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    CONTACT_CHANGED = "contact_changed"
    CONTACT_REPLACED = "contact_replaced"
    RECOVERY_CODE_GIVEN = "recovery_code_given"
    SESSION_REPLAYED = "session_replayed"


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """One person to be told. With ``contact_hash`` the message goes to exactly that contact, proven or not."""

    person_id: str
    channel: Channel | None = None
    contact_hash: str | None = None


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One message to one recipient: the template's name and what its gaps are filled with, in both languages."""

    recipient: Recipient
    template: str
    values: dict[str, Text] = {}


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent. E-mail alone has a ``subject``, and ``stop``: the address that ends such messages at one click."""

    channel: Channel
    to: str
    subject: str
    body: str
    language: Language
    stop: str | None = None

    def __repr__(self) -> str:
        """Never show whom it goes to or what it says."""
        return f"Message({self.channel.value})"


class Delivery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That one event's message to one person was begun, and when the provider took it. Holds no address."""

    topic: str
    person_id: str
    begun_at: datetime
    sent_at: datetime | None = None
    channel: Channel | None = None
