"""Seconds that an invocation of each function may take, as in the cloud; a test holds them to the specification there.

A function that is given less than it has in the cloud may find that it has no time to begin.
"""

from collections.abc import Mapping

USUAL = 60.0
"""Of every function that is not named below."""
TIMEOUTS: Mapping[str, float] = {
    "reconcile_indices": 900,
    "link_duplicates": 120,
    "send_messages": 30,
    "pull_feeds": 840,
    "sweep_abandoned_accounts": 300,
    "take_off_vacancies": 600,
    "ask_registers": 300,
    "remind_employers": 600,
    "look_after_people": 600,
    "escalate_reviews": 600,
    "fold_quality": 900,
    "prepare_matching": 900,
    "check_searches": 900,
    "match_searches": 120,
    "announce_alerts": 600,
    "tell_people": 120,
    "learn_from_use": 900,
    "export_audit": 600,
    "watch_audit": 300,
    "watch_rights": 120,
    "forget_applications": 600,
    "renew_personal": 900,
    "keep_office_roles": 600,
}


def timeout_of(name: str) -> float:
    """Return the seconds of the function that Chalice knows as ``name``."""
    return TIMEOUTS.get(name, USUAL)
