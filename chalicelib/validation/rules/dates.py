"""Dates: in order, not over, not in the far future."""

from collections.abc import Iterator
from datetime import timedelta

from chalicelib.clock import day_of
from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.subject import Subject

LONGEST = timedelta(days=366)
"""No honest search for staff is announced for longer than a year."""

_CLOCKS_APART = timedelta(days=1)


@CATALOGUE.rule(
    "expired",
    version=1,
    message=Text("Lowongan sudah berakhir pada {date}.", "The vacancy ended on {date}."),
)
def expired(subject: Subject) -> Iterator[Observation]:
    """What is over is not published."""
    end = subject.content.expires_at
    if end is not None and end <= subject.context.now:
        yield Observation(pointer="/expires_at", values={"date": day_of(end).isoformat()})


@CATALOGUE.rule(
    "expires_too_late",
    version=1,
    message=Text(
        "Tanggal berakhir {date} lebih dari setahun lagi; periksa tahunnya.",
        "The end {date} is more than a year away; check the year.",
    ),
)
def expires_too_late(subject: Subject) -> Iterator[Observation]:
    """A date far ahead is a slip of the year, or a vacancy that nobody will look after."""
    end = subject.content.expires_at
    if end is not None and end > subject.context.now + LONGEST:
        yield Observation(pointer="/expires_at", values={"date": day_of(end).isoformat()})


@CATALOGUE.rule(
    "posted_in_future",
    version=1,
    message=Text("Tanggal tayang {date} belum tiba.", "The posting date {date} is in the future."),
)
def posted_in_future(subject: Subject) -> Iterator[Observation]:
    """Nothing was posted tomorrow; a day is allowed for dates without a time zone."""
    posted = subject.context.posted_at
    if posted is not None and posted > subject.context.now + _CLOCKS_APART:
        yield Observation(pointer="/posted_at", values={"date": day_of(posted).isoformat()})


@CATALOGUE.rule(
    "dates_out_of_order",
    version=1,
    message=Text("Berakhir {end} sebelum tayang {start}.", "It ends {end}, before it was posted {start}."),
)
def dates_out_of_order(subject: Subject) -> Iterator[Observation]:
    """The end comes after the beginning."""
    posted, end = subject.context.posted_at, subject.content.expires_at
    if posted is not None and end is not None and end < posted:
        values = {"start": day_of(posted).isoformat(), "end": day_of(end).isoformat()}
        yield Observation(pointer="/expires_at", values=values)
