"""The rules of a deployment, in the order in which they look at a request: cheap and certain ones first."""

import msgspec

from security.waf.groups import BOTS, GROUPS
from security.waf.model import Entry, Rule
from security.waf.parameters import Parameters
from security.waf.places import EDGE, PLACES, edge_rule
from security.waf.rates import rate_rules
from security.waf.shapes import SHAPES, country_rule, host_rule
from security.waf.statements import Labelled, Not, Statement, TooOften, every
from security.waf.verdicts import VERDICTS


def rules(parameters: Parameters) -> tuple[Entry, ...]:
    """Return the rules. Those that tell callers apart by address spare what the edge vouches for."""
    edge = (edge_rule(parameters.edge_proof),) if parameters.edge_proof else ()
    abroad = (country_rule(parameters.countries),) if parameters.countries else ()
    bots = (BOTS,) if parameters.bot_control else ()
    entries: tuple[Entry, ...] = (
        host_rule(parameters.hosts),
        *edge,
        *PLACES,
        *SHAPES,
        *abroad,
        *rate_rules(parameters),
        *GROUPS,
        *bots,
        *VERDICTS,
    )
    return tuple(_sparing(entry) for entry in entries) if edge else entries


def _sparing(entry: Entry) -> Entry:
    if not isinstance(entry, Rule) or not entry.by_address:
        return entry
    asked = entry.statement
    if isinstance(asked, TooOften):
        return msgspec.structs.replace(entry, statement=msgspec.structs.replace(asked, of=_direct(asked.of)))
    return msgspec.structs.replace(entry, statement=_direct(asked))


def _direct(statement: Statement | None) -> Statement:
    direct = Not(Labelled(EDGE))
    return every(statement, direct) if statement is not None else direct
