"""What a file becomes: rows with a vacancy each or problems, and what became of every row."""

from datetime import datetime
from enum import StrEnum

import msgspec

from chalicelib.texts import Text
from chalicelib.uploads.problems import Problem
from chalicelib.vacancies.model import Channel, VacancyContent
from chalicelib.validation.model import Finding


class ReadRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row of the file: the vacancy that it states, or the problems for which it states none; ``notes`` tell more.

    ``headings`` name the columns that the file has by the vacancy's fields. Without a number of its own a row is known
    by what it says: the same row in another file is the same vacancy, a changed one is another.
    """

    number: int
    key: str = ""
    external_id: str | None = None
    content: VacancyContent | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


class ReadFile(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of a file in order, the headings that it has by field, and notes about the whole."""

    rows: tuple[ReadRow, ...]
    headings: tuple[tuple[str, str], ...] = ()
    notes: tuple[Problem, ...] = ()


class RowResult(StrEnum):
    """What became of one row; every row gets exactly one.

    ``published`` stands; ``waiting`` for an officer, or held until something is mended; ``rejected`` by the check;
    ``unchanged`` is what it was; ``refused`` cannot be read and made nothing.
    """

    PUBLISHED = "published"
    WAITING = "waiting"
    REJECTED = "rejected"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Turn(StrEnum):
    """Who has the next word: the poster, who is to mend something, or an officer."""

    MEND = "mend"
    OFFICER = "officer"


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a vacancy is not published: the ``rules`` that keep it back by their codes, and what to do about it."""

    step: Turn
    reason: Text
    action: Text
    rules: tuple[str, ...] = ()


class RowOutcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of the row ``number``, as spreadsheets count; ``findings`` are those of the check.

    ``standing`` tells why its vacancy is not published, also of a row that changed nothing.
    """

    number: int
    result: RowResult
    external_id: str | None = None
    vacancy_id: str | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    standing: Standing | None = None


class UploadState(StrEnum):
    """How far an upload has come."""

    QUEUED = "queued"
    PROCESSING = "processing"
    DONE = "done"


class Upload(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that was taken in: for which employer, by whom, how many rows; ``payload`` is where these lie.

    ``regions`` bound what an officer may post; ``digest`` is the SHA-256 of the file.
    """

    id: str
    employer_id: str
    by: str
    received_at: datetime
    channel: Channel
    rows: int
    chunk: int
    payload: str
    digest: str
    correlation_id: str
    headings: tuple[tuple[str, str], ...] = ()
    notes: tuple[Problem, ...] = ()
    regions: tuple[str, ...] = ()

    @property
    def chunks(self) -> int:
        """How many messages carry the work."""
        return -(-self.rows // self.chunk)

    def places(self, chunk: int) -> range:
        """The places (from 0) of the rows of one chunk (from 0)."""
        return range(chunk * self.chunk, min((chunk + 1) * self.chunk, self.rows))


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """A message of the queue: which part of which upload is to be worked on."""

    upload: str
    chunk: int


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows had which result so far."""

    published: int = 0
    waiting: int = 0
    rejected: int = 0
    unchanged: int = 0
    refused: int = 0


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """An upload with how far it is."""

    upload: Upload
    chunks_done: int
    counts: Counts

    @property
    def state(self) -> UploadState:
        """Queued, processing or done."""
        if self.chunks_done >= self.upload.chunks:
            return UploadState.DONE
        return UploadState.PROCESSING if self.chunks_done else UploadState.QUEUED
