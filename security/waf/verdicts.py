"""Rules about what earlier rules and managed groups found out: they read labels only."""

from security.waf import places, refusals
from security.waf.groups import HARMFUL_BODIES, REPUTATION, SUSPICIOUS
from security.waf.model import Rule
from security.waf.rates import suspicion_rule
from security.waf.statements import Labelled, Not, either, every

VERDICTS: tuple[Rule, ...] = (
    Rule(
        name="attack-in-body",
        why="The body exploits a known hole. A partner's push is not refused for one posting that resembles it.",
        statement=every(
            either(*(Labelled(label) for label in HARMFUL_BODIES)),
            Not(Labelled(places.PARTNER)),
        ),
        refusal=refusals.FORBIDDEN,
    ),
    Rule(
        name="bad-reputation",
        why="An address that attacks others may read; it may not sign in, register or have messages sent.",
        statement=every(
            Labelled(f"{REPUTATION.namespace}AWSManagedIPReputationList"),
            Labelled(places.SENSITIVE),
        ),
        refusal=refusals.FORBIDDEN,
        by_address=True,
    ),
    suspicion_rule(SUSPICIOUS),
)
