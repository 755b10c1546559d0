"""What both sides of an application write to each other: stored sealed under the applicant's key, and gone with it.

People write their phone numbers, addresses and more into letters; nobody but the two sides reads them.
"""

import msgspec

from chalicelib.applications.model import Application, Event
from security import vault
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind


def closed(application: Application) -> Application:
    """Return the application as it is stored, with every word sealed.

    Raises `InvalidInput` on ``/message`` or ``/reason`` for control characters, `Unavailable`.
    """
    owner, letter = application.person_id, application.letter
    said = letter.message.strip()
    return msgspec.structs.replace(
        application,
        message=vault.seal(said, Kind.WORDS, owner, "/message") if said else application.message,
        letter=msgspec.structs.replace(letter, message=""),
        history=tuple(_closed(event, owner) for event in application.history),
    )


def with_words(application: Application, purpose: Purpose, reader: Principal) -> Application:
    """Return the application with its words in plain for ``reader``; each that is opened leaves an entry in the audit.

    The entry names the employer of this application, when it is not the applicant who reads.

    Raises `Forbidden` when the purpose does not allow it, `Unavailable`.
    """
    letter, behalf = application.letter, employer_behind(application, reader)
    if application.message is not None:
        plain = vault.open_sealed(application.message, purpose, reader, behalf)
        letter = msgspec.structs.replace(letter, message=plain)
    history = []
    for event in application.history:
        said = event.reason if event.closed is None else vault.open_sealed(event.closed, purpose, reader, behalf)
        history.append(msgspec.structs.replace(event, reason=said, closed=None))
    return msgspec.structs.replace(application, letter=letter, history=tuple(history), message=None)


def employer_behind(application: Application, reader: Principal) -> str:
    """Return the employer for whom ``reader`` looks at an application, empty for the applicant."""
    return "" if reader.id == application.person_id else application.employer_id


def _closed(event: Event, owner: str) -> Event:
    if event.reason is None:
        return event
    said = event.reason.strip()
    sealed = vault.seal(said, Kind.WORDS, owner, "/reason") if said else None
    return msgspec.structs.replace(event, reason=None, closed=sealed)
