"""What each message uses the person's data for: who stopped that use is not sent it, however late they did."""

from collections.abc import Mapping

from chalicelib import people
from chalicelib.errors import NotFound
from chalicelib.notifications.model import Notice
from chalicelib.people.uses import Use
from chalicelib.people.verification_model import Channel

USES: Mapping[str, Use] = {
    "welcome": Use.NEWS,
    "application_sent": Use.NEWS,
    "application_state": Use.NEWS,
    "search_closed": Use.NEWS,
    "person_inactive_soon": Use.REMINDED,
}
"""Messages to job seekers about themselves. Those of which nothing is said here always go: codes, what somebody is told
because the law says so, and what concerns an employer for which they act."""

ALERT = "alert_digest"
_BY_CHANNEL: Mapping[Channel, Use] = {Channel.EMAIL: Use.MAILED, Channel.PHONE: Use.TEXTED}


def is_wanted(notice: Notice) -> bool:
    """Tell whether the recipient's data may be used for this message now, whatever they said when it was planned."""
    use = _use_of(notice)
    if use is None:
        return True
    try:
        person, _ = people.living(notice.recipient.person_id)
    except NotFound:
        return False
    return people.permitted(person, use)


def _use_of(notice: Notice) -> Use | None:
    if notice.template == ALERT:
        return _BY_CHANNEL[notice.recipient.channel or Channel.EMAIL]
    return USES.get(notice.template)
