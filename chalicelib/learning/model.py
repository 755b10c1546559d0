"""What is kept of searches, and what is learned from them. Nothing here says who searched."""

from datetime import datetime
from enum import StrEnum

import msgspec

from chalicelib.texts import Language
from search.vocabulary import AskedKind


class TextKind(StrEnum):
    """What a kept text is: a whole query, or words of it that nobody understood."""

    QUERY = "query"
    WORDS = "words"


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A text under its key: it lives in memory alone until enough others have searched for it."""

    key: str
    kind: TextKind
    text: str


class SearchEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One answered search.

    ``hour``: ``2026-11-22T16`` (UTC). ``region``: a regency or province; ``cell``: latitude and longitude of whom it
    was near, in tenths of a degree. ``query`` and ``left`` are keys of texts. ``concepts``: ``kind:code``. ``filters``:
    names of parameters. ``found``: how many met the criteria; ``engine``: milliseconds, as the upper end of a bucket.
    """

    hour: str
    language: Language
    region: str = ""
    cell: str = ""
    query: str = ""
    left: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    found: int = 0
    loosened: tuple[str, ...] = ()
    engine: int = 0
    suggested: bool = False


class Step(StrEnum):
    """What followed a search: a vacancy was opened or applied for, or the search was worded otherwise."""

    OPENED = "opened"
    APPLIED = "applied"
    REWORDED = "reworded"


class ChoiceEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a search led to: ``occupation`` of the vacancy, or as the search was worded the next time."""

    step: Step
    occupation: str
    region: str = ""
    query: str = ""
    left: tuple[str, ...] = ()


class Choices(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How often searches for a text led to an occupation."""

    occupation: str
    opened: int = 0
    applied: int = 0
    reworded: int = 0

    @property
    def number(self) -> int:
        """Those that count as evidence: who applies has opened the vacancy before."""
        return self.opened + self.reworded


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of the searches for one text: ``nothing``, ``few`` or more found, ``loosened``, ``suggested``."""

    kind: TextKind
    text: str
    searches: int = 0
    nothing: int = 0
    few: int = 0
    loosened: int = 0
    suggested: int = 0
    choices: tuple[Choices, ...] = ()


class Lines(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The lines of one day and province; ``left_out`` texts were too many to be kept."""

    lines: tuple[Line, ...] = ()
    left_out: int = 0


class ProposalKind(StrEnum):
    """What is proposed: another word for something, a completion, a right spelling, or the title of an occupation."""

    SYNONYM = "synonym"
    SUGGESTION = "suggestion"
    MISSPELLING = "misspelling"
    TITLE = "title"


class ProposalState(StrEnum):
    """``revoked`` was accepted before."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REVOKED = "revoked"


class Decision(StrEnum):
    """What a person does with a proposal."""

    ACCEPT = "accept"
    REJECT = "reject"
    REVOKE = "revoke"


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """What words are proposed to mean, or what they mean by the word of a person."""

    kind: AskedKind
    code: str


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What speaks for a proposal: searches on ``days`` in ``places``, of which so many found nothing.

    ``agreeing`` of ``choices`` led to what is proposed. ``near``: the known word, and ``edits`` between them.
    ``vacancies`` of ``employers`` have a title that says nothing to the tables. ``examples``: queries with it.
    """

    searches: int = 0
    nothing: int = 0
    days: int = 0
    places: int = 0
    choices: int = 0
    agreeing: int = 0
    applied: int = 0
    near: str | None = None
    edits: int = 0
    vacancies: int = 0
    employers: int = 0
    examples: tuple[str, ...] = ()


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a proposal's history: who decided what, when and why."""

    decision: Decision
    by: str
    at: datetime
    reason: str | None = None
    target: Target | None = None


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """Words, what they probably mean (``None``: a person has to say), how surely (0 to 1), and why."""

    id: str
    kind: ProposalKind
    words: str
    target: Target | None
    confidence: float
    evidence: Evidence
    state: ProposalState = ProposalState.OPEN
    proposed_at: datetime
    seen_at: datetime
    history: tuple[Decided, ...] = ()


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """Accepted words and what they mean; ``searched``: queries are read so, else they are only completed to."""

    proposal_id: str
    words: str
    target: Target
    weight: float
    searched: bool = True


class Overlay(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was accepted and stands; ``number`` grows with each change."""

    number: int = 0
    learned: tuple[Learned, ...] = ()
