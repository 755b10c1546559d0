"""Who is drawn: the riskier the likelier, the same whenever it is repeated, about as many as the probability says."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.identifiers import derived_identifier
from chalicelib.monitoring import policy
from chalicelib.monitoring.model import Step
from chalicelib.monitoring.sampling import drawn, probability, step_of
from chalicelib.vacancies.checking import FIRST_VACANCIES
from chalicelib.vacancies.model import Channel, Decision, State, Transition
from chalicelib.validation.model import Severity
from tests.vacancies.samples import NOW, finding, vacancy

RULES = policy.current()
PLAIN = vacancy(State.PUBLISHED, channel=Channel.EMPLOYER)
DECIDED = Transition(state=State.PUBLISHED, at=NOW, by="per_one", decision=Decision.PUBLISH)
FIRST = Transition(state=State.CHECKED, at=NOW, by="machine", reason=FIRST_VACANCIES)
TEXT = (policy.FOLDER / "1.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "factor"),
    [
        ({}, 1),
        ({"channel": Channel.FEED}, RULES.channels[Channel.FEED]),
        ({"channel": Channel.PUBLIC}, RULES.channels[Channel.PUBLIC]),
        ({"channel": None}, 1),
        ({"findings": (finding(Severity.WARN),) * 2}, RULES.each_finding**2),
        ({"occupation_confidence": 0.4}, RULES.unsure_occupation),
        ({"occupation_confidence": 0.9}, 1),
        ({"history": (FIRST, PLAIN.history[0])}, RULES.first_vacancies),
        ({"history": (FIRST, DECIDED)}, RULES.first_vacancies * RULES.officer_decided),
    ],
)
def test_each_risk_makes_it_likelier(changes, factor):
    found = probability(msgspec.structs.replace(PLAIN, **changes), RULES)
    assert found == pytest.approx(min(RULES.ceiling, max(RULES.floor, RULES.base * factor)))


@given(st.integers(0, 40), st.sampled_from([None, *Channel]), st.none() | st.floats(0, 1))
def test_everything_can_be_drawn_and_nothing_is_certain_beyond_1(findings, channel, confidence):
    made = msgspec.structs.replace(
        PLAIN, findings=(finding(Severity.WARN),) * findings, channel=channel, occupation_confidence=confidence
    )
    assert RULES.floor <= probability(made, RULES) <= RULES.ceiling <= 1


@given(st.text(max_size=20), st.floats(0, 1), st.floats(0, 1))
def test_a_greater_chance_draws_what_a_smaller_one_does(name, one, other):
    smaller, greater = sorted((one, other))
    identifier = derived_identifier("vac", name)
    assert not drawn(identifier, "2026-05-04", smaller, "s") or drawn(identifier, "2026-05-04", greater, "s")
    assert drawn(identifier, "2026-05-04", 1.0, "s")
    assert not drawn(identifier, "2026-05-04", 0.0, "s")


@pytest.mark.parametrize("chance", [0.02, 0.2, 0.7])
def test_about_as_many_are_drawn_as_the_probability_says(chance):
    names = [derived_identifier("vac", str(number)) for number in range(5_000)]
    share = sum(drawn(name, "2026-05-04", chance, RULES.seed) for name in names) / len(names)
    assert share == pytest.approx(chance, abs=0.02)


def test_another_day_or_seed_draws_others():
    names = [derived_identifier("vac", str(number)) for number in range(200)]
    first = [drawn(name, "2026-05-04", 0.5, "a") for name in names]
    assert first == [drawn(name, "2026-05-04", 0.5, "a") for name in names]
    assert first != [drawn(name, "2026-05-05", 0.5, "a") for name in names]
    assert first != [drawn(name, "2026-05-04", 0.5, "b") for name in names]


@pytest.mark.parametrize(("entry", "step"), [(PLAIN.history[0], Step.MACHINE), (DECIDED, Step.OFFICER)])
def test_who_let_it_through_is_read_from_the_history(entry, step):
    assert step_of(msgspec.structs.replace(PLAIN, history=(FIRST, entry))) is step


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('approved_by = "legal"', 'approved_by = "inspection"'),
        ("floor = 0.005", "floor = 0.0"),
        ("floor = 0.005", "floor = 1.5"),
        ("ceiling = 1.0", "ceiling = 0.001"),
        ("feed = 2.0\n", ""),
        ("feed = 2.0", "telepathy = 2.0"),
        ("holds = 3", "holds = 0"),
        ('"fake"', '"nonsense"'),
    ],
)
def test_a_policy_that_cannot_be_is_refused(old, new):
    assert old in TEXT
    with pytest.raises(msgspec.ValidationError):
        policy.read(9, TEXT.replace(old, new))
