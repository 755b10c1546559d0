"""Every behaviour of a sandbox against every port: only right answers confirm, and each failure has its reason."""

from pathlib import Path

import pytest

from chalicelib.linkage.deadline import within
from chalicelib.linkage.failures import NoAnswer, Reason
from chalicelib.linkage.model import Standing
from chalicelib.linkage.ports import Port
from local.sandboxes.behaviours import BY_ENDING, MEANINGS, Behaviour, behaviour_for
from tests.linkage.asking_ports import ASK

B, R, S = Behaviour, Reason, Standing

EXPECTED: dict[Behaviour, Standing | Reason] = {
    B.RIGHT: S.CONFIRMED,
    B.UNKNOWN: S.UNKNOWN,
    B.DIFFERENT: S.CONTRADICTED,
    B.OVER: S.CONTRADICTED,
    B.CONTRADICTING: R.MALFORMED,
    B.ANOTHER: R.MALFORMED,
    B.PARTIAL: R.MALFORMED,
    B.SLOW: S.CONFIRMED,
    B.SILENT: R.TIMED_OUT,
    B.DRIPPING: R.TIMED_OUT,
    B.MALFORMED: R.MALFORMED,
    B.WRONG_SCHEMA: R.MALFORMED,
    B.PAGE: R.MALFORMED,
    B.HUGE: R.MALFORMED,
    B.ERROR: R.SERVER_ERROR,
    B.UNAVAILABLE: R.SERVER_ERROR,
    B.BUSY: R.BUSY,
    B.CLOSED: R.UNREACHABLE,
    B.TRUNCATED: R.UNREACHABLE,
    B.ELSEWHERE: R.MALFORMED,
    B.FORBIDDEN: R.UNAUTHORISED,
    B.REFUSED: R.REJECTED,
    B.RECOVERING: R.SERVER_ERROR,
}
SECONDS = {B.SILENT: 0.4, B.DRIPPING: 0.4}


@pytest.mark.parametrize("port", Port)
@pytest.mark.parametrize("how", Behaviour)
def test_each_behaviour_has_one_outcome(how, port, line):
    ending = next((end for end, each in BY_ENDING.items() if each is how), "0001")
    try:
        outcome: Standing | Reason = ASK[port](line(port), ending, within(SECONDS.get(how, 10))).state
    except NoAnswer as error:
        outcome = error.reason
    assert outcome is EXPECTED[how]


@pytest.mark.parametrize("port", Port)
def test_a_busy_register_names_its_pause(port, line):
    with pytest.raises(NoAnswer) as caught:
        ASK[port](line(port), "9033", within(10))
    assert caught.value.retry_after == 30


@pytest.mark.parametrize("port", Port)
def test_a_register_that_recovers_confirms_in_the_end(port, line):
    link = line(port)
    for _ in range(2):
        with pytest.raises(NoAnswer):
            ASK[port](link, "9041", within(10))
    assert ASK[port](link, "9041", within(10)).state is Standing.CONFIRMED


@pytest.mark.parametrize("port", Port)
def test_a_register_that_is_gone_is_unreachable(port, line, sandboxes):
    link = line(port)
    sandboxes.stop()
    with pytest.raises(NoAnswer) as caught:
        ASK[port](link, "0001", within(10))
    assert caught.value.reason is Reason.UNREACHABLE


@pytest.mark.parametrize("port", Port)
def test_no_time_left_is_no_question(port, line, sandboxes):
    with pytest.raises(NoAnswer) as caught:
        ASK[port](line(port), "0001", within(0))
    assert caught.value.reason is Reason.NOT_TRIED
    assert not sandboxes.asked


def test_a_redirect_carries_nothing_on(line, sandboxes):
    with pytest.raises(NoAnswer):
        ASK[Port.POPULATION](line(Port.POPULATION), "9036", within(10))
    assert set(sandboxes.asked) == {"/population/identities"}


def test_the_differences_are_named(line):
    found = ASK[Port.COMPANY](line(Port.COMPANY), "9002", within(10))
    assert found.differences == ("name",)
    assert found.details == {"size": "medium", "region": "32.73", "kbli": "62019"}
    assert found.evidence.startswith("SB-")


def test_every_behaviour_is_chosen_by_an_ending_and_has_a_meaning():
    assert set(BY_ENDING.values()) == set(Behaviour) - {Behaviour.RIGHT}
    assert set(MEANINGS) == set(Behaviour)
    assert behaviour_for("BNSP-9033") is Behaviour.BUSY
    assert behaviour_for("3273010101900007") is Behaviour.RIGHT


def test_the_page_lists_every_ending():
    page = (Path(__file__).parents[2] / "docs" / "linkage.md").read_text(encoding="utf-8")
    rows = {f"| {ending} | `{how.value}` | {MEANINGS[how]} |" for ending, how in BY_ENDING.items()}
    assert rows == {line for line in page.splitlines() if line.startswith("| 90")}
