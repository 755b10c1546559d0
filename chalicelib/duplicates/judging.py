"""An officer joins two vacancies or parts them. The word is kept with both, and no machine goes against it."""

from collections.abc import Mapping

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import employers, idempotency, tables, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.duplicates import table
from chalicelib.duplicates.comparing import require_comparable
from chalicelib.duplicates.model import Cluster, Entry, Said, Verdict
from chalicelib.duplicates.settling import settle, tell
from chalicelib.duplicates.storing import TableStore
from chalicelib.duplicates.table import EntryItem
from chalicelib.errors import Forbidden, NotFound, Unavailable, invalid
from chalicelib.idempotency import IdempotencyKey
from chalicelib.texts import Text
from chalicelib.vacancies.model import Vacancy
from security import audit
from security.policy import Action, Resource, ResourceKind
from security.principal import Principal

_ATTEMPTS = 6
_WORDS = {Verdict.SAME: "duplicates_merged", Verdict.DIFFERENT: "duplicates_split"}


def judge(
    principal: Principal,
    vacancy_id: str,
    other_id: str,
    verdict: Verdict,
    reason: str,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Cluster:
    """Say that two vacancies are the same job, or that they are not; return the cluster of the first one then.

    A later word about the same two takes the place of the earlier one; joining two clusters takes back what parted
    their vacancies from one another. With a ``key`` once: repeated late it takes no later word back.

    Raises `NotFound`, `InvalidInput` on ``/other_id`` for the vacancy itself and for one that the caller cannot know
    of, `Conflict` on ``/other_id`` (``wrong_state``, ``not_comparable``) where two cannot be the same job, and
    `Forbidden` for the caller's own vacancy and in another office's region.
    """
    if vacancy_id == other_id:
        raise invalid("/other_id", "same", Text("Sebutkan lowongan lain.", "Name another vacancy."))
    vacancy = vacancies.get(vacancy_id)
    _require(principal, vacancy)
    other = _other(principal, other_id)
    if verdict is Verdict.SAME:
        require_comparable(vacancy, other)
    said = Said(other=other_id, verdict=verdict, by=principal.id, at=clock.now(), reason=reason)

    def say() -> None:
        if not any(_committed(vacancy_id, said, key, clock) for _ in range(_ATTEMPTS)):
            raise Unavailable

    idempotency.repeatable(key, say, lambda: None)
    # What follows of the words that stand now; a repetition mends what broke off after the word was kept.
    tell({vacancy_id, other_id, *settle((vacancy_id, other_id), TableStore())})
    return cluster_of(vacancy_id)


def cluster_of(vacancy_id: str) -> Cluster:
    """Return the cluster in which a vacancy stands; one that is not compared stands alone."""
    found = table.entries([vacancy_id]).get(vacancy_id)
    return (found.entry.cluster if found is not None else None) or Cluster(vacancy_id)


def _other(principal: Principal, other_id: str) -> Vacancy:
    """Return the other vacancy.

    Raises what `_require` raises; what the caller cannot know of is said of the field that names it.
    """
    try:
        other = vacancies.get(other_id)
        _require(principal, other)
    except NotFound:
        detail = Text(
            "Lowongan ini tidak ada, atau di luar wilayah Anda.", "There is no such vacancy, or not in your region."
        )
        raise invalid("/other_id", "unknown", detail) from None
    return other


def _require(principal: Principal, vacancy: Vacancy) -> None:
    if principal.id in (vacancy.posted_by, "") or vacancy.employer_id in employers.employers_of(principal):
        raise Forbidden(Text("Bukan untuk lowongan sendiri.", "Not on one's own vacancy."))
    place = vacancy.content.region or (principal.regions[0] if principal.regions else "")
    employers.require(principal, Action.DECIDE, Resource(kind=ResourceKind.REVIEW, region=place))


def _committed(vacancy_id: str, said: Said, key: IdempotencyKey | None, clock: Clock) -> bool:
    """Keep the word with both vacancies, and in the audit, all or nothing; tell whether nobody was faster."""
    present = dict(table.entries([vacancy_id, said.other]))
    mates = {name: _mates(present.get(name), name) for name in (vacancy_id, said.other)}
    present |= table.entries({name for names in mates.values() for name in names})
    changed = _words(present, vacancy_id, said)
    if said.verdict is Verdict.SAME:
        changed = _reconciled(changed, present, mates[vacancy_id], mates[said.other])

    def build(transaction: TransactWrite) -> None:
        idempotency.remember(transaction, key, vacancy_id, clock)
        for name, entry in sorted(changed.items()):
            table.save(transaction, entry, present.get(name))
        for name in (vacancy_id, said.other):
            audit.record(
                actor=said.by,
                action=_WORDS[said.verdict],
                subject=name,
                purpose="duplicates",
                transaction=transaction,
                clock=clock,
            )

    return tables.committed(build)


def _mates(item: EntryItem | None, name: str) -> frozenset[str]:
    cluster = item.entry.cluster if item is not None else None
    return frozenset({name, *((cluster.canonical, *cluster.others) if cluster is not None else ())})


def _words(present: Mapping[str, EntryItem], vacancy_id: str, said: Said) -> dict[str, Entry]:
    back = msgspec.structs.replace(said, other=vacancy_id)
    return {
        name: _with(present[name].entry if name in present else Entry(id=name), word)
        for name, word in ((vacancy_id, said), (said.other, back))
    }


def _with(entry: Entry, said: Said) -> Entry:
    others = tuple(each for each in entry.said if each.other != said.other)
    return msgspec.structs.replace(entry, said=(*others, said))


def _reconciled(
    changed: Mapping[str, Entry], present: Mapping[str, EntryItem], left: frozenset[str], right: frozenset[str]
) -> dict[str, Entry]:
    """Take back what parted the vacancies of one cluster from those of the other."""
    found = dict(changed)
    for names, others in ((left, right), (right, left)):
        for name in names & present.keys():
            entry = found.get(name, present[name].entry)
            kept = tuple(e for e in entry.said if not (e.other in others and e.verdict is Verdict.DIFFERENT))
            if kept != entry.said:
                found[name] = msgspec.structs.replace(entry, said=kept)
    return found
