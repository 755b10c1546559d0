"""What a vacancy must state to be of use to a job seeker."""

from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.subject import Subject

PLACEMENT = "Perpres 57/2023 (wajib lapor lowongan): jabatan, jumlah, lokasi dan syarat"
"""Presidential Regulation 57/2023 obliges employers to report vacancies with post, number, place and requirements."""


@CATALOGUE.rule(
    "employer_missing",
    version=1,
    message=Text("Nama pemberi kerja tidak disebutkan.", "The employer's name is not stated."),
    legal_basis=PLACEMENT,
)
def employer_missing(subject: Subject) -> Iterator[Observation]:
    """An employer without a name cannot be trusted or found."""
    if not subject.context.employer_name.strip():
        yield Observation(pointer="/employer_name")


@CATALOGUE.rule(
    "description_missing",
    version=1,
    message=Text("Uraian pekerjaan kosong.", "The vacancy has no description."),
    legal_basis=PLACEMENT,
)
def description_missing(subject: Subject) -> Iterator[Observation]:
    """The work is not described at all."""
    if not subject.content.description.strip():
        yield Observation(pointer="/description")


@CATALOGUE.rule(
    "region_missing",
    version=1,
    message=Text(
        "Lokasi kerja tidak disebutkan atau tidak dikenali, dan pekerjaan ini bukan jarak jauh.",
        "The place of work is not stated or not recognised, and the work is not remote.",
    ),
    legal_basis=PLACEMENT,
)
def region_missing(subject: Subject) -> Iterator[Observation]:
    """Work that is not remote takes place somewhere."""
    if subject.content.region is None and not subject.content.remote:
        yield Observation(pointer="/region")


@CATALOGUE.rule(
    "occupation_missing",
    version=1,
    message=Text("Jabatan belum dapat digolongkan.", "The occupation could not be classified."),
    legal_basis=PLACEMENT,
)
def occupation_missing(subject: Subject) -> Iterator[Observation]:
    """Without an occupation code a vacancy is found by its words alone."""
    if subject.content.occupation is None:
        yield Observation(pointer="/occupation")
