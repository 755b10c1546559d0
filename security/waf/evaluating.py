"""What the rules would answer to requests: for tests, and to try a rule before it is deployed.

Not emulated: what managed groups do beyond the little that AWS publishes (reputation, patterns of injection, bots);
and that AWS WAF counts rates with a delay of up to half a minute. A rate here is exact: the request that exceeds the
limit is the first that is refused.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

import msgspec

from security.waf.matching import changed, holds
from security.waf.model import Entry, Group, Rule
from security.waf.refusals import FORBIDDEN, Refusal
from security.waf.requests import Request
from security.waf.statements import Change, TooOften


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a request.

    ``by``: the rule or ``group/rule`` that refused it; ``counted``: those that matched and only count.
    """

    refusal: Refusal | None = None
    by: str = ""
    counted: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()

    @property
    def passes(self) -> bool:
        """Whether the application gets to see the request."""
        return self.refusal is None


class Firewall:
    """Rules with what they remember of earlier requests. Requests are to be given in the order of their times."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Begin with nothing counted."""
        self._entries = tuple(entries)
        self._seen: defaultdict[tuple[str, bytes], deque[float]] = defaultdict(deque)

    def judge(self, request: Request, found: Iterable[str] = ()) -> Verdict:
        """Return what becomes of ``request``; ``found`` are labels that managed groups are supposed to give it."""
        labels, counted = set(found), list[str]()
        for entry in self._entries:
            for name, refusal, given in self._matching(entry, request, labels):
                labels.update(given)
                if refusal is not None:
                    return Verdict(refusal=refusal, by=name, counted=tuple(counted), labels=frozenset(labels))
                counted.append(name)
        return Verdict(counted=tuple(counted), labels=frozenset(labels))

    def _matching(
        self, entry: Entry, request: Request, labels: set[str]
    ) -> Iterator[tuple[str, Refusal | None, tuple[str, ...]]]:
        if isinstance(entry, Group):
            yield from _published(entry, request, labels)
        elif self._matches(entry, request, labels):
            yield entry.name, entry.refusal, entry.labels

    def _matches(self, rule: Rule, request: Request, labels: set[str]) -> bool:
        if not isinstance(rule.statement, TooOften):
            return holds(rule.statement, request, labels)
        of = rule.statement.of
        return (of is None or holds(of, request, labels)) and self._too_often(rule.name, rule.statement, request)

    def _too_often(self, name: str, statement: TooOften, request: Request) -> bool:
        key = _key(statement, request)
        if key is None:
            return False
        times = self._seen[name, key]
        while times and times[0] <= request.at - statement.seconds:
            times.popleft()
        times.append(request.at)
        return len(times) > statement.limit


def _key(statement: TooOften, request: Request) -> bytes | None:
    if statement.key is None:
        return request.address.encode()
    sent = request.value(statement.key)
    return None if sent is None else changed(sent, (Change.MD5,))


def _published(
    group: Group, request: Request, labels: set[str]
) -> Iterator[tuple[str, Refusal | None, tuple[str, ...]]]:
    counting = {override.rule for override in group.counted}
    for rule in group.published:
        if holds(rule.statement, request, labels):
            refusal = None if rule.rule in counting else FORBIDDEN
            yield f"{group.name}/{rule.rule}", refusal, (group.namespace + rule.label,)
