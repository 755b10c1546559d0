"""Whatever comes back as an answer: a typed error or a typed answer, and nothing but a right one confirms."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.linkage.deadline import within
from chalicelib.linkage.failures import NoAnswer, Reason
from chalicelib.linkage.link import Link
from chalicelib.linkage.model import Standing
from chalicelib.linkage.ports import Port
from tests.linkage.asking_ports import ASK, NIB
from tests.linkage.days import FIRST, TODAY

FIELDS = [
    *("reference", "found", "name", "birth_date", "vital_status", "nib", "status", "size", "kbli", "region"),
    *("insured", "since", "until", "number", "holder", "valid_until"),
]
WORDS = st.sampled_from(
    [
        *("same", "differs", "not_checked", "alive", "deceased", "active", "revoked", "valid", "expired", "SB-1"),
        *("PT Contoh Jaya", NIB + "0001", "BNSP-0001", TODAY.isoformat(), FIRST.isoformat(), "2020-01-01", ""),
    ]
)
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS, st.text(), st.lists(WORDS, max_size=2))
OBJECTS = st.dictionaries(st.sampled_from(FIELDS), VALUES).map(lambda found: json.dumps(found).encode())
NESTED = st.integers(1, 3_000).map(lambda depth: b"[" * depth + b"]" * depth)
BYTES = st.one_of(st.binary(max_size=300), OBJECTS, NESTED)


class Says:
    def __init__(self, body: bytes) -> None:
        self.body = body

    def post(self, path, body, deadline):
        return self.body


def outcome_of(port: Port, body: bytes) -> Standing | Reason:
    """What an answer comes to; anything but `NoAnswer` goes through and fails the test."""
    try:
        return ASK[port](Link(port, Says(body)), "0001", within(10)).state
    except NoAnswer as error:
        return error.reason


def confirms(port: Port, body: bytes) -> bool:
    """Whether an answer is the one that confirms, read with the standard library and the words of docs/linkage.md."""
    said = json.loads(body)
    one_of_ours = {"nib": NIB + "0001", "number": "BNSP-0001"}
    echo = all(said.get(field) == one_of_ours[field] for field in one_of_ours if field in NEEDED[port])
    return echo and all(
        said.get(field) == value if not callable(value) else value(said.get(field))
        for field, value in NEEDED[port].items()
    )


NEEDED = {
    Port.POPULATION: {"found": True, "name": "same", "vital_status": "alive"},
    Port.COMPANY: {"found": True, "nib": NIB + "0001", "name": "PT Contoh Jaya", "status": "active"},
    Port.INSURANCE: {
        "insured": True,
        "nib": NIB + "0001",
        "since": lambda day: str(day) >= FIRST.isoformat(),
        "until": lambda day: day is None or str(day) >= TODAY.isoformat(),
    },
    Port.CERTIFICATES: {"found": True, "number": "BNSP-0001", "holder": "same", "status": "valid"},
}


@pytest.mark.parametrize("port", Port)
@given(body=BYTES)
def test_any_bytes_give_a_typed_outcome_and_only_the_right_ones_confirm(port, body):
    outcome = outcome_of(port, body)
    assert outcome is Reason.MALFORMED or isinstance(outcome, Standing)
    assert (outcome is Standing.CONFIRMED) <= (isinstance(outcome, Standing) and confirms(port, body))


@pytest.mark.parametrize("port", Port)
@given(body=st.binary(max_size=500))
def test_random_bytes_never_confirm(port, body):
    with pytest.raises(NoAnswer):
        ASK[port](Link(port, Says(body)), "0001", within(10))


RIGHT = {
    Port.POPULATION: {"reference": "A", "found": True, "name": "same", "vital_status": "alive"},
    Port.COMPANY: {"reference": "A", "found": True, "nib": NIB + "0001", "name": "CONTOH JAYA, PT", "status": "active"},
    Port.INSURANCE: {"reference": "A", "insured": True, "nib": NIB + "0001", "since": TODAY.isoformat()},
    Port.CERTIFICATES: {"reference": "A", "found": True, "number": "BNSP-0001", "holder": "same", "status": "valid"},
}


@pytest.mark.parametrize("port", Port)
def test_the_right_answer_confirms_and_a_new_field_does_no_harm(port):
    body = json.dumps(RIGHT[port] | {"versi": 2}).encode()
    assert ASK[port](Link(port, Says(body)), "0001", within(10)).state is Standing.CONFIRMED


@pytest.mark.parametrize(
    ("port", "field"), [(port, field) for port in Port for field in RIGHT[port]], ids=lambda value: str(value)
)
@given(value=VALUES)
def test_a_right_answer_with_one_wrong_field_never_confirms_unless_it_is_still_right(port, field, value):
    body = json.dumps(RIGHT[port] | {field: value}).encode()
    outcome = outcome_of(port, body)
    assert outcome is Reason.MALFORMED or isinstance(outcome, Standing)
    allowed = {"reference": lambda word: bool(word), "since": lambda day: str(day) >= FIRST.isoformat()}
    same = value == RIGHT[port][field] or value == "PT Contoh Jaya"
    assert (outcome is Standing.CONFIRMED) <= (same or allowed.get(field, lambda _: False)(value))


@pytest.mark.parametrize("port", Port)
def test_a_right_answer_that_leaves_a_field_out_never_confirms(port):
    for field in RIGHT[port]:
        body = json.dumps({name: value for name, value in RIGHT[port].items() if name != field}).encode()
        assert outcome_of(port, body) in {Reason.MALFORMED, Standing.UNKNOWN}, field
