"""A changed vacancy followed: what is compared of it is stored, and the clusters around it are settled."""

from collections.abc import Iterable, Sequence

import msgspec

from chalicelib import resources, vacancies
from chalicelib.aws import client
from chalicelib.duplicates import table
from chalicelib.duplicates.blocking import FULL
from chalicelib.duplicates.fingerprinting import Trust, fingerprint_of, is_compared, no_opinion
from chalicelib.duplicates.settling import settle
from chalicelib.duplicates.storing import Kept, keep
from chalicelib.errors import NotFound, Unavailable
from chalicelib.vacancies.model import Vacancy

Change = tuple[Vacancy | None, Vacancy | None]
MARGIN = 8
"""Workers that may write into one block at the same moment without its becoming full being overlooked."""
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
    try:
        kept = keep(vacancies.get(vacancy_id), trust)
    except NotFound:
        return
    settle(vacancy_id)
    for name in sorted(_turned(kept) - {vacancy_id}):
        settle(name)


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


def _turned(kept: Kept) -> set[str]:
    """Return who may be settled otherwise because a block has just become full, or has just stopped being so.

    A full block links nobody any more, which touches only those who are linked; one that is full no more may link all.
    """
    old, new = set(kept.before.keys) if kept.before else set(), set(kept.after.keys)
    filled = {name for key in new - old for name in _members(key, FULL, FULL + MARGIN)}
    freed = {name for key in old - new for name in _members(key, FULL - MARGIN, FULL)}
    return freed | {name for name, item in table.entries(filled).items() if item.entry.is_linked}


def _members(key: str, low: int, high: int) -> tuple[str, ...]:
    """Return who stands in a block of more than ``low`` and up to ``high`` vacancies, nobody for any other."""
    members = table.block(key, high + 1)
    return members if low < len(members) <= high else ()


def _send(messages: Sequence[Changed]) -> None:
    sqs = client("sqs")
    address = sqs.get_queue_url(QueueName=resources.physical_name(resources.DUPLICATES.name))["QueueUrl"]
    entries = [
        {"Id": str(place), "MessageBody": msgspec.json.encode(each).decode()} for place, each in enumerate(messages)
    ]
    if sqs.send_message_batch(QueueUrl=address, Entries=entries).get("Failed"):
        raise Unavailable
