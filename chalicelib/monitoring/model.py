"""The second line: vacancies that were drawn or reported, what was said of them, and what users report."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.texts import Text
from security.sealed import Sealed


class Step(StrEnum):
    """Who let a vacancy through, and so may have erred."""

    MACHINE = "machine"
    OFFICER = "officer"


class Origin(StrEnum):
    """Why the monitor looks at a vacancy."""

    DRAWN = "drawn"
    REPORTED = "reported"


class Opinion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the monitor says: rightly published or not, who erred, which rule should have found it."""

    right: bool
    by: str
    at: datetime
    erred: Step | None = None
    missed_rule: str | None = None
    reason: str | None = None


class Sampled(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A published vacancy that the monitor is to look at.

    ``probability``: with which it was drawn, 1 when it was reported. ``step`` let it through, ``decided_by`` is the
    officer; ``source`` its source's name.
    """

    id: str
    vacancy_id: str
    revision: int
    origin: Origin
    at: datetime
    probability: float
    step: Step
    source: str
    decided_by: str | None = None
    opinion: Opinion | None = None


class ReportCode(StrEnum):
    """What a user says is wrong with a vacancy."""

    FEE_ASKED = "fee_asked"
    FAKE = "fake"
    WRONG_PAY = "wrong_pay"
    DISCRIMINATION = "discrimination"
    ALREADY_FILLED = "already_filled"
    OFFENSIVE = "offensive"
    OTHER = "other"


REPORT_LABELS: Mapping[ReportCode, Text] = {
    ReportCode.FEE_ASKED: Text("Diminta membayar", "Money was asked"),
    ReportCode.FAKE: Text("Lowongan palsu", "The vacancy is fake"),
    ReportCode.WRONG_PAY: Text("Upah tidak sesuai", "The pay is not as stated"),
    ReportCode.DISCRIMINATION: Text("Membeda-bedakan pelamar", "It discriminates"),
    ReportCode.ALREADY_FILLED: Text("Sudah terisi", "It is filled already"),
    ReportCode.OFFENSIVE: Text("Isi tidak pantas", "It is offensive"),
    ReportCode.OTHER: Text("Lainnya", "Something else"),
}


class NewReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a user sends; ``text`` is required with ``other``."""

    code: ReportCode
    text: Annotated[str, Meta(min_length=3, max_length=2_000)] | None = None


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """From where somebody reports who has not signed in. It is hashed with the day and kept nowhere.

    ``address`` is the person's as far as it is told, ``nearest`` the one that called the platform.
    """

    address: str
    nearest: str
    agent: str = ""

    def __repr__(self) -> str:
        """Never show an address."""
        return "Device(…)"


class Report(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One user's report of one vacancy, as the monitor reads it. Who it was is not in it."""

    vacancy_id: str
    code: ReportCode
    at: datetime
    text: str | None = None
    anonymous: bool = False

    def __repr__(self) -> str:
        """Never show what somebody wrote."""
        return f"Report({self.vacancy_id}, {self.code.value})"


class KeptReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A report as it is stored: its words sealed under a key of their own, and ``said``, which tells equal words.

    ``text`` has the words of reports from before words were sealed, until their time is over.
    """

    vacancy_id: str
    code: ReportCode
    at: datetime
    text: str | None = None
    anonymous: bool = False
    words: Sealed | None = None
    said: str = ""

    def __repr__(self) -> str:
        """Never show what somebody wrote."""
        return f"KeptReport({self.vacancy_id}, {self.code.value})"


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """In one place, who reported a vacancy (keyed hashes that say nothing), when, and of what kind."""

    vacancy_id: str
    entries: tuple["ReportEntry", ...] = ()


class ReportEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One report without its text; ``key`` finds the text while it is kept. ``anonymous``: sent without an account.

    ``after``: the key of the same person's first report of the vacancy, empty in that one.
    """

    key: str
    code: ReportCode
    at: datetime
    anonymous: bool = False
    after: str = ""

    @property
    def whose(self) -> str:
        """What the reports of one person about one vacancy have in common."""
        return self.after or self.key
