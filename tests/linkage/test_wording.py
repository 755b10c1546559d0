"""Every outcome is said in both languages, with nothing left unfilled."""

import pytest

from chalicelib.linkage.model import Standing
from chalicelib.linkage.ports import Port
from chalicelib.linkage.wording import DIFFERENCES, told


@pytest.mark.parametrize("port", Port)
@pytest.mark.parametrize("state", Standing)
def test_every_state_of_every_port_is_said(port, state):
    said = told(port, state, ())
    assert said.id != said.en
    assert not {"{", "}"} & set(said.id + said.en)


@pytest.mark.parametrize("code", DIFFERENCES)
def test_a_contradiction_names_what_differs(code):
    said = told(Port.COMPANY, Standing.CONTRADICTED, (code,))
    assert DIFFERENCES[code].id in said.id
    assert DIFFERENCES[code].en in said.en
