"""What the company register says against the employer, until an officer has weighed it."""

from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.context import Contradiction
from chalicelib.validation.subject import Subject

LICENSING = "PP 28/2025 (perizinan berusaha berbasis risiko, pengganti PP 5/2021): NIB sebagai identitas pelaku usaha"
"""Government Regulation 28/2025, which took the place of 5/2021: the NIB identifies who does business."""


@CATALOGUE.rule(
    "register_name_differs",
    version=1,
    message=Text(
        "Menurut data perizinan berusaha, NIB pemberi kerja ini milik usaha dengan nama lain.",
        "According to the company register, this employer's NIB is that of a business of another name.",
    ),
    legal_basis=LICENSING,
)
def register_name_differs(subject: Subject) -> Iterator[Observation]:
    """The employer's number is somebody else's, or it goes by a name that it is not registered under."""
    if _says(subject, Contradiction.NAME):
        yield Observation(pointer="/employer_name", phrase=subject.context.employer_name or None)


@CATALOGUE.rule(
    "register_not_active",
    version=1,
    message=Text(
        "Menurut data perizinan berusaha, usaha pemberi kerja ini dibekukan atau dicabut.",
        "According to the company register, this employer's business is frozen or revoked.",
    ),
    legal_basis=LICENSING,
)
def register_not_active(subject: Subject) -> Iterator[Observation]:
    """Who may not do business may not hire for it."""
    if _says(subject, Contradiction.STATUS):
        yield Observation(pointer="/employer_id")


def _says(subject: Subject, what: Contradiction) -> bool:
    employer = subject.context.employer
    return employer is not None and what in employer.contradicted
