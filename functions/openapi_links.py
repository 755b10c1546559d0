"""What an answer leads to: the links of the interface's description (OpenAPI 3.1, Link Object), as data.

A client, and a test that walks the interface, learns from them that the ``id`` of a posted vacancy goes where an
operation asks for a ``vacancy_id``, and its ``ETag`` into ``If-Match``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from functions.http import Endpoint
from functions.openapi_headers import reads_version

_ID = "$response.body#/id"
_FIRST = "$response.body#/items/0/id"
_TAG = "$response.header.ETag"
_PARAMETER = re.compile(r"\{(\w+)\}")


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """Something that answers name and other operations ask for.

    ``places`` begin the paths of the operations about it and end with its parameter; ``told_by`` says for each
    operation whose answer names it where, as a runtime expression; ``beside`` where the same answers name what stands
    before it in the path; ``tagged`` that these answers carry its ``ETag``.
    """

    name: str
    places: tuple[str, ...]
    told_by: Mapping[str, str]
    beside: Mapping[str, str] = {}
    tagged: bool = True


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """A member of an answer (or request) that goes into the body of another operation."""

    source: str
    target: str
    body: Mapping[str, str]


THINGS: tuple[Thing, ...] = (
    Thing(
        name="Vacancy",
        places=("/v1/vacancies/{vacancy_id}", "/v1/reviews/{vacancy_id}", "/v1/monitor/reports/{vacancy_id}"),
        told_by=dict.fromkeys(
            (
                *("posting_draft", "posting_amend", "posting_submit", "posting_renew", "posting_close"),
                *("posting_withdraw", "reviews_decide", "reviews_hold", "reviews_take_next"),
            ),
            _ID,
        ),
    ),
    Thing(
        name="FoundVacancy",
        places=("/v1/vacancies/{vacancy_id}",),
        told_by={"searching_find_vacancies": _FIRST, "posting_of_employer": _FIRST},
        tagged=False,
    ),
    Thing(
        name="Employer",
        places=("/v1/employers/{employer_id}",),
        told_by=dict.fromkeys(
            ("employers_register", "employers_change", "employers_add_member", "employers_verify"), _ID
        ),
    ),
    Thing(
        name="Upload",
        places=("/v1/employers/{employer_id}/uploads/{upload_id}",),
        told_by={"uploads_take": _ID},
        tagged=False,
    ),
    Thing(
        name="Member",
        places=("/v1/employers/{employer_id}/members/{person_id}",),
        told_by={"employers_add_member": "$request.body#/person_id"},
        tagged=False,
    ),
    Thing(
        name="Application",
        places=("/v1/applications/{application_id}",),
        told_by=dict.fromkeys(("applications_apply", "applications_move", "applications_read"), _ID),
    ),
    Thing(
        name="ReceivedApplication",
        places=("/v1/applications/{application_id}",),
        told_by={"applications_of_vacancy": _FIRST, "applications_mine": _FIRST},
        tagged=False,
    ),
    Thing(
        name="ApplicationDocument",
        places=("/v1/applications/{application_id}/documents/{document_id}",),
        told_by={"applications_apply": "$request.body#/documents/0"},
        beside={"application_id": _ID},
        tagged=False,
    ),
    Thing(
        name="Document",
        places=("/v1/people/me/documents/{id}",),
        told_by={"documents_announce": "$response.body#/document/id", "documents_show_all": _FIRST},
        tagged=False,
    ),
    Thing(
        name="Device",
        places=("/v1/people/me/devices/{device_id}",),
        told_by={"known_devices_show_all": _FIRST},
        tagged=False,
    ),
    Thing(
        name="SavedSearch",
        places=("/v1/people/me/saved-searches/{search_id}",),
        told_by=dict.fromkeys(("saved_searches_save", "saved_searches_show", "saved_searches_change"), _ID),
    ),
    Thing(
        name="Session",
        places=("/v1/people/me/sessions/{session_id}",),
        told_by={"sessions_show_all": _FIRST},
        tagged=False,
    ),
    Thing(
        name="Verification",
        places=("/v1/people/me/verifications/{id}",),
        told_by={"registration_verify": _ID},
        tagged=False,
    ),
    Thing(name="Receipt", places=("/v1/partner/receipts/{id}",), told_by={"partners_push": _ID}, tagged=False),
    Thing(name="Proposal", places=("/v1/proposals/{proposal_id}",), told_by={"learning_read": _ID}),
    Thing(
        name="ListedProposal",
        places=("/v1/proposals/{proposal_id}",),
        told_by={"learning_proposals": _FIRST},
        tagged=False,
    ),
    Thing(
        name="HelpedPerson",
        places=("/v1/people/{person_id}",),
        told_by=dict.fromkeys(("officers_register", "officers_profile", "officers_change_profile"), _ID),
    ),
    Thing(
        name="HelpedVerification",
        places=("/v1/people/{person_id}/verifications/{id}",),
        told_by={"officers_verify": _ID},
        tagged=False,
    ),
    Thing(
        name="Partner",
        places=("/v1/partners/{partner_id}",),
        told_by=dict.fromkeys(("partner_administration_add", "partner_administration_read"), _ID),
        tagged=False,
    ),
    Thing(
        name="PartnerKey",
        places=("/v1/partners/{partner_id}/keys/{key_id}",),
        told_by={"partner_administration_add_key": "$response.body#/key_id"},
        tagged=False,
    ),
    Thing(
        name="RightsRequest",
        places=("/v1/rights-requests/{request_id}",),
        told_by=dict.fromkeys(("rights_ask", "rights_read", "rights_answer"), _ID),
    ),
    Thing(
        name="Sample", places=("/v1/monitor/samples/{sample_id}",), told_by={"reports_samples": _FIRST}, tagged=False
    ),
)

OWN: Mapping[str, tuple[str, ...]] = {
    "profiles_show": ("profiles_change", "profiles_change_profile", "profiles_change_consents", "profiles_erase"),
    "profiles_show_consents": ("profiles_change", "profiles_change_profile", "profiles_change_consents"),
    "saved_searches_show_settings": ("saved_searches_change_settings",),
}
"""Operations about the caller whose ``ETag`` goes into the ``If-Match`` of others."""

HANDED: tuple[Handed, ...] = (
    Handed(source="employers_register", target="posting_draft", body={"employer_id": _ID}),
    Handed(
        source="registration_register",
        target="sessions_sign_in",
        body={
            "email": "$request.body#/email",
            "password": "$request.body#/password",
            "device_token": "$response.body#/session/device_token",
        },
    ),
    Handed(source="sessions_request_code", target="sessions_sign_in", body={"code_id": "$response.body#/code_id"}),
    Handed(
        source="sessions_sign_in",
        target="sessions_refresh",
        body={"refresh_token": "$response.body#/refresh_token"},
    ),
    Handed(
        source="registration_register",
        target="sessions_refresh",
        body={"refresh_token": "$response.body#/session/refresh_token"},
    ),
)


def links(endpoints: Iterable[Endpoint]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the links of each operation's good answer, by the operation's name and the link's."""
    declared = {entry.name: entry for entry in endpoints}
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for source, name, link in (*_of_things(declared), *_of_the_caller(declared), *_of_bodies(declared)):
        found.setdefault(source, {})[name] = link
    return found


def _of_things(declared: Mapping[str, Endpoint]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for thing in THINGS:
        for source, expression in thing.told_by.items():
            for target in declared.values():
                place = next((each for each in thing.places if _is_below(target.path, each)), None)
                if source not in declared or place is None:
                    continue
                parameters = _parameters(declared[source].path, target.path, place, expression, thing.beside)
                if parameters is not None:
                    tag = {"If-Match": _TAG} if thing.tagged and reads_version(target.handler) else {}
                    link = {"operationId": target.name, "parameters": parameters | tag}
                    yield source, f"{thing.name}.{target.name}", link


def _of_the_caller(declared: Mapping[str, Endpoint]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for source, targets in OWN.items():
        for target in targets:
            if source in declared and target in declared:
                yield source, f"Own.{target}", {"operationId": target, "parameters": {"If-Match": _TAG}}


def _of_bodies(declared: Mapping[str, Endpoint]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for handed in HANDED:
        if handed.source in declared and handed.target in declared:
            link = {"operationId": handed.target, "requestBody": dict(handed.body)}
            yield handed.source, f"Body.{handed.target}", link


def _is_below(path: str, place: str) -> bool:
    return path == place or path.startswith(f"{place}/")


def _parameters(
    source: str, target: str, place: str, expression: str, beside: Mapping[str, str]
) -> dict[str, str] | None:
    """Return where the target's parameters come from, ``None`` when one is known to neither request nor answer."""
    own = _PARAMETER.findall(place)[-1]
    sent = set(_PARAMETER.findall(source))
    known = {**{name: f"$request.path.{name}" for name in sent}, **beside, own: expression}
    asked = _PARAMETER.findall(target)
    return {name: known[name] for name in asked} if known.keys() >= set(asked) else None
