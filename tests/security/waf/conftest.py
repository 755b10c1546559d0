"""The rules of a deployment that asks for everything, and a firewall that has seen nothing yet."""

import pytest

from security.waf.evaluating import Firewall
from security.waf.rules import rules
from tests.security.waf.samples import PARAMETERS


@pytest.fixture
def entries():
    """Every rule there can be."""
    return rules(PARAMETERS)


@pytest.fixture
def firewall(entries):
    """A firewall that has seen nothing yet."""
    return Firewall(entries)
