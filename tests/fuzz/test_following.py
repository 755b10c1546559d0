"""Chains of requests along the links of the description: what an answer names is asked for, changed and taken away.

Whatever the way through the interface: no 5xx, every answer as it is described, what was made can be read, what was
removed is gone, and nothing is given to who does not prove who they are.
"""

from collections import Counter

import pytest
from hypothesis.stateful import run_state_machine_as_test
from schemathesis.generation.stateful.state_machine import APIStateMachine

from security.principal import Audience
from tests.effort import effort
from tests.fuzz.cases import FOLLOWS, schema, sensible
from tests.fuzz.transport import ORIGIN
from tests.fuzz.world import World, entry_of, world

__all__ = ["world"]

pytestmark = pytest.mark.emulator
LIKELIEST = (
    Audience.PARTNER,
    Audience.EMPLOYER,
    Audience.SEEKER,
    Audience.OFFICER,
    Audience.MONITOR,
    Audience.ANALYST,
    Audience.ADMIN,
    Audience.PUBLIC,
)
"""Who asks for an operation: the first of these that may."""
LEFT_OUT = {"DELETE /v1/people/me", "DELETE /v1/sessions/current"}
"""They sign out who walks, and the rest of the way would be refusals."""


def walker(world: World, answered: Counter[tuple[str, int]]) -> type[APIStateMachine]:
    """The machine that follows links, with everybody's proofs; it counts what was answered how."""
    machine = schema().exclude(func=lambda context: context.operation.label in LEFT_OUT).as_state_machine()

    class Walk(machine):  # type: ignore[misc, valid-type]
        def before_call(self, case):
            if case.meta is None or case.meta.generation.mode.is_positive:
                case.body = sensible(case.body, world)

        def get_call_kwargs(self, case):
            audience = entry_of(case.operation.method, case.operation.path).audience
            role = next(role for role in LIKELIEST if role in audience)
            return {"base_url": ORIGIN, "session": world.client, "headers": world.headers(role)}

        def validate_response(self, response, case, **kwargs):
            answered[case.operation.label, response.status_code] += 1
            case.validate_response(
                response,
                checks=FOLLOWS,
                headers=kwargs["headers"],
                transport_kwargs=kwargs,
                recorder=self.recorder,
            )

    return Walk


def test_links_lead_through_the_interface(world):
    answered: Counter[tuple[str, int]] = Counter()
    run_state_machine_as_test(walker(world, answered), settings=effort(25, 12))
    assert sum(answered.values()) > 100
