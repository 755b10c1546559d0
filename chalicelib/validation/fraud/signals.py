"""All signs together."""

from functools import lru_cache

from chalicelib.validation.fraud import contact, gambling, journeys, links, money, papers, pay, stakes, tasks
from chalicelib.validation.fraud.model import Assessment, Signal
from chalicelib.validation.fraud.scoring import assess, weights
from chalicelib.validation.subject import Subject

SIGNALS: tuple[Signal, ...] = (
    money.MONEY_ASKED,
    money.PERSONAL_ACCOUNT,
    money.ACCOUNT_RENTED,
    stakes.OWN_MONEY,
    stakes.PROMISED_PROFIT,
    gambling.GAMBLING_WORK,
    papers.SECRET_ASKED,
    papers.IDENTITY_EARLY,
    papers.FORM_FOR_IDENTITY,
    journeys.OBLIGED_TRAVEL,
    journeys.SCAM_COMPOUND,
    journeys.TOURIST_VISA,
    journeys.OVERSEAS_UNLICENSED,
    tasks.PAID_CLICKS,
    tasks.TOP_UP_TASKS,
    tasks.EASY_EARNINGS,
    tasks.TOO_EASY,
    tasks.PRESSURE,
    pay.PAY_FAR_ABOVE,
    pay.NO_INTERVIEW,
    links.LINK_SHORTENED,
    links.LINK_DISGUISED,
    contact.FREE_MAIL_FOR_COMPANY,
    contact.LOOK_ALIKE_DOMAIN,
    contact.LOOK_ALIKE_NAME,
    contact.PRIVATE_CHAT_ONLY,
    contact.COPIED_TEXT,
)
"""Every sign, in the order in which they are looked for."""


class _Same:
    """A subject that equals itself alone, so that the rules about one vacancy assess it once."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.subject is self.subject

    def __hash__(self) -> int:
        return id(self.subject)


@lru_cache(maxsize=4)
def _once(same: _Same) -> Assessment:
    return assess(same.subject, SIGNALS, weights())


def assessed(subject: Subject) -> Assessment:
    """Return what the signs of fraud in one vacancy amount to."""
    return _once(_Same(subject))
