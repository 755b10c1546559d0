"""Verified employers whose names another one's could be taken for, found by keys of a name and not by reading them all.

A key is the consonants of what tells a name apart, sorted, as signs that look like letters read; the other keys leave
out one of them each. Two names that look alike or are one letter or one swap apart share a key. Each key belongs to the
first verified employer that has it: two verified ones that resemble each other are both what they say they are.
"""

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from pynamodb.transactions import TransactWrite

from chalicelib import tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers import table
from chalicelib.employers.model import Employer, Verification
from chalicelib.errors import NotFound

KEY = "employer-name"
_SHORTEST = 5
_VOWELS = frozenset("aeiouy")
_KEPT_FOR = timedelta(minutes=10)
_REMEMBERED = 20_000
_found: dict[str, tuple[datetime, tuple[str, ...]]] = {}
_lock = threading.Lock()


def keys_of(name: str) -> tuple[str, ...]:
    """Return the keys of a name, the full one first; none for one that is too short to be taken for another."""
    from chalicelib.validation.fraud.resemblance import core, looks

    read = looks(core(name))
    if len(read) < _SHORTEST:
        return ()
    letters = sorted(sign for sign in read if sign not in _VOWELS)
    shorter = ("".join((*letters[:place], *letters[place + 1 :])) for place in range(len(letters)))
    return tuple(dict.fromkeys(("".join(letters), *shorter)))


def alike_to(employer: Employer) -> tuple[str, ...]:
    """Return names of verified employers that this one could be taken for; nothing for a verified one."""
    if employer.verification is Verification.VERIFIED:
        return ()
    holders = {uniqueness.holder(KEY, key) for key in keys_of(employer.name)} - {None, employer.id}
    return _confused(employer.name, (one for one in map(_stored, sorted(filter(None, holders))) if one))


def alike_to_many(names: Collection[str], clock: Clock = SYSTEM_CLOCK) -> Mapping[str, tuple[str, ...]]:
    """Return for each of ``names`` the verified employers that it could be taken for, as of some minutes ago."""
    now, place = clock.now(), tables.physical_name("uniqueness")
    kept = {name: _found.get(f"{place} {name}") for name in names}
    known = {name: entry[1] for name, entry in kept.items() if entry and now - entry[0] < _KEPT_FOR}
    asked = {name: keys_of(name) for name in names if name not in known}
    fresh = _looked_up(asked)
    with _lock:
        if len(_found) > _REMEMBERED:
            _found.clear()
        _found.update({f"{place} {name}": (now, alike) for name, alike in fresh.items()})
    return known | fresh


def move_keys(transaction: TransactWrite, before: Employer, after: Employer) -> None:
    """Let a verified employer hold its name's keys that nobody holds, and give back those of what it is no more."""
    old = set(keys_of(before.name)) if before.verification is Verification.VERIFIED else set()
    new = set(keys_of(after.name)) if after.verification is Verification.VERIFIED else set()
    for key in sorted(old ^ new):
        holder = uniqueness.holder(KEY, key)
        if key in new and holder is None:
            uniqueness.claim(transaction, KEY, key, after.id)
        elif key in old and holder == before.id:
            uniqueness.release(transaction, KEY, key, before.id)


def forget() -> None:
    """Look up again; for tests that begin with new tables."""
    with _lock:
        _found.clear()


def _looked_up(asked: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    holders = uniqueness.holders(KEY, {key for keys in asked.values() for key in keys})
    stored = table.load_many(set(holders.values()))
    return {
        name: _confused(name, (stored[holders[key]] for key in keys if holders.get(key) in stored))
        for name, keys in asked.items()
    }


def _confused(name: str, verified: Iterable[Employer]) -> tuple[str, ...]:
    from chalicelib.validation.fraud.resemblance import alike

    return tuple(sorted({each.name for each in verified if alike(name, each.name)}))


def _stored(employer_id: str) -> Employer | None:
    try:
        return table.load(employer_id).employer
    except NotFound:
        return None
