"""Statements that contradict each other: each is right alone, and one of them is a slip."""

from collections.abc import Iterator
from datetime import timedelta

from chalicelib.clock import day_of
from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.subject import Subject

FRESH = 12
"""Months of experience from which nobody is a fresh graduate any more."""

STALE = timedelta(days=366)
"""Nobody searches for longer than a year without saying so anew."""


@CATALOGUE.rule(
    "fresh_graduate_with_experience",
    version=1,
    message=Text(
        "Terbuka bagi lulusan baru, tetapi meminta pengalaman {months} bulan.",
        "Open to fresh graduates, but asks for {months} months of experience.",
    ),
)
def fresh_graduate_with_experience(subject: Subject) -> Iterator[Observation]:
    """Who has just left school has no year of experience."""
    months = subject.content.experience_months
    if subject.content.fresh_graduate and months is not None and months >= FRESH:
        yield Observation(pointer="/experience_months", values={"months": str(months)})


@CATALOGUE.rule(
    "point_outside_region",
    version=1,
    message=Text(
        "Titik peta {point} tidak terletak di provinsi {region}.",
        "The point {point} on the map does not lie in the province {region}.",
    ),
)
def point_outside_region(subject: Subject) -> Iterator[Observation]:
    """Latitude and longitude exchanged, a sign lost, or the office of the head company."""
    point, region = subject.content.point, subject.content.region
    if point is None or region is None:
        return
    if subject.reference.lies_in(point.lat, point.lon, region[:2]) is False:
        yield Observation(pointer="/point", values={"point": f"{point.lat:.4f}, {point.lon:.4f}", "region": region[:2]})


@CATALOGUE.rule(
    "posted_long_ago",
    version=1,
    message=Text(
        "Tayang sejak {date}, lebih dari setahun lalu; pastikan masih dibuka.",
        "Posted on {date}, more than a year ago; make sure that it is still open.",
    ),
)
def posted_long_ago(subject: Subject) -> Iterator[Observation]:
    """A search of more than a year is over, or never ends."""
    posted = subject.context.posted_at
    if posted is not None and posted < subject.context.now - STALE:
        yield Observation(pointer="/posted_at", values={"date": day_of(posted).isoformat()})
