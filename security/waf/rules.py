"""The rules of a deployment, in the order in which they look at a request: cheap and certain ones first."""

from security.waf.groups import BOTS, GROUPS
from security.waf.model import Entry
from security.waf.parameters import Parameters
from security.waf.places import PLACES
from security.waf.rates import rate_rules
from security.waf.shapes import SHAPES, country_rule, host_rule
from security.waf.verdicts import VERDICTS


def rules(parameters: Parameters) -> tuple[Entry, ...]:
    """Return the rules; behind a proxy those that tell callers apart by address are left out."""
    abroad = (country_rule(parameters.countries),) if parameters.countries else ()
    bots = (BOTS,) if parameters.bot_control else ()
    entries: tuple[Entry, ...] = (
        host_rule(parameters.hosts),
        *PLACES,
        *SHAPES,
        *abroad,
        *rate_rules(parameters),
        *GROUPS,
        *bots,
        *VERDICTS,
    )
    return tuple(entry for entry in entries if parameters.sees_callers or not entry.by_address)
