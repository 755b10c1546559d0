"""What a request of any kind must look like: host, method, sizes, and what partners must send."""

from security.waf import limits, places, refusals
from security.waf.model import Rule
from security.waf.numerals import more_than
from security.waf.statements import (
    Change,
    Component,
    From,
    Header,
    Labelled,
    LongerThan,
    Not,
    Pattern,
    Text,
    either,
    every,
)

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
"""Methods of the interface, and those that browsers send beside them."""

PUSH_TYPES = ("x-ndjson", "ndjson", "jsonl", "json", "ld+json")
"""Media types of a push, after ``application/`` (`chalicelib.partners.payload`)."""

_PUSH_TYPES = "|".join(name.replace("+", r"\+") for name in PUSH_TYPES)
_LENGTH = Header("content-length")


def host_rule(hosts: tuple[str, ...]) -> Rule:
    """Return the rule that admits ``hosts`` alone; the port of HTTPS may be named."""
    names = "|".join(name.replace(".", r"\.") for name in hosts)
    known = Pattern(field=Header("host"), regex=f"^({names})(:443)?$", changes=(Change.LOWERCASE,))
    return Rule(
        name="unknown-host",
        why="Scanners call addresses, not names; and signatures are made for one name.",
        statement=Not(known),
        refusal=refusals.UNKNOWN_HOST,
    )


SHAPES: tuple[Rule, ...] = (
    Rule(
        name="wrong-method",
        why="No operation has another method; TRACE and CONNECT probe proxies.",
        statement=Not(Pattern(field=Component.METHOD, regex=f"^({'|'.join(METHODS)})$")),
        refusal=refusals.WRONG_METHOD,
    ),
    Rule(
        name="large-body",
        why="The application takes no larger body. Told by Content-Length: AWS WAF sees only the beginning of a body.",
        statement=Pattern(field=_LENGTH, regex=more_than(limits.LARGEST_BODY)),
        refusal=refusals.TOO_LARGE,
    ),
    Rule(
        name="large-credentials",
        why="Nobody signs in with more, and what is not inspected to its end is not let near passwords.",
        statement=every(
            either(Labelled(places.SIGN_IN), Labelled(places.CODES)),
            LongerThan(field=Component.BODY, size=limits.LARGEST_CREDENTIALS),
        ),
        refusal=refusals.TOO_LARGE,
    ),
    Rule(
        name="long-query",
        why="API Gateway takes no longer URL; up to there a search is simplified, never refused.",
        statement=LongerThan(field=Component.QUERY, size=limits.LONGEST_URL),
        refusal=refusals.LONG_URL,
    ),
    Rule(
        name="long-path",
        why="No operation has a longer path, even with every parameter as long as may be and percent-encoded.",
        statement=LongerThan(field=Component.PATH, size=limits.LONGEST_PATH),
        refusal=refusals.LONG_URL,
    ),
    Rule(
        name="long-header",
        why="The application reads no longer token or signature.",
        statement=either(
            LongerThan(field=Header("authorization"), size=limits.LONGEST_AUTHORIZATION),
            LongerThan(field=Header("signature"), size=limits.LONGEST_SIGNATURE),
            LongerThan(field=Header("signature-input"), size=limits.LONGEST_SIGNATURE),
        ),
        refusal=refusals.LONG_HEADER,
    ),
    Rule(
        name="path-traversal",
        why="No identifier climbs out of its folder.",
        statement=Pattern(field=Component.PATH, regex=r"(^|[/\\])\.\.([/\\]|$)", changes=(Change.URL_DECODE,)),
        refusal=refusals.FORBIDDEN,
    ),
    Rule(
        name="unsigned-partner",
        why="Partners sign every request; what is unsigned is refused before it costs a function.",
        statement=every(
            Labelled(places.PARTNER),
            Not(
                every(
                    LongerThan(field=Header("signature"), size=0), LongerThan(field=Header("signature-input"), size=0)
                )
            ),
        ),
        refusal=refusals.UNSIGNED,
    ),
    Rule(
        name="partner-type",
        why="A push is JSON, in lines or as an array; no managed rule reads its body, so nothing else passes.",
        statement=every(
            Labelled(places.PARTNER),
            Text(field=Component.METHOD, text="POST"),
            Not(
                Pattern(
                    field=Header("content-type"),
                    regex=rf"^\s*application/({_PUSH_TYPES})\s*(;|$)",
                    changes=(Change.LOWERCASE,),
                )
            ),
        ),
        refusal=refusals.WRONG_TYPE,
    ),
)


def country_rule(countries: tuple[str, ...]) -> Rule:
    """Return the rule that admits ``countries`` alone, but for partners and for probes of health."""
    return Rule(
        name="abroad",
        why="The deployment serves these countries. Partners prove who they are wherever their servers stand; health "
        "is probed from everywhere.",
        statement=every(
            Not(From(countries)),
            Not(Labelled(places.PARTNER)),
            Not(Text(field=Component.PATH, text="/v1/health")),
        ),
        refusal=refusals.ABROAD,
        by_address=True,
    )
