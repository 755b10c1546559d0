"""A person who is erased leaves no search, no setting and no match."""

from chalicelib.alerts import table


def forget_person(person_id: str) -> int:
    """Remove everything of a person; returns how much that was. May be repeated, and finds what came late.

    The index of searches follows the table.
    """
    return table.drop_all(person_id)
