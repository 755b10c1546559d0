"""An operator of a deployment registers, lists and stops feeds, under their own name."""

import pytest

from chalicelib import partners
from chalicelib.errors import InvalidInput, NotFound
from chalicelib.feeds import FeedForm, addresses
from infra_cdk.deployment import read_deployment
from infra_cdk.operating import account
from infra_cdk.operating.partners import add_feed, list_feeds, stop_feed
from infra_cdk.packaging.staging import ROOT

PILOT = read_deployment(ROOT / "infra_cdk" / "deployments" / "pilot.toml")
OPERATOR = "arn:aws:sts::000000000000:assumed-role/operator/ratna"


class _Identity:
    def get_caller_identity(self):
        return {"Arn": OPERATOR}


@pytest.fixture
def portal(stores, request, monkeypatch):
    monkeypatch.setattr(account, "client", lambda service, region: {"sts": _Identity()}[service])
    monkeypatch.setattr(addresses, "_resolve", lambda host, port: ["93.184.216.34"])
    return partners.add_partner(f"Portal {request.node.name}"[:90])


def test_a_feed_is_registered_shown_and_stopped(portal):
    add_feed(PILOT, [portal.name, "https://portal.example/sitemap.xml"])
    (found,) = [each for each in list_feeds(PILOT, []) if each.registered.feed.partner_id == portal.id]
    assert (found.registered.feed.form, found.registered.feed.minutes) == (FeedForm.SITEMAP, 60)
    assert (found.registered.by, found.registered.active) == (OPERATOR, True)
    changed = add_feed(PILOT, [portal.name, "https://portal.example/feed", "lines", "120"])
    assert (changed.registered.feed.form, changed.registered.feed.minutes) == (FeedForm.LINES, 120)
    assert stop_feed(PILOT, [portal.name]).registered.active is False


def test_what_cannot_be_fetched_or_is_unknown_is_refused(portal):
    with pytest.raises(InvalidInput):
        add_feed(PILOT, [portal.name, "http://portal.example/feed", "lines"])
    with pytest.raises(ValueError, match="rss"):
        add_feed(PILOT, [portal.name, "https://portal.example/feed", "rss"])
    with pytest.raises(NotFound):
        stop_feed(PILOT, ["Portal yang tidak ada"])
