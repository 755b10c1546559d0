"""Sessions that are over although their access tokens would still be good, in a table whose items go by their time."""

from pynamodb.attributes import NumberAttribute, UnicodeSetAttribute

from chalicelib.tables import Item, TableMeta


class SessionEndItem(Item):
    """``pk`` is a session, or a person: then all sessions of theirs that began until ``ended_at`` but ``spared``.

    Times are seconds since 1970 UTC; ``expires`` is the time to live.
    """

    class Meta(TableMeta):
        logical_name = "session-ends"

    ended_at = NumberAttribute()
    spared = UnicodeSetAttribute(null=True)
    expires = NumberAttribute()
