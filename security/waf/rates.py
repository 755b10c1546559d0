"""How often: limits by address and by key. The application's own limits, by contact, are tighter and come after.

Many people share one address in Indonesia: mobile operators translate addresses, and an employment office or a job fair
has one line. So limits by address bound what a machine does; what one person may do is bound by the application.
"""

from security.waf import places, refusals
from security.waf.model import Rule
from security.waf.parameters import Parameters
from security.waf.statements import Header, Labelled, Not, TooOften, either, every

LEAST = 10
"""AWS WAF counts no lower."""

CREDENTIAL_SHARE, CODES_SHARE, REGISTRATION_SHARE, TOKEN_SHARE = 20, 60, 60, 2
"""What part of all requests of an address may sign in, send codes, register; and of one token."""

MOST_SUSPICIONS = 25
"""Requests of one address in five minutes that look like an attack to a managed rule that only counts."""


def rate_rules(parameters: Parameters) -> tuple[Rule, ...]:
    """Return the limits for a deployment of this size."""
    return (*_of_paths(parameters), *_of_senders(parameters))


def _of_paths(parameters: Parameters) -> tuple[Rule, ...]:
    return (
        _limit(
            "often-sign-in",
            "Stuffing tries one password for each of many accounts, which no limit by account sees.",
            TooOften(limit=share(parameters.by_address, CREDENTIAL_SHARE), of=Labelled(places.SIGN_IN)),
        ),
        _limit(
            "often-codes",
            "Messages cost money, and reach people who did not ask for them.",
            TooOften(limit=share(parameters.by_address, CODES_SHARE), of=Labelled(places.CODES)),
        ),
        _limit(
            "often-registration",
            "Invented accounts would fill the offices' queues.",
            TooOften(limit=share(parameters.by_address, REGISTRATION_SHARE), of=Labelled(places.REGISTRATION)),
        ),
    )


def _of_senders(parameters: Parameters) -> tuple[Rule, ...]:
    return (
        _limit(
            "often-partner",
            "The partners' path has a limit of its own. By address: a signature's key stands among its changing parts, "
            "where AWS WAF cannot single it out.",
            TooOften(limit=parameters.by_partner, of=Labelled(places.PARTNER)),
        ),
        _limit(
            "often-address",
            "One address does not take the service from the others.",
            TooOften(limit=parameters.by_address, of=Not(Labelled(places.PARTNER))),
        ),
        Rule(
            name="often-token",
            why="One session does not take the service from the others, however many addresses it comes from.",
            statement=TooOften(limit=share(parameters.by_address, TOKEN_SHARE), key=Header("authorization")),
            refusal=refusals.TOO_OFTEN,
        ),
    )


def suspicion_rule(labels: tuple[str, ...]) -> Rule:
    """Return the rule against addresses whose requests look like attacks again and again."""
    return _limit(
        "often-suspicious",
        "A search or a text may look like an attack once; a scanner's requests do so all the time. Partners' postings "
        "hold HTML, and are signed.",
        TooOften(
            limit=MOST_SUSPICIONS,
            of=every(either(*(Labelled(label) for label in labels)), Not(Labelled(places.PARTNER))),
        ),
    )


def share(requests: int, part: int) -> int:
    """Return ``requests`` divided by ``part``, but no less than AWS WAF can count."""
    return max(LEAST, requests // part)


def _limit(name: str, why: str, statement: TooOften) -> Rule:
    return Rule(name=name, why=why, statement=statement, refusal=refusals.TOO_OFTEN, by_address=True)
