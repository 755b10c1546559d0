"""What may become of a vacancy, as docs/lifecycle.md and the interface say it: the model that the platform is held to.

Written down apart from the code's own table of steps: for each action the states from which it is taken, and to which
it may lead. In any other state the action is refused and changes nothing.
"""

from collections.abc import Mapping

from chalicelib.vacancies import State

D, C, H, R, P = State.DRAFT, State.CHECKED, State.HELD, State.REJECTED, State.PUBLISHED
CLOSED, FILLED, WITHDRAWN, EXPIRED = State.CLOSED, State.FILLED, State.WITHDRAWN, State.EXPIRED
VERDICTS = frozenset({C, H, R, P})
"""What the machine's check may lead to."""

Steps = Mapping[State, frozenset[State]]

OWN: Mapping[str, Steps] = {
    "amend": {D: frozenset({D}), C: frozenset({D}), H: frozenset({D}), R: frozenset({D}), P: VERDICTS},
    "submit": {D: VERDICTS},
    "renew": {P: frozenset({P}), EXPIRED: VERDICTS},
    "close": {P: frozenset({CLOSED})},
    "fill": {P: frozenset({FILLED})},
    "withdraw": {state: frozenset({WITHDRAWN}) for state in (D, C, H, R, P, EXPIRED)},
    "publish": {C: frozenset({P}), H: frozenset({P})},
    "correct": {C: frozenset({D}), H: frozenset({D})},
    "reject": {C: frozenset({R}), H: frozenset({R})},
    "hold": {P: frozenset({H})},
    "due": {P: frozenset({EXPIRED, *VERDICTS})},
    "remind": {P: frozenset({P})},
}
"""Of what is posted here."""

PARTNERS: Mapping[str, Steps] = {
    **{name: OWN[name] for name in ("close", "fill", "withdraw", "publish", "correct", "reject", "hold", "due")},
    "push": {state: VERDICTS | {state, CLOSED, WITHDRAWN} for state in State if state is not State.SUBMITTED},
    "remove": {
        **{state: frozenset({WITHDRAWN}) for state in (D, C, H, R)},
        P: frozenset({CLOSED}),
        **{state: frozenset({state}) for state in (CLOSED, FILLED, WITHDRAWN, EXPIRED)},
    },
}
"""Of what a partner pushes, which the partner alone changes. What is pushed again may be new or repeat another."""

IDLE = frozenset({"hold", "due", "remind", "push", "remove"})
"""Actions that nobody asks for, or that may be repeated: in other states they do nothing and refuse nothing."""
