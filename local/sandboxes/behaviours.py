"""How a sandbox behaves, chosen by the last four digits of the invented number that is asked about.

The table in docs/linkage.md is this one; a test holds them together.
"""

from enum import StrEnum


class Behaviour(StrEnum):
    """What a question leads to."""

    RIGHT = "right"
    UNKNOWN = "unknown"
    DIFFERENT = "different"
    OVER = "over"
    CONTRADICTING = "contradicting"
    ANOTHER = "another"
    PARTIAL = "partial"
    SLOW = "slow"
    SILENT = "silent"
    DRIPPING = "dripping"
    MALFORMED = "malformed"
    WRONG_SCHEMA = "wrong_schema"
    PAGE = "page"
    HUGE = "huge"
    ERROR = "error"
    UNAVAILABLE = "unavailable"
    BUSY = "busy"
    CLOSED = "closed"
    TRUNCATED = "truncated"
    ELSEWHERE = "elsewhere"
    FORBIDDEN = "forbidden"
    REFUSED = "refused"
    RECOVERING = "recovering"


B = Behaviour
BY_ENDING: dict[str, Behaviour] = {
    "9001": B.UNKNOWN,
    "9002": B.DIFFERENT,
    "9003": B.OVER,
    "9004": B.CONTRADICTING,
    "9005": B.ANOTHER,
    "9006": B.PARTIAL,
    "9011": B.SLOW,
    "9012": B.SILENT,
    "9013": B.DRIPPING,
    "9021": B.MALFORMED,
    "9022": B.WRONG_SCHEMA,
    "9023": B.PAGE,
    "9024": B.HUGE,
    "9031": B.ERROR,
    "9032": B.UNAVAILABLE,
    "9033": B.BUSY,
    "9034": B.CLOSED,
    "9035": B.TRUNCATED,
    "9036": B.ELSEWHERE,
    "9037": B.FORBIDDEN,
    "9038": B.REFUSED,
    "9041": B.RECOVERING,
}
MEANINGS: dict[Behaviour, str] = {
    B.RIGHT: "confirms",
    B.UNKNOWN: "does not know the number",
    B.DIFFERENT: "knows it under another name, or of another employer",
    B.OVER: "knows it as deceased, revoked, or ended",
    B.CONTRADICTING: "says in one answer that it does not know it and what it knows of it",
    B.ANOTHER: "answers about another number, or both ways",
    B.PARTIAL: "leaves out what an answer has to have",
    B.SLOW: "confirms, after a while",
    B.SILENT: "takes the question and never answers",
    B.DRIPPING: "answers one byte at a time",
    B.MALFORMED: "answers broken JSON",
    B.WRONG_SCHEMA: "answers JSON of another form",
    B.PAGE: "answers 200 with a page about maintenance",
    B.HUGE: "answers more than anybody can want",
    B.ERROR: "answers 500",
    B.UNAVAILABLE: "answers 503",
    B.BUSY: "answers 429 with Retry-After",
    B.CLOSED: "closes the connection",
    B.TRUNCATED: "closes it in the middle of an answer",
    B.ELSEWHERE: "redirects",
    B.FORBIDDEN: "answers 401",
    B.REFUSED: "answers 422",
    B.RECOVERING: "answers 500 to the first two questions and then confirms",
}


def behaviour_for(number: str) -> Behaviour:
    """Return how the sandboxes behave when they are asked about ``number``."""
    return BY_ENDING.get("".join(sign for sign in number if sign.isdigit())[-4:], B.RIGHT)
