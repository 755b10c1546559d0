"""``padan feeds`` on a running platform."""

from tests.feeds.serving import serving


def test_a_feed_on_this_machine_is_registered_listed_and_stopped(padan):
    made = padan("partner", "add", "Portal Umpan", "--json").good().json
    with serving() as portal:
        address = portal.url("/feed")
        (added,) = padan("feeds", "add", "Portal Umpan", address, "--form", "lines", "--json").good().json
    assert added["registered"]["feed"]["partner_id"] == made["partner_id"]
    assert added["registered"]["active"] is True
    shown = padan("feeds", "list").good().out
    assert address in shown
    assert "next look" in shown
    (stopped,) = padan("feeds", "stop", "Portal Umpan", "--json").good().json
    assert (stopped["registered"]["active"], stopped["next_at"]) == (False, None)
    assert f"{address}: stopped" in padan("feeds", "list").good().out


def test_a_feed_elsewhere_is_held_to_the_rules(padan):
    padan("partner", "add", "Portal Lain").good()
    assert padan("feeds", "add", "Portal Lain", "https://10.0.0.1/feed").code == 1
    assert padan("feeds", "add", "Portal Lain", "http://127.0.0.1/feed", "--minutes", "5").code == 1
    assert padan("feeds", "stop", "Portal Lain").code == 1
