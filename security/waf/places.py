"""Where a request goes: rules that only label, so that later rules need not read the path again."""

from security.waf.model import Rule
from security.waf.statements import Change, Component, Header, Pattern, Text, either, every

PARTNER = "padan:path:partner"
EDGE = "padan:from:edge"
EDGE_HEADER = "x-padan-edge"
SENSITIVE = "padan:sensitive:"
"""Namespace of operations that guessing, spamming and paid messages aim at."""

SIGN_IN = "padan:sensitive:sign-in"
CODES = "padan:sensitive:codes"
REGISTRATION = "padan:sensitive:registration"

_POST = Text(field=Component.METHOD, text="POST")
_PUT = Text(field=Component.METHOD, text="PUT")
_DELETE = Text(field=Component.METHOD, text="DELETE")


def _path(regex: str) -> Pattern:
    # Decoded, as API Gateway decodes before it routes; a slash at the end leads to the same operation.
    return Pattern(field=Component.PATH, regex=regex, changes=(Change.URL_DECODE,))


PLACES: tuple[Rule, ...] = (
    Rule(
        name="mark-partner",
        why="Partners push large signed bodies from few servers; they get limits of their own.",
        statement=_path("^/+v1/+partner(/|$)"),
        labels=(PARTNER,),
    ),
    Rule(
        name="mark-sign-in",
        why="Passwords and codes are guessed here.",
        statement=either(
            every(_path("^/+v1/+sessions(/+refresh)?/*$"), _POST),
            every(_path("^/+v1/+people/+me/+password/*$"), _PUT),
            every(_path("^/+v1/+people/+me/+second-factor/*$"), either(_PUT, _DELETE)),
        ),
        labels=(SIGN_IN,),
    ),
    Rule(
        name="mark-codes",
        why="Every call sends a message that somebody pays for and somebody receives.",
        statement=every(
            _path("^/+v1/+(sessions/+codes|officers/+recovery-codes|people/+[^/]+/+verifications)/*$"), _POST
        ),
        labels=(CODES,),
    ),
    Rule(
        name="mark-registration",
        why="Every call can make an account.",
        statement=every(_path("^/+v1/+(people|employers)/*$"), _POST),
        labels=(REGISTRATION,),
    ),
)


def edge_rule(proof: str) -> Rule:
    """Return the rule that marks what the edge sends on; ``proof`` is known to the edge and to this rule alone."""
    return Rule(
        name="mark-edge",
        why="It comes from the edge's address, and was judged there by its caller's.",
        statement=Text(field=Header(EDGE_HEADER), text=proof),
        labels=(EDGE,),
    )
