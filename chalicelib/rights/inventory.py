"""Where something of a person is kept, whether they are shown it, and what erasure makes of it: as data.

Tests hold the list to the tables and buckets that are classed as personal, to the parts of the export and to the steps
of the erasure, and run a whole life through all of them.
"""

from enum import StrEnum

import msgspec


class After(StrEnum):
    """What erasure makes of it.

    ``REMOVED``: gone. ``ANONYMOUS``: it stays and names nobody. ``PASSES``: it goes by its own time, in ``days``.
    ``KEPT``: it stays, by identifier alone.
    """

    REMOVED = "removed"
    ANONYMOUS = "anonymous"
    PASSES = "passes"
    KEPT = "kept"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One table or bucket (``bucket:``). ``part``: under which name the export has it; without one ``why`` says so too.

    ``step``: what of an erasure reaches it: ``person`` for `people.erasure`, else a step of `rights.erasing`.
    """

    name: str
    holds: str
    after: After
    part: str = ""
    step: str = ""
    days: int = 0
    why: str = ""


PLACES: tuple[Place, ...] = (
    Place(
        name="people",
        holds="state, profile, consents in force, restriction, language",
        after=After.KEPT,
        part="about",
        step="person",
        why="a tombstone of identifier and times, so that no replayed event brings anybody back",
    ),
    Place(
        name="personal",
        holds="name, contacts and national id, sealed; consents with their history",
        after=After.REMOVED,
        part="about",
        step="person",
    ),
    Place(
        name="owner-keys",
        holds="the key under which everything of the person is sealed",
        after=After.REMOVED,
        step="person",
        why="a key is of no use to the person; with it goes what any copy or backup still holds",
    ),
    Place(name="documents", holds="what was uploaded, its check", after=After.REMOVED, part="documents", step="person"),
    Place(
        name="bucket:documents",
        holds="the files",
        after=After.REMOVED,
        part="documents",
        step="person",
        why="in all versions",
    ),
    Place(
        name="verifications",
        holds="codes under way: channel, keyed hash of the contact",
        after=After.REMOVED,
        step="person",
        why="not exported: they live for a quarter of an hour",
    ),
    Place(
        name="office-roles",
        holds="which office somebody has, as the user pool says it",
        after=After.REMOVED,
        step="person",
        why="not exported: it is what an administrator gave them, and their token says it",
    ),
    Place(
        name="former-contacts",
        holds="proven contacts that were given up, sealed",
        after=After.REMOVED,
        step="person",
        why="not exported: they live for fourteen days, so that the person may object to a change that was not theirs",
    ),
    Place(
        name="sessions",
        holds="sessions that go on: device in coarse words, when it began and was last used, sealed keys",
        after=After.REMOVED,
        part="sessions",
        step="person",
        why="the keys are of no use to the person",
    ),
    Place(
        name="devices",
        holds="on which devices the person signed in, in coarse words; keyed hashes",
        after=After.REMOVED,
        part="devices",
        step="person",
    ),
    Place(
        name="uniqueness",
        holds="keyed hashes of contacts and national id",
        after=After.REMOVED,
        step="person",
        why="not exported: the values themselves are, under about",
    ),
    Place(
        name="pending-accounts",
        holds="that an account is being made",
        after=After.REMOVED,
        step="person",
        why="there only until the person exists",
    ),
    Place(
        name="applications",
        holds="what was sent to employers, each step",
        after=After.ANONYMOUS,
        part="applications",
        step="applications",
        why="that somebody applied stays for the employer's and the platform's figures: no letter, no word, no name",
    ),
    Place(
        name="confirmations",
        holds="what registers answered",
        after=After.REMOVED,
        part="confirmations",
        step="confirmations",
    ),
    Place(name="saved-searches", holds="saved searches", after=After.REMOVED, part="saved_searches", step="alerts"),
    Place(name="alerts", holds="how and when the person is told", after=After.REMOVED, part="alerts", step="alerts"),
    Place(
        name="alert-matches",
        holds="vacancies that were found",
        after=After.REMOVED,
        part="alert_matches",
        step="alerts",
    ),
    Place(
        name="deliveries",
        holds="of what the person was told, when, by which channel",
        after=After.REMOVED,
        part="messages",
        step="messages",
    ),
    Place(
        name="bucket:matches",
        holds="what the nightly matching found, by codes",
        after=After.REMOVED,
        part="matches",
        step="matches",
        days=7,
        why="the row that is read is blanked; what runs were made of goes within the days",
    ),
    Place(
        name="rights-requests",
        holds="what was asked, when, what came of it; the words sealed",
        after=After.PASSES,
        days=1_826,
        part="rights_requests",
        step="requests",
        why="without a word of either side from then on: proof that the right was granted (articles 24 and 31)",
    ),
    Place(
        name="audit",
        holds="who read or changed what, when and why",
        after=After.PASSES,
        part="about",
        days=1_826,
        why="the record of processing (article 31): identifiers alone",
    ),
    Place(
        name="audit-blocks",
        holds="the entries of the audit, chained",
        after=After.PASSES,
        days=400,
        why="as the audit, which the export has; a chain without a link proves nothing",
    ),
    Place(
        name="audit-heads",
        holds="the ends of the chains",
        after=After.KEPT,
        why="no person's data: hashes",
    ),
    Place(
        name="audit-marks",
        holds="which entries are in the chain",
        after=After.PASSES,
        days=1_916,
        why="identifiers of entries",
    ),
    Place(
        name="audit-exports",
        holds="how far the archive has come",
        after=After.KEPT,
        why="no person's data: sequence numbers and hashes",
    ),
    Place(
        name="breach-notices",
        holds="that the person was told of a breach, and which kinds of data it disclosed",
        after=After.KEPT,
        why="proof that the person was told (article 46); shown to them at /v1/people/me/breach-notices",
    ),
    Place(
        name="breaches",
        holds="breaches, and who was told when; identifiers of people at most",
        after=After.KEPT,
        why="proof that people and agency were told in time (article 46)",
    ),
    Place(
        name="bucket:audit",
        holds="the archive of the audit, locked",
        after=After.PASSES,
        days=1_830,
        why="as the audit; locked against everybody for the first 1,826 of them",
    ),
    Place(
        name="bucket:trail",
        holds="calls of the platform to AWS",
        after=After.PASSES,
        days=400,
        why="identifiers in names of objects at most",
    ),
    Place(
        name="session-ends",
        holds="which sessions were ended before their time",
        after=After.PASSES,
        days=31,
        why="the sign-out itself: with it gone an ended session would live on; identifiers alone",
    ),
    Place(
        name="outbox",
        holds="that something happened to whom",
        after=After.PASSES,
        days=7,
        why="identifiers alone; the erasure itself travels by it",
    ),
    Place(
        name="idempotency",
        holds="digests of keys and bodies, identifiers of what they led to",
        after=After.PASSES,
        days=2,
        why="hashed, and under no person's name",
    ),
    Place(
        name="person-limits",
        holds="counts under keyed hashes and identifiers",
        after=After.PASSES,
        days=31,
        why="erasing and registering again must not give a fresh count of codes and attempts",
    ),
    Place(
        name="reports",
        holds="what was reported of vacancies",
        after=After.PASSES,
        days=180,
        why="nobody can tell who made a report, the platform neither: it is kept under a hash for each vacancy",
    ),
)
"""All of them."""


def page_rows() -> tuple[str, ...]:
    """Return the table of docs/rights.md, line by line."""
    head = ("| where | what | export | after erasure | why |", "|---|---|---|---|---|")
    return (*head, *(_row(place) for place in PLACES))


def _row(place: Place) -> str:
    days = f", {place.days} days" if place.days else ""
    part = f"`{place.part}`" if place.part else "–"
    return f"| `{place.name}` | {place.holds} | {part} | {place.after.value}{days} | {place.why} |"
