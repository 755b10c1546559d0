"""What the routes under ``/dev`` are asked, and what a new partner is told."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.feeds.model import FeedForm
from security.principal import Audience
from security.signature_types import Algorithm


class TokenWish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose token is wanted; each ``name`` is an account of its own, and so is none."""

    role: Audience
    regions: tuple[str, ...] = ()
    name: Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9-]{0,29}\Z")] | None = None


class NewPartner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A partner by name, with the public half of its key in PEM, or without one to be given a shared secret."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    algorithm: Algorithm = Algorithm.ED25519
    public_key: str | None = None


class AddedPartner(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the partner signs with; ``secret`` (base64) is told this one time."""

    partner_id: str
    key_id: str
    secret: str | None = None


class NewFeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The feed of a partner, by the partner's name."""

    partner: str
    url: str
    form: FeedForm = FeedForm.SITEMAP
    minutes: int = 60


class StoppedFeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The name of the partner whose feed is to be stopped."""

    partner: str


class Reindexing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a much smaller index may take over."""

    force: bool = False


class Reconciling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether drift is mended."""

    repair: bool = False


class Recoding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether nothing is stored, whether what today's tables coded is coded again too, and how fast is written."""

    dry_run: bool = False
    every: bool = False
    writes_per_second: Annotated[float, Meta(gt=0, le=100_000)] | None = None


class LearningNow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether searches of today count as well, which otherwise are counted tomorrow."""

    today: bool = False


class Seeding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much is invented."""

    vacancies: Annotated[int, Meta(ge=0, le=200_000)] = 500
    people: Annotated[int, Meta(ge=0, le=10_000)] = 40
    random_seed: int = 1


class Trying(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"old": "from", "new": "to"}
):
    """Which policy is tried instead of which, on the vacancies of how many days."""

    old: int
    new: int
    days: Annotated[int, Meta(ge=1, le=3_650)] = 30


class BreachStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An incident's file (in base64), and whether its notices are sent, or the agency has been told."""

    file: bytes
    send: bool = False
    agency_told: bool = False
