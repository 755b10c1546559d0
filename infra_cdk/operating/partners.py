"""Tasks on partners: their keys, and the feeds that are fetched of them."""

from collections.abc import Sequence
from pathlib import Path

from infra_cdk.deployment import Deployment
from infra_cdk.operating import account


def add_partner(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001 - as every task
    """NAME PUBLIC_KEY_FILE: registers a partner with an ed25519 public key (PEM), or gives a known one another."""
    from chalicelib.partners.keys import add_key, add_partner

    name, file = arguments
    partner = add_partner(name)
    key = add_key(partner.id, Path(file).read_text())
    return {"partner_id": partner.id, "key_id": key.key_id}


def revoke_key(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """PARTNER_NAME KEY_ID: ends a partner's key at once."""
    from chalicelib.partners.keys import partner_named, revoke_key

    name, key = arguments
    return {"partner_id": revoke_key(partner_named(name).id, key).id, "revoked": key}


def add_feed(deployment: Deployment, arguments: Sequence[str]) -> object:
    """PARTNER_NAME URL [sitemap|lines] [MINUTES]: registers or changes the feed that is fetched of a partner."""
    from chalicelib.feeds import Feed, FeedForm, add_feed
    from chalicelib.partners.keys import partner_named

    name, url, *more = arguments
    form, minutes = (*more, *("sitemap", "60")[len(more) :])
    feed = Feed(partner_id=partner_named(name).id, url=url, form=FeedForm(form), minutes=int(minutes))
    return add_feed(feed, account.operator(deployment))


def stop_feed(deployment: Deployment, arguments: Sequence[str]) -> object:
    """PARTNER_NAME: fetches the partner's feed no more; its vacancies stay."""
    from chalicelib.feeds import stop_feed
    from chalicelib.partners.keys import partner_named

    (name,) = arguments
    return stop_feed(partner_named(name).id, account.operator(deployment))


def list_feeds(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """: every feed, when it was looked at last and what was wrong, and when it is looked at next."""
    from chalicelib.feeds import all_feeds

    return all_feeds()
