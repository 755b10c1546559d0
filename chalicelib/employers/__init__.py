"""Employers and their members: registration, membership, verification."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.employers.access import (
        acting,
        allowed,
        employers_of,
        require,
        require_inside,
        resource_of,
        sees_inside,
    )
    from chalicelib.employers.members import add as add_member
    from chalicelib.employers.members import forget_person
    from chalicelib.employers.members import remove as remove_member
    from chalicelib.employers.model import (
        DetailsPatch,
        Employer,
        EmployerDetails,
        Member,
        RegisterState,
        RegisterWord,
        Role,
        Verification,
    )
    from chalicelib.employers.noting import note_register
    from chalicelib.employers.persons import person_by_email
    from chalicelib.employers.registering import change, register
    from chalicelib.employers.storing import Stored, stored, stored_many
    from chalicelib.employers.unclaimed import ensure_unclaimed, unclaimed_identifier
    from chalicelib.employers.verifying import count_approved, set_public_body, verify

__all__ = [
    "DetailsPatch",
    "Employer",
    "EmployerDetails",
    "Member",
    "RegisterState",
    "RegisterWord",
    "Role",
    "Stored",
    "Verification",
    "acting",
    "add_member",
    "allowed",
    "change",
    "count_approved",
    "employers_of",
    "ensure_unclaimed",
    "forget_person",
    "note_register",
    "person_by_email",
    "register",
    "remove_member",
    "require",
    "require_inside",
    "resource_of",
    "sees_inside",
    "set_public_body",
    "stored",
    "stored_many",
    "unclaimed_identifier",
    "verify",
]

__getattr__ = exports(__name__)
