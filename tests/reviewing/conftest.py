"""Regions of their own, so that a test's queue holds what it put there and nothing else."""

import itertools

import pytest

from chalicelib import reference

_REGENCIES = itertools.cycle(
    region.code for region in reference.regions() if region.code[:2] < "90" and "." in region.code
)


@pytest.fixture
def region() -> str:
    """The code of a regency that no other test of the module uses, and none in the provinces from 90 on."""
    return next(_REGENCIES)
