"""How these tests read one fact."""

import pytest

from chalicelib.facts import facts


@pytest.fixture
def read():
    """Return what a description, and a title, state."""
    return lambda description, title="": facts(title, description)


@pytest.fixture
def value(read):
    """Return the value of one kind, None where nothing is stated."""

    def of(kind, description, title=""):
        found = getattr(read(description, title), kind)
        return [each.value for each in found] if isinstance(found, tuple) else found and found.value

    return of
