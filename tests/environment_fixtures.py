"""No test file leaves its environment, or what it read from one, to the next."""

import os
from collections.abc import Iterator

import pytest

from chalicelib import settings

_OURS = ("PADAN_", "AWS_", "POWERTOOLS_")
_CHALICES = "AWS_EXECUTION_ENV"
"""Set by Chalice wherever an app is made, which is where the first test needs one."""


def _set() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith(_OURS) and name != _CHALICES}


@pytest.fixture(scope="module", autouse=True)
def environment_is_left_as_it_was() -> Iterator[None]:
    """Begin with settings read from the environment that stands, and fail where a file has left another."""
    settings.forget()
    before = _set()
    yield
    after = _set()
    if after != before:
        changed = {name for name, _ in before.items() ^ after.items()}
        for name in changed:
            os.environ.pop(name, None)
        os.environ.update(before)
        settings.forget()
        pytest.fail(f"left otherwise than it was: {', '.join(sorted(changed))}")
