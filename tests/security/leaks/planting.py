"""Writes into every field of every operation, as somebody who may, words that are known by their field."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import islice
from typing import Any

import msgspec

from functions.http import ENDPOINTS, Endpoint
from tests import samples
from tests.functions.api import Reply
from tests.security.leaks.conftest import Country
from tests.security.leaks.fields import Field, with_text
from tests.security.matrix.requests import RECIPES, Sent
from tests.security.matrix.test_matrix import GIVEN, door, expected
from tests.security.matrix.world import Caller

VALUES = {
    "nik": "3275016503890047",
    "phone": "+6281299887766",
    "email": "tertulis@contoh.invalid",
    "name": "Wulandari Tertulis",
    "address": "Jalan Tertulis Nomor 9",
}
"""What somebody writes where it does not belong, the same everywhere."""

_TRIES = 6
"""Things that an operation is asked about before its field counts as out of reach."""

_LETTERS = str.maketrans("0123456789", "ghijklmnop")

BESIDE: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("employers_add_member", "/email"): {"role": "recruiter"},
    ("profiles_change", "/phone"): {"current_password": samples.PASSWORD},
    ("profiles_change", "/email"): {"current_password": samples.PASSWORD},
    ("reports_judge", "/missed_rule"): {"right": False, "erred": "machine"},
    ("reviews_decide", "/fields/0/detail"): {
        "decision": "correct",
        "code": "incomplete",
        "fields": [{"pointer": "/title"}],
    },
    ("reviews_decide", "/fields/0/pointer"): {
        "decision": "correct",
        "code": "incomplete",
        "fields": [{"detail": "Apa?"}],
    },
    ("profiles_change_profile", "/educations/0/field"): {"educations": [{"level": "smk"}]},
    ("profiles_change_profile", "/experiences/0/occupation"): {"experiences": [{"title": "Kasir", "months": 3}]},
    ("officers_change_profile", "/educations/0/field"): {"educations": [{"level": "smk"}]},
    ("officers_change_profile", "/experiences/0/occupation"): {"experiences": [{"title": "Kasir", "months": 3}]},
}
"""What has to stand beside a field in the body, instead of what the operation is sent else."""


class Planted(msgspec.Struct, frozen=True):
    """What became of one field: its ``mark`` was taken, or refused by name; ``tried`` tells of other answers."""

    field: Field
    mark: str
    reached: bool
    tried: tuple[str, ...] = ()


def entry_of(field: Field) -> Endpoint:
    """The operation of a field."""
    return next(entry for entry in ENDPOINTS if (entry.method, entry.path) == (field.method, field.path))


def words_for(field: Field) -> tuple[str, str]:
    """What is written into a field, as much as it takes, and the mark by which it is found again."""
    seal = sha256(str(field).encode()).hexdigest()
    # Letters alone: what takes numbers out of words has to leave the mark.
    mark, digits = f"tanda{seal[:12].translate(_LETTERS)}", f"{int(seal[:12], 16) % 10**8:08}"
    found = [
        (f"{mark} {' '.join(VALUES.values())}", mark),
        (f"{mark} {VALUES['phone']} {VALUES['nik']} {VALUES['email']}", mark),
        (f"{mark} {VALUES['phone']}", mark),
        (f"{mark}-{VALUES['phone']}-{VALUES['email']}", mark),
        (f"https://{mark}.contoh.invalid/?hp={VALUES['phone']}", mark),
        (f"/{mark} {VALUES['phone']}", mark),
        (f"{mark}@contoh.invalid", mark),
        (mark, mark),
        (f"+62812{digits}", f"62812{digits}"),
        (f"32750{digits}", f"32750{digits}"),
        (VALUES["phone"], "Tertulis"),
    ]
    own = {"/phone": found[-3:-2], "/email": found[-5:-4]}.get(field.pointer, [])
    return next(((text, mark) for text, mark in [*own, *found] if field.takes(text)), ("", ""))


def plant(country: Country, field: Field) -> Planted:
    """Write into the field until somebody who may was heard or told that this very field is wrong."""
    entry, (text, mark) = entry_of(field), words_for(field)
    tried: list[str] = []
    for caller, sent in islice(_heard(country, entry), _TRIES):
        beside = BESIDE.get((entry.name, field.pointer))
        given = sent if beside is None else msgspec.structs.replace(sent, body=dict(beside))
        reply = _sent(country, entry, caller, _with(field, given, text))
        if 200 <= reply.status < 300 or _names(reply, field):
            return Planted(field, mark, True)
        tried.append(f"{caller.name}: {reply.status} {reply.text[:160]}")
    return Planted(field, mark, False, tuple(tried))


def _heard(country: Country, entry: Endpoint) -> Iterator[tuple[Caller, Sent]]:
    """Yield requests that the policy allows, each kind of caller once before any a second time."""
    rest: list[tuple[Caller, Sent]] = []
    for caller in country.callers.values():
        if door(entry, caller) is not None:
            continue
        known = 0
        for sent in RECIPES[entry.name](country.world, caller):
            asking = sent.caller or caller
            if expected(entry, asking, sent.resource) is not GIVEN:
                continue
            known += 1
            if known == 1:
                yield asking, sent
            else:
                rest.append((asking, sent))
            break
    yield from rest


def _with(field: Field, sent: Sent, text: str) -> Sent:
    if field.where == "query":
        rest = [pair for pair in sent.query.split("&") if pair and not pair.startswith(f"{field.pointer}=")]
        return msgspec.structs.replace(sent, query="&".join([*rest, f"{field.pointer}={text}"]))
    if field.where == "header":
        return msgspec.structs.replace(sent, headers={**sent.headers, field.pointer.lower(): text})
    return msgspec.structs.replace(sent, body=with_text(sent.body, field.pointer, text))


def _sent(country: Country, entry: Endpoint, caller: Caller, sent: Sent) -> Reply:
    content = sent.content
    reply = country.client.send(caller, entry.method, sent.path(entry.path), content, sent.headers)
    if entry.method != "GET":
        country.world.used_up()
    return reply


def _names(reply: Reply, field: Field) -> bool:
    """Whether the answer says that this field is wrong, or one in which it stands."""
    if reply.status not in (400, 401, 409, 422):
        return False
    named = [each["pointer"] for each in json.loads(reply.text).get("errors", ())]
    pointer = field.pointer.removeprefix("/")
    return any(f"{pointer}/".startswith(f"{each.removeprefix('/')}/") for each in named if each)
