"""The policy of the queue: what it refuses to be, and whom it asks."""

import msgspec
import pytest

from chalicelib.reviewing import policy
from chalicelib.validation import policy as severities
from chalicelib.validation.model import Severity
from tests.vacancies.samples import finding

TEXT = (policy.FOLDER / "2.toml").read_text(encoding="utf-8")


def test_rules_that_need_two_officers_exist():
    assert policy.current().two_officers_rules <= set(severities.CURRENT.severities)


def test_every_published_policy_can_be_read_and_the_last_is_in_force():
    numbers = sorted(int(path.stem) for path in policy.FOLDER.glob("*.toml"))
    assert numbers == list(range(1, len(numbers) + 1))
    read = [policy.read(number, (policy.FOLDER / f"{number}.toml").read_text(encoding="utf-8")) for number in numbers]
    assert read[-1] == policy.current()
    assert [each.since for each in read] == sorted(each.since for each in read)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('approved_by = "inspection"', 'approved_by = "placement"'),
        ('approved_by = "inspection"', 'approved_by = "somebody"'),
        ("lease_minutes = 20", "lease_minutes = 0"),
        ("longest_minutes = 120", "longest_minutes = 10"),
        ("most_leases = 10", "most_leases = 0"),
        ("due_days = 2", ""),
        ('["reject"]', '["nonsense"]'),
        ("due_days = 2", "due_days = 2\nunknown = 1"),
    ],
)
def test_a_policy_that_cannot_be_is_refused(old, new):
    assert old in TEXT
    with pytest.raises(msgspec.ValidationError):
        policy.read(9, TEXT.replace(old, new))


@pytest.mark.parametrize(
    ("severity", "code", "two"),
    [
        (Severity.REJECT, "region_unknown", True),
        (Severity.HOLD, "fee_asked", True),
        (Severity.HOLD, "pay_below_minimum", False),
        (Severity.WARN, "occupation_missing", False),
    ],
)
def test_what_two_officers_must_agree_on(severity, code, two):
    assert policy.current().needs_two([finding(severity, code=code)]) is two
    assert policy.current().needs_two([]) is False
