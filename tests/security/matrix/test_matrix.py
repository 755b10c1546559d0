"""Every operation as every caller, about things of their own and of others: what the policy says, and no word more.

What is expected is never written down for a case: `security.policy` and `security.operations` tell it.
"""

import msgspec
import pytest

import app  # noqa: F401 - declares every operation
from chalicelib.errors import NotFound
from functions.http import ENDPOINTS, Endpoint
from security.operations import NEEDS
from security.policy import Resource, refusal
from security.principal import ANONYMOUS, Audience
from tests.security.matrix.requests import RECIPES, Sent
from tests.security.matrix.world import Caller

pytestmark = pytest.mark.emulator
every = pytest.mark.parametrize("entry", ENDPOINTS, ids=[f"{entry.method} {entry.path}" for entry in ENDPOINTS])
GIVEN = frozenset({200, 201, 202, 204})


def door(entry: Endpoint, caller: Caller) -> int | None:
    """The status with which the route itself turns the caller away, ``None`` when it lets them pass."""
    if Audience.PARTNER in entry.audience:
        return None if caller.key is not None else 401
    if Audience.PUBLIC in entry.audience:
        return None
    if caller.bearer is ANONYMOUS:
        return 401
    # Members have the employer's role towards the policy, and their token's towards the door.
    return None if caller.principal.roles & entry.audience else 403


def expected(entry: Endpoint, caller: Caller, resource: Resource) -> frozenset[int]:
    """The statuses that the policy asks for."""
    at_door = door(entry, caller)
    if at_door is not None:
        return frozenset({at_door})
    need = NEEDS[entry.name]
    if need.filtered:
        return GIVEN
    kind = resource.kind if resource.kind in need.kinds else need.kinds[0]
    who = caller.acting if Audience.PARTNER in entry.audience else caller.bearer
    acts_for = () if who is ANONYMOUS else caller.acts_for
    refused = refusal(who, need.action, msgspec.structs.replace(resource, kind=kind), acts_for)
    if refused is None:
        return GIVEN
    if need.asked:
        return frozenset({401 if who is ANONYMOUS else 403})
    return frozenset({refused.status})


def said(entry: Endpoint, sent: Sent) -> str:
    """Everything that the caller said, and so may be told again."""
    return f"{sent.path(entry.path)} {(sent.content or b'').decode(errors='replace')} {dict(sent.headers)}"


def readers(reply) -> str:
    """Which office or employer read one's data, in what one takes along: that is told to whom it is about."""
    if "attachment" not in reply.headers.get("content-disposition", "") or '"readings"' not in reply.text:
        return ""
    return " ".join(entry["by"] for entry in reply.body["about"]["readings"])


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_every_recipe_is_of_an_operation(name):
    assert name in {entry.name for entry in ENDPOINTS}


@every
def test_the_answer_is_what_the_policy_says(country, entry):
    world, everybody, _, _ = country
    assert entry.name in RECIPES, f"say in {RECIPES['platform_version'].__module__} how {entry.name} is asked for"
    with world.sharing():
        faults = []
        turned_away: Sent | None = None
        for caller in everybody.values():
            if door(entry, caller) is not None:
                # The door looks at the caller alone: one thing is enough, and the same for all.
                turned_away = turned_away or next(RECIPES[entry.name](world, everybody["owner"]))
                requests = iter([msgspec.structs.replace(turned_away, caller=None)])
            else:
                requests = RECIPES[entry.name](world, caller)
            for sent in requests:
                faults += answered(country, entry, caller, sent)
    assert not faults, "\n".join(faults)


def answered(country, entry: Endpoint, caller: Caller, sent: Sent) -> list[str]:
    """Send one request and return what is wrong with the answer."""
    world, _, client, spy = country
    asking = sent.caller or caller
    wanted = expected(entry, asking, sent.resource)
    spy.changes()
    reply = client.send(asking, entry.method, sent.path(entry.path), sent.content, sent.headers)
    changes = spy.changes()
    if changes:
        world.used_up()
    where = f"{entry.method} {sent.path(entry.path)} as {caller.name} on {sent.resource.kind.value}"
    faults = []
    if reply.status not in wanted:
        faults.append(f"{where}: {reply.status} instead of {sorted(wanted)}: {reply.text[:300]}")
    if wanted is not GIVEN and changes:
        faults.append(f"{where}: refused, and wrote {changes}")
    if wanted == {NotFound.status}:
        faults += differs(country, entry, asking, sent, reply)
    faults += [f"{where}: tells {word}" for word in world.leaks(asking, reply, said(entry, sent) + readers(reply))]
    return faults


def differs(country, entry: Endpoint, asking: Caller, sent: Sent, reply) -> list[str]:
    """Return what tells a thing that one may not know from one that there is not: nothing may."""
    # Employers are known to everybody.
    absent = {name: value if name == "employer_id" else _absent(value) for name, value in sent.values.items()}
    path = msgspec.structs.replace(sent, values=absent).path(entry.path)
    none = country[2].send(asking, entry.method, path, sent.content, sent.headers)
    if absent == sent.values or (reply.status, reply.text) == (none.status, none.text):
        return []
    return [f"{entry.method} {path} as {asking.name}: {none.status} {none.text[:200]}, but {reply.text[:200]}"]


def _absent(value: str) -> str:
    """An identifier of the same form that nothing has."""
    kind, _, _ = value.partition("_")
    return f"{kind}_" + "0" * 26 if "_" in value else value
