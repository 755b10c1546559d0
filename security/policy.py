"""Authorisation as data: which role may do what to which kind of thing, standing in which relation to it.

Pure: the use case states the facts (`Resource`, the employers that the caller belongs to), this module decides.
"""

from collections.abc import Collection
from enum import StrEnum

import msgspec

from chalicelib.errors import Forbidden, NotFound
from chalicelib.texts import Text
from security.principal import Audience, Principal


class Action(StrEnum):
    """What a caller wants to do."""

    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    DECIDE = "decide"


class ResourceKind(StrEnum):
    """Kinds of things that are protected.

    ``DRAFT`` is a vacancy that is not published (yet, or any more); ``QUALITY`` the figures of one source;
    ``SEARCH_REPORT`` what people search for, all together; ``PROPOSAL`` a word that search may learn.
    """

    PERSON = "person"
    PROFILE = "profile"
    DOCUMENT = "document"
    APPLICATION = "application"
    EMPLOYER = "employer"
    VACANCY = "vacancy"
    DRAFT = "draft"
    CANDIDATES = "candidates"
    REVIEW = "review"
    RECEIPT = "receipt"
    AUDIT = "audit"
    QUALITY = "quality"
    SAVED_SEARCH = "saved_search"
    SEARCH_REPORT = "search_report"
    PROPOSAL = "proposal"


class Relation(StrEnum):
    """How the caller must stand to the thing. ``CONSENTED_REGION``: own region, and the owner consented."""

    OWN = "own"
    OWN_EMPLOYER = "own_employer"
    OWN_REGION = "own_region"
    CONSENTED_REGION = "consented_region"
    ANY = "any"


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """What the decision is about.

    ``owner``: the person or partner it belongs to; ``employer``: the employer that takes part; ``region``: the code of
    its place; ``consented``: the owner agreed that an officer acts for them.
    """

    kind: ResourceKind
    owner: str = ""
    employer: str = ""
    region: str = ""
    consented: bool = False


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One permission. ``PUBLIC`` holds for everybody."""

    role: Audience
    kinds: frozenset[ResourceKind]
    actions: frozenset[Action]
    relation: Relation


def _rule(role: Audience, relation: Relation, kinds: Collection[ResourceKind], actions: Collection[Action]) -> Rule:
    return Rule(role=role, relation=relation, kinds=frozenset(kinds), actions=frozenset(actions))


_READ, _CREATE, _UPDATE, _DELETE, _DECIDE = Action
_CHANGE = (_CREATE, _UPDATE, _DELETE)
_PUBLISHED = frozenset({ResourceKind.VACANCY, ResourceKind.EMPLOYER})
_READERS = (Audience.ANALYST, Audience.OFFICER, Audience.MONITOR, Audience.ADMIN)
_OWN, _MINE, _REGION = Relation.OWN, Relation.OWN_EMPLOYER, Relation.OWN_REGION

RULES: tuple[Rule, ...] = (
    _rule(Audience.PUBLIC, Relation.ANY, _PUBLISHED, [_READ]),
    _rule(Audience.SEEKER, _OWN, [ResourceKind.PERSON, ResourceKind.PROFILE, ResourceKind.DOCUMENT], [_READ, *_CHANGE]),
    _rule(Audience.SEEKER, _OWN, [ResourceKind.SAVED_SEARCH], [_READ, *_CHANGE]),
    _rule(Audience.SEEKER, _OWN, [ResourceKind.APPLICATION], [_READ, _CREATE, _UPDATE]),
    _rule(Audience.EMPLOYER, _MINE, [ResourceKind.EMPLOYER], [_READ, _UPDATE]),
    _rule(Audience.EMPLOYER, _MINE, [ResourceKind.VACANCY, ResourceKind.DRAFT], [_READ, *_CHANGE]),
    _rule(Audience.EMPLOYER, _MINE, [ResourceKind.CANDIDATES, ResourceKind.QUALITY], [_READ]),
    _rule(Audience.EMPLOYER, _MINE, [ResourceKind.APPLICATION], [_READ, _UPDATE]),
    _rule(Audience.OFFICER, _REGION, [ResourceKind.VACANCY, ResourceKind.DRAFT], [_READ, _CREATE, _UPDATE]),
    _rule(Audience.OFFICER, _REGION, [ResourceKind.CANDIDATES, ResourceKind.QUALITY], [_READ]),
    _rule(Audience.OFFICER, _REGION, [ResourceKind.EMPLOYER], [_CREATE, _UPDATE]),
    _rule(Audience.OFFICER, _REGION, [ResourceKind.PERSON], [_CREATE]),
    _rule(Audience.OFFICER, Relation.CONSENTED_REGION, [ResourceKind.PROFILE], [_READ, _UPDATE]),
    _rule(Audience.OFFICER, _REGION, [ResourceKind.REVIEW], [_READ, _DECIDE]),
    _rule(Audience.MONITOR, Relation.ANY, [ResourceKind.REVIEW], [_READ, _DECIDE]),
    _rule(Audience.MONITOR, Relation.ANY, [ResourceKind.DRAFT, ResourceKind.QUALITY], [_READ]),
    _rule(Audience.PARTNER, _OWN, [ResourceKind.RECEIPT, ResourceKind.QUALITY], [_READ]),
    _rule(Audience.PARTNER, _OWN, [ResourceKind.VACANCY, ResourceKind.DRAFT], [_READ, *_CHANGE]),
    _rule(Audience.SEEKER, _OWN, [ResourceKind.AUDIT], [_READ]),
    _rule(
        Audience.ADMIN,
        Relation.ANY,
        [ResourceKind.AUDIT, ResourceKind.RECEIPT, ResourceKind.REVIEW, ResourceKind.DRAFT, ResourceKind.QUALITY],
        [_READ],
    ),
    _rule(Audience.ADMIN, Relation.ANY, [ResourceKind.EMPLOYER], [_UPDATE]),
    *(_rule(role, Relation.ANY, [ResourceKind.SEARCH_REPORT], [_READ]) for role in _READERS),
    _rule(Audience.ANALYST, Relation.ANY, [ResourceKind.PROPOSAL], [_READ, _DECIDE]),
    _rule(Audience.ADMIN, Relation.ANY, [ResourceKind.PROPOSAL], [_READ, _DECIDE]),
)
"""Everything that is allowed; what is not here is not."""


def allowed(principal: Principal, action: Action, resource: Resource, employers: Collection[str] = ()) -> bool:
    """Tell whether ``principal``, a member of ``employers``, may do ``action``."""
    return any(
        action in rule.actions
        and resource.kind in rule.kinds
        and (rule.role is Audience.PUBLIC or principal.has(rule.role))
        and _stands(rule.relation, principal, resource, employers)
        for rule in RULES
    )


def require(principal: Principal, action: Action, resource: Resource, employers: Collection[str] = ()) -> None:
    """Return when it is allowed.

    Raises `Forbidden` when the caller may at least know the thing, and otherwise `NotFound`, as if it did not exist.
    """
    if allowed(principal, action, resource, employers):
        return
    # A creation reveals nothing: the thing is the caller's own idea.
    if action is _CREATE or (action is not _READ and allowed(principal, _READ, resource, employers)):
        raise Forbidden(Text("Anda tidak boleh melakukan ini.", "You may not do this."))
    raise NotFound


def serves(principal: Principal, region: str) -> bool:
    """Tell whether an officer's regions hold ``region``: the same code, or one below it (``32`` holds ``32.73``)."""
    return bool(region) and any(region == own or region.startswith(f"{own}.") for own in principal.regions)


def _stands(relation: Relation, principal: Principal, resource: Resource, employers: Collection[str]) -> bool:
    match relation:
        case Relation.ANY:
            return True
        case Relation.OWN:
            return bool(principal.id) and resource.owner == principal.id
        case Relation.OWN_EMPLOYER:
            return bool(resource.employer) and resource.employer in employers
        case Relation.OWN_REGION:
            return serves(principal, resource.region)
        case Relation.CONSENTED_REGION:
            return resource.consented and serves(principal, resource.region)
