"""Walks along the links of the description: each step takes what an earlier answer named to where it is asked for.

Not a state machine of Hypothesis: what an answer holds decides which steps there are, and answers depend on what others
have left in the tables, so that nothing could be replayed. A walk is drawn from its seed alone.
"""

import functools
from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.core import NOT_SET
from schemathesis.core.result import Ok
from schemathesis.core.transforms import UNRESOLVABLE
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.generation.stateful.state_machine import ExtractedParam, StepOutput, Transition
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import ensure_resource_availability
from schemathesis.specs.openapi.stateful import collect_transitions
from schemathesis.specs.openapi.stateful.links import OpenApiLink

from security.principal import Audience
from tests.fuzz.cases import FOLLOWS, essential, operations, schema, sensible, takes_a_body
from tests.fuzz.transport import ORIGIN
from tests.fuzz.world import World, entry_of

LIKELIEST = (
    *(Audience.PARTNER, Audience.EMPLOYER, Audience.SEEKER, Audience.OFFICER, Audience.MONITOR),
    *(Audience.ANALYST, Audience.ADMIN, Audience.PUBLIC),
)
"""Who asks for an operation: the first of these that may."""
LEFT_OUT = {"DELETE /v1/people/me", "DELETE /v1/sessions/current"}
"""They sign out who walks, and the rest of the way would be refusals."""
_BEGINNINGS, _FORBIDDEN, _AS_DRAWN, _UNLINKED = 0.15, 0.1, 0.1, 0.05
"""How often a step begins anew, sends what is forbidden, leaves codes as they were drawn, leaves out what it knows."""
_DRAWN = 3
"""Cases drawn for one step, of which the last is taken: the first is always the simplest."""


@functools.cache
def outgoing() -> Mapping[str, list[OpenApiLink]]:
    """The links that lead away from each operation."""
    found = collect_transitions([each for each in operations() if each.label not in LEFT_OUT])
    return {label: transitions.outgoing for label, transitions in found.operations.items() if transitions.outgoing}


class Walk:
    """One walk; ``answered`` counts what each operation answered."""

    def __init__(self, world: World, number: int, answered: Counter[tuple[str, int]]) -> None:
        self._world, self._chance, self._answered = world, Random(number), answered
        self._seen: list[StepOutput] = []
        self._roles: dict[str, Audience] = {}
        self._recorder = ScenarioRecorder(label="walk", config=schema().config.output)

    def step(self) -> None:
        """Send one request and hold the answer to the description."""
        ways = [(output, link) for output in self._seen[-4:] for link in self._links(output)]
        if not ways or self._chance.random() < _BEGINNINGS:
            return self._begin()
        output, link = self._chance.choice(ways)
        transition = link.extract(output)
        case = self._case(link.target, self._known(transition))
        if transition.request_body is not None and isinstance(case.body, dict):
            case.body = {**case.body, **self._handed(transition.request_body)}
        return self._send(case, transition)

    def _begin(self) -> None:
        """Ask for something that leads on, mostly about what there is."""
        label = self._chance.choice(sorted(outgoing()))
        operation = schema().find_operation_by_label(label)
        known = self._world.known(operation.path) if self._chance.random() >= _AS_DRAWN else {}
        self._send(self._case(operation, {"path_parameters": known} if known else {}), None)

    def _links(self, output: StepOutput) -> list[OpenApiLink]:
        status = str(output.response.status_code)
        return [link for link in outgoing().get(output.case.operation.label, ()) if link.status_code == status]

    def _known(self, transition: Transition) -> dict[str, dict[str, Any]]:
        """What a link hands on, by place and name; what the answer did not hold is left to chance."""
        return {
            place: {name: param.value.ok() for name, param in parameters.items() if self._is_taken(param)}
            for place, parameters in transition.parameters.items()
        }

    def _is_taken(self, found: ExtractedParam) -> bool:
        there = isinstance(found.value, Ok) and found.value.ok() not in (None, UNRESOLVABLE)
        return there and self._chance.random() >= _UNLINKED

    def _handed(self, body: ExtractedParam) -> dict[str, Any]:
        held = body.value.ok() if isinstance(body.value, Ok) else {}
        return {name: value for name, value in dict(held).items() if value not in (None, UNRESOLVABLE)}

    def _case(self, operation: APIOperation, known: dict[str, dict[str, Any]]) -> Case:
        wrong = self._chance.random() < _FORBIDDEN and takes_a_body(operation)
        mode = GenerationMode.NEGATIVE if wrong else GenerationMode.POSITIVE
        case = drawn(operation.as_strategy(mode, **known), self._chance.getrandbits(32))
        if mode is GenerationMode.POSITIVE and self._chance.random() >= _AS_DRAWN and case.body is not NOT_SET:
            case.body = self._plausible(operation, case.body)
        return case

    def _plausible(self, operation: APIOperation, body: Any) -> Any:
        if isinstance(body, dict):
            body = essential(operation, body, self._chance)
        return sensible(body, self._world)

    def _role(self, operation: APIOperation, before: Audience | None) -> Audience:
        """Who asks: who asked before, if they may, so that what somebody made is asked for by them."""
        audience = entry_of(operation.method, operation.path).audience
        if before is not None and (before in audience or Audience.PUBLIC in audience):
            return before
        return next(role for role in LIKELIEST if role in audience)

    def _send(self, case: Case, transition: Transition | None) -> None:
        parent = transition.parent_id if transition is not None else None
        before = self._roles.get(parent or "")
        role = self._role(case.operation, before)
        self._roles[case.id] = role
        proof = self._world.headers(role)
        self._recorder.record_case(case=case, parent_id=parent, transition=transition, is_transition_applied=True)
        how = {"base_url": ORIGIN, "session": self._world.client, "headers": proof}
        response = case.call(**how)
        self._recorder.record_response(case_id=case.id, response=response)
        self._answered[case.operation.label, response.status_code] += 1
        asked = case.operation
        reads = asked.method == "get" and asked.path.endswith("}") and role is before
        checks = [*FOLLOWS, ensure_resource_availability] if reads else FOLLOWS
        case.validate_response(response, checks=checks, headers=proof, transport_kwargs=how, recorder=self._recorder)
        self._seen.append(StepOutput(response, case))


def drawn(strategy: SearchStrategy[Case], number: int) -> Case:
    """One case of ``strategy``, the same for the same ``number``."""
    found: list[Case] = []

    @seed(number)
    @settings(
        max_examples=_DRAWN,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def take(case: Case) -> None:
        found.append(case)

    take()
    return found[-1]
