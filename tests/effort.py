"""How much is tried: in the suite little and always the same, with `make fuzz` more and drawn anew.

`make fuzz` sets ``PADAN_FUZZ`` to a number by which examples are multiplied, and hands Hypothesis a seed,
which is in ``PADAN_FUZZ_SEED`` too, for what is drawn without it. ``PADAN_FUZZ_SEARCH`` names the index to search.
"""

import os

from hypothesis import HealthCheck, Phase, settings

FACTOR = int(os.environ.get("PADAN_FUZZ", "0"))
SEED = int(os.environ.get("PADAN_FUZZ_SEED", "0"))
SEARCH = os.environ.get("PADAN_FUZZ_SEARCH", "embedded")


def effort(examples: int, steps: int = 20, *, shrink: bool = True) -> settings:
    """Settings for a test that tries ``examples`` in the suite; a state machine takes up to ``steps`` in each.

    What does not repeat itself exactly, as threads do not, is not shrunk.
    """
    phases = [Phase.explicit, Phase.generate, *([Phase.shrink] if shrink else [])]
    return settings(
        max_examples=examples * max(1, FACTOR),
        stateful_step_count=steps,
        derandomize=FACTOR == 0,
        database=None,
        deadline=None,
        print_blob=True,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
