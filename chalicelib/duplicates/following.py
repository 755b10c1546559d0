"""Changed vacancies followed: what is compared of them is stored, and the clusters around them are settled."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from chalicelib import resources, vacancies
from chalicelib.aws import client
from chalicelib.duplicates.fingerprinting import Trust, fingerprint_of, is_compared, no_opinion
from chalicelib.duplicates.keeping import finish, keep
from chalicelib.duplicates.settling import settle, tell
from chalicelib.duplicates.storing import TableStore
from chalicelib.duplicates.turning import turn
from chalicelib.errors import Unavailable
from chalicelib.identifiers import is_identifier
from chalicelib.observability import logger
from chalicelib.vacancies.model import Vacancy

Change = tuple[Vacancy | None, Vacancy | None]
_IN_A_MESSAGE = 10
_IN_A_CALL = 10


class Changed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One message: vacancies that have changed."""

    vacancy_ids: tuple[str, ...]


def follow(vacancy_id: str, trust: Trust = no_opinion) -> None:
    """Bring the duplicates up to a vacancy as it stands now; twice, late or out of order makes no difference.

    Where a block becomes full, or is full no more, whoever stands in it is looked at again. A vacancy that does not
    exist changes nothing. Raises `Unavailable` when other workers were faster too often.
    """
    _follow([vacancy_id], trust)


def follow_many(vacancy_ids: Iterable[str], trust: Trust = no_opinion) -> Mapping[str, Exception]:
    """Follow vacancies together, which reads what they share once; return those that failed, with the reason.

    One that fails keeps nobody waiting: then each is followed by itself.
    """
    names = tuple(dict.fromkeys(vacancy_ids))
    try:
        _follow(names, trust)
    except Exception as error:
        if len(names) == 1:
            return {names[0]: error}
        logger.warning("vacancies are compared one by one", exc_info=True)
        return {name: error for each in names for name, error in follow_many([each], trust).items()}
    return {}


def _follow(names: Iterable[str], trust: Trust) -> None:
    store = TableStore()
    found = vacancies.get_many(sorted(name for name in names if is_identifier(name, "vac")))
    store.entries(found)
    kept = [keep(vacancy, trust, store) for _, vacancy in sorted(found.items())]
    due = [entry for entry in kept if entry.pending is not None]
    if not due:
        return
    store.prepare(due)
    concerned = settle([entry.id for entry in due], store)
    tell({*concerned, *(name for entry in due if entry.tell for name in (entry.id, *entry.tell))})
    left = [key for entry in due for key in entry.pending or ()]
    turn(left, store)
    finish([entry.id for entry in due], store)


def announce(changes: Iterable[Change]) -> int:
    """Ask for what has changed to be followed; return how many vacancies that are.

    Raises `Unavailable` when the queue did not take all of it; then it may be called again.
    """
    names = list(dict.fromkeys(_name(*change) for change in changes if concerns(*change)))
    messages = [Changed(tuple(names[at : at + _IN_A_MESSAGE])) for at in range(0, len(names), _IN_A_MESSAGE)]
    for start in range(0, len(messages), _IN_A_CALL):
        _send(messages[start : start + _IN_A_CALL])
    return len(names)


def announced(body: str) -> tuple[str, ...]:
    """Return the vacancies that a message names; raises ``msgspec.DecodeError`` for one of another form."""
    return msgspec.json.decode(body, type=Changed).vacancy_ids


def concerns(before: Vacancy | None, after: Vacancy | None) -> bool:
    """Tell whether a change of a vacancy may change what it is a duplicate of."""
    old = fingerprint_of(before) if before is not None and is_compared(before) else None
    new = fingerprint_of(after) if after is not None and is_compared(after) else None
    return old != new


def _name(before: Vacancy | None, after: Vacancy | None) -> str:
    present = after or before
    if present is None:
        raise ValueError("a change of nothing")
    return present.id


def _send(messages: Sequence[Changed]) -> None:
    sqs = client("sqs")
    address = sqs.get_queue_url(QueueName=resources.physical_name(resources.DUPLICATES.name))["QueueUrl"]
    entries = [
        {"Id": str(place), "MessageBody": msgspec.json.encode(each).decode()} for place, each in enumerate(messages)
    ]
    if sqs.send_message_batch(QueueUrl=address, Entries=entries).get("Failed"):
        raise Unavailable
