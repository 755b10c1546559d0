"""What a person was told, for themselves, and forgetting it."""

from chalicelib.notifications import table
from chalicelib.notifications.model import Delivery


def told_to(person_id: str) -> tuple[Delivery, ...]:
    """Return the messages to a person that are remembered, the earliest first: of what and when, not in which words."""
    return tuple(sorted((item.delivery for item in table.told(person_id)), key=lambda each: each.begun_at))


def forget_person(person_id: str) -> int:
    """Forget what a person was told and return how much that was; twice changes nothing.

    The event stays in the queue of messages for days at most, and finds nobody to tell.
    """
    items = list(table.told(person_id))
    for item in items:
        item.delete(add_version_condition=False)
    return len(items)
