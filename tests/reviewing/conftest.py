"""Regions of their own, so that a test's queue holds what it put there and nothing else."""

import itertools

import pytest

_CITIES = itertools.cycle(range(1, 100))
_PROVINCES = itertools.cycle(["11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "33", "34", "35", "36"])


@pytest.fixture
def region() -> str:
    """A code that no other test of the module uses."""
    return f"{next(_PROVINCES)}.{next(_CITIES):02d}"
