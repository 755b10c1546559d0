"""Wrapping anew what is no person's, from the operator's machine."""

from datetime import UTC, datetime

import pytest

from chalicelib.partners import renewing
from chalicelib.partners.renewing import RenewedSecrets
from infra_cdk.deployment import read_deployment
from infra_cdk.drills.runbook import check
from infra_cdk.operating import account
from infra_cdk.operating.tasks import TASKS
from infra_cdk.packaging.staging import ROOT
from security import rewrapping
from security.rewrapping import Rewrapped

PILOT = read_deployment(ROOT / "infra_cdk" / "deployments" / "pilot.toml")


@pytest.fixture
def asked(monkeypatch):
    """With what both jobs were asked; what they answer is set by the test."""
    found = {"partners": RenewedSecrets(seen=2, renewed=1), "keys": Rewrapped(seen=5, renewed=5), "calls": []}

    def partners(before, *, actor):
        found["calls"].append((before, actor))
        return found["partners"]

    def keys(before):
        found["calls"].append((before, ""))
        return found["keys"]

    monkeypatch.setattr(renewing, "renew_secrets", partners)
    monkeypatch.setattr(rewrapping, "rewrap_others", keys)
    return found


def test_both_are_renewed_before_the_same_moment_by_the_operator(asked, monkeypatch):
    monkeypatch.setattr(account, "operator", lambda deployment: "operator:ani")
    report = TASKS["renew-secrets"](PILOT, ["--wrapped-before", "2026-11-01T07:00:00+07:00"])
    assert report == {"partners": asked["partners"], "keys": asked["keys"]}
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    assert asked["calls"] == [(moment, "operator:ani"), (moment, "")]


@pytest.mark.parametrize(
    "failure",
    [{"partners": RenewedSecrets(seen=1, failed=("par_1",))}, {"keys": Rewrapped(seen=1, failed=1, named=("rep_1",))}],
    ids=["a partner", "a key"],
)
def test_it_ends_with_an_error_while_something_needs_the_old_key(asked, monkeypatch, failure):
    monkeypatch.setattr(account, "operator", lambda deployment: "operator:ani")
    asked |= failure
    with pytest.raises(SystemExit) as ended:
        TASKS["renew-secrets"](PILOT, [])
    assert "_1" in str(ended.value.code)


def test_the_runbook_can_be_typed_as_it_stands():
    assert list(check("key-rotation")) == []
