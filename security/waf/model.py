"""Rules: a statement, what happens to a request for which it holds, and why."""

import msgspec

from security.waf.refusals import Refusal
from security.waf.statements import Statement, TooOften


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One of our own rules. Without ``refusal`` it only counts the request, and labels it.

    ``why`` is one sentence for whoever wonders about a refusal. ``by_address``: it tells callers apart by address.
    """

    name: str
    why: str
    statement: Statement | TooOften
    refusal: Refusal | None = None
    labels: tuple[str, ...] = ()
    by_address: bool = False


class Override(msgspec.Struct, frozen=True):
    """A rule of a managed group that counts and labels instead of refusing, and why."""

    rule: str
    why: str


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What the vendor says of a managed rule, as far as a statement can say it: enough to replay, not to rely on."""

    rule: str
    label: str
    statement: Statement


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A rule group that AWS writes; what it does beyond ``published`` is not known.

    ``units``: its published capacity (WCU); ``version``: a static version, empty for AWS's default one;
    ``namespace``: of the labels that it gives, with the colon at the end.
    """

    name: str
    why: str
    units: int
    namespace: str
    version: str = ""
    counted: tuple[Override, ...] = ()
    published: tuple[Published, ...] = ()


Entry = Rule | Group
