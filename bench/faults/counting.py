"""Compares what clients were told with what is stored, indexed and sent: each thing once, nothing else."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

import msgspec

from bench.faults.journeys import Told
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from local.mailbox import Mailbox

_ACCOUNTS_OF_A_PERSON = 2
_SHOWN = 5


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison: how many were told, and those that are lost, or there once too often."""

    what: str
    told: int
    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether nothing differs."""
        return not self.lost and not self.doubled

    def __str__(self) -> str:
        """One line of a table."""
        line = f"{self.what:<44}{self.told:>8,} told {len(self.lost):>6} lost {len(self.doubled):>6} doubled"
        shown = ", ".join([*self.lost[:_SHOWN], *self.doubled[:_SHOWN]])
        return f"{line}  {shown}" if shown else line


class Stored(msgspec.Struct, frozen=True):
    """What is there before the clients begin, which is none of theirs."""

    keys: Mapping[str, frozenset[str]]


def stored() -> Stored:
    """Note what is there."""
    return Stored({kind: frozenset(keys) for kind, keys in _everything().items()})


def compared(told: Told, before: Stored, mailbox: Mailbox) -> list[Finding]:
    """Compare everything, after everything that was caused has happened."""
    now = {kind: [key for key in keys if key not in before.keys[kind]] for kind, keys in _everything().items()}
    return [*_entities(told, now), *_events(told), *_counted(told), *_letters(told, mailbox), *_accounts(told, now)]


def of(what: str, told: Iterable[str], there: Iterable[str]) -> Finding:
    """Compare identifiers."""
    wanted, found = set(told), Counter(there)
    doubled = [name for name, number in found.items() if number > 1 or name not in wanted]
    return Finding(what=what, told=len(wanted), lost=tuple(wanted - found.keys()), doubled=tuple(doubled))


def _everything() -> dict[str, list[str]]:
    from chalicelib.alerts.table import SavedSearchItem
    from chalicelib.applications.table import ApplicationItem
    from chalicelib.documents.table import DocumentItem
    from chalicelib.employers.table import EmployerItem
    from chalicelib.partners.table import ReceiptItem
    from chalicelib.people.table import PersonItem, VerificationItem
    from chalicelib.uniqueness import UniquenessMarker

    return {
        "people": [item.pk for item in PersonItem.scan(consistent_read=True)],
        "verifications": [item.pk for item in VerificationItem.scan(consistent_read=True)],
        "searches": [item.search_id for item in SavedSearchItem.scan(consistent_read=True)],
        "documents": [item.document.id for item in DocumentItem.scan(consistent_read=True)],
        "applications": [item.pk for item in ApplicationItem.scan(consistent_read=True)],
        "employers": [item.pk for item in EmployerItem.scan(consistent_read=True) if item.employer.members],
        "receipts": [item.pk for item in ReceiptItem.scan(consistent_read=True)],
        "markers": [item.pk for item in UniquenessMarker.scan(consistent_read=True)],
        "drafts": list(_direct_vacancies()),
    }


def _direct_vacancies() -> Iterator[str]:
    from chalicelib.vacancies import stored as vacancies
    from chalicelib.vacancies.model import DIRECT

    yield from (vacancy.id for vacancy, _ in vacancies() if vacancy.source.partner == DIRECT)


def _entities(told: Told, now: Mapping[str, list[str]]) -> Iterator[Finding]:
    yield of("people", told.people, now["people"])
    yield of("saved searches", told.searches, now["searches"])
    yield of("documents announced", told.documents, now["documents"])
    yield of("applications", told.applications, now["applications"])
    yield of("employers", told.employers, now["employers"])
    yield of("vacancies drafted", told.drafts, now["drafts"])
    yield of("receipts of pushes", told.receipts, now["receipts"])
    # A code is removed when it was given back.
    yield of("codes that are still open", told.verifications if not told.verified else (), now["verifications"])
    addresses = [marker for marker in now["markers"] if marker.startswith("email#")]
    yield Finding(what="claims of addresses", told=len(told.people), doubled=tuple(addresses[len(told.people) :]))


def _events(told: Told) -> Iterator[Finding]:
    from chalicelib.outbox import OutboxItem

    found: dict[str, list[str]] = {}
    for item in OutboxItem.scan(consistent_read=True):
        named = item.event.details.get("verification") or item.event.subject
        found.setdefault(item.event.topic, []).append(named)
    wanted = {
        "person_registered": told.people.keys(),
        "verification_code": told.verifications,
        "welcome": told.verified,
        "application_received": told.applications.keys(),
        "application_state": told.withdrawn,
    }
    for topic, names in wanted.items():
        # Those from before the clients began are about other things.
        ours = [name for name in found.get(topic, []) if name in names or topic != "verification_code"]
        yield of(f"events {topic}", names, (name for name in ours if _is_new(name, names)))


def _is_new(name: str, names: Iterable[str]) -> bool:
    return name in set(names) or name > min(names, default="~")


def _counted(told: Told) -> Iterator[Finding]:
    from chalicelib.partners import table
    from chalicelib.vacancies import get_many

    sent = Counter(told.applications.values())
    shown = {name: vacancy.applications for name, vacancy in get_many(sent).items()}
    yield Finding(
        what="applications that vacancies show",
        told=sum(sent.values()),
        lost=tuple(name for name, number in sent.items() if shown.get(name, 0) < number),
        doubled=tuple(name for name, number in sent.items() if shown.get(name, 0) > number),
    )
    counts = {name: sum(msgspec.structs.astuple(table.load_progress(name).counts)) for name in told.receipts}
    yield Finding(
        what="outcomes of pushed items",
        told=sum(told.receipts.values()),
        lost=tuple(name for name, number in told.receipts.items() if counts[name] < number),
        doubled=tuple(name for name, number in told.receipts.items() if counts[name] > number),
    )


def _letters(told: Told, mailbox: Mailbox) -> Iterator[Finding]:
    """Whatever began to be told left, and once; a code that was given back meanwhile is not sent any more."""
    from chalicelib.notifications.table import DeliveryItem

    began: Counter[str] = Counter()
    welcomed = []
    for item in DeliveryItem.scan(consistent_read=True):
        if item.delivery.person_id in told.people:
            began[item.delivery.person_id] += 1
            welcomed += [item.delivery.person_id] if item.delivery.topic == "welcome" else []
    yield of("people who are welcomed", told.verified, welcomed)
    sent = Counter(letter.to for letter in mailbox.letters())
    letters = {person: sent[address] for person, address in told.people.items()}
    yield Finding(
        what="letters",
        told=sum(began.values()),
        lost=tuple(person for person in letters if letters[person] < began[person]),
        doubled=tuple(person for person in letters if letters[person] > began[person]),
    )


def _accounts(told: Told, now: Mapping[str, list[str]]) -> Iterator[Finding]:
    """Accounts of registrations that broke off are swept away, and nobody else's."""
    from chalicelib import aws, settings
    from chalicelib.people import pending
    from chalicelib.people.table import PendingAccountItem

    pending.sweep(FixedClock(SYSTEM_CLOCK.now() + pending.ABANDONED_AFTER + timedelta(minutes=1)))
    pool = settings.read(settings.Identity).user_pool_id
    pages = aws.client("cognito-idp").get_paginator("list_users").paginate(UserPoolId=pool)
    there = Counter(user["Username"].partition(".")[0] for page in pages for user in page["Users"])
    lost = [person for person in told.people if there[person] != _ACCOUNTS_OF_A_PERSON]
    known = set(now["people"])
    left = [name for name in there if name > min(known, default="~") and name not in known]
    yield Finding(what="accounts", told=len(told.people), lost=tuple(lost), doubled=tuple(left))
    notes = tuple(item.pk for item in PendingAccountItem.scan(consistent_read=True))
    yield Finding(what="registrations under way", told=0, doubled=notes)
