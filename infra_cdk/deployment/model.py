"""A deployment: its parameters, its two places, and the names that follow from them."""

from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib.linkage.ports import Port
from chalicelib.settings import Learning, Upkeep
from infra_cdk.deployment.sizes import SIZES, Capacity

Size = Literal["pilot", "national", "worknet"]
"""A pilot in some regencies; the whole country; the volume of Korea's Work-net."""


class Role(StrEnum):
    """What a region is for: ``home`` owns the truth, ``recovery`` stands by to take over."""

    HOME = "home"
    RECOVERY = "recovery"


class Register(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A register outside: the port behind which it stands, and its address."""

    port: Port
    url: str


class Deployment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The parameters of a deployment; `read_deployment` checks what a type cannot say.

    - ``name``: begins the name of every resource; ``stage`` tells deployments of one account apart.
    - ``account``: AWS account, twelve digits.
    - ``table_mode``: tables are paid for by request, or keep capacity that follows the load (docs/costs.md).
    - ``home_region``, ``recovery_region``: AWS regions; ``home_zones`` and ``recovery_zones`` their availability zones.
    - ``active``: where people are served and events are worked on; the other place stands by.
    - ``personal_data_abroad``: whether personal data may be copied, encrypted, to the recovery region. No default:
      the law (UU 27/2022 art. 56; PP 71/2019 art. 20 for public bodies) asks for a decision.
    - ``recovery``: ``warm`` keeps an index and functions there, ``cold`` only the data.
    - ``domain``: people reach the platform at it and programs at ``api.`` + it; ``hosted_zone`` is its Route 53 zone.
    - ``operations_email``: who is told of alarms; ``mail_sender``: verified sender of messages.
    - ``monthly_budget``: US dollars a month.
    - ``runbooks``: address, or folder of the repository, under which alarms say that their runbooks are; ends in "/".
    - ``registers``: the registers outside that confirm what is stated, each with its address (docs/linkage.md).
    - ``countries``: ISO 3166 codes that may call; empty: every country.
    - ``bot_control``: the managed rule group against bots, charged by request.
    - ``protected``: stacks, tables, pools and domains refuse to be deleted; false only on the way to a teardown.
    - ``lock_grace_days``: in which the lock of a backup vault can still be lifted, 3 at least; after them nobody can
      delete a backup or an archived record before its time, AWS included. 0: an administrator can, for trials.
    - ``account_wide``: whether this deployment looks after the account itself: threat detection, configuration record,
      security standards. One deployment of an account and region pair does, since each of these exists once there.
    - ``upkeep``: how many days vacancies and people stay without activity, and when they are reminded
      (docs/lifecycle.md); a table of the file, each value within its bounds.
    - ``learning_share``, ``learning_least``, ``learning_days``: the share of searches that is logged, how often and on
      how many days a text must be searched for before it is kept (docs/learning.md).
    - ``opensearch_master_arn``: the role that administers the index beside the platform itself; empty: none.
    """

    name: str = "padan"
    stage: str
    account: str
    size: Size
    table_mode: Literal["on-demand", "autoscaled"] = "on-demand"
    home_region: str
    recovery_region: str
    home_zones: tuple[str, ...]
    recovery_zones: tuple[str, ...]
    active: Role = Role.HOME
    personal_data_abroad: bool
    recovery: Literal["warm", "cold"] = "warm"
    domain: str
    hosted_zone: str
    operations_email: str
    mail_sender: str
    monthly_budget: int
    runbooks: str = "docs/runbooks/"
    registers: tuple[Register, ...] = ()
    countries: tuple[str, ...] = ()
    bot_control: bool = False
    protected: bool = True
    lock_grace_days: int = 14
    account_wide: bool = True
    upkeep: Upkeep = Upkeep()
    learning_share: Annotated[float, Meta(ge=0, le=1)] = Learning().learning_share
    learning_least: Annotated[int, Meta(ge=2, le=1_000)] = Learning().learning_least
    learning_days: Annotated[int, Meta(ge=2, le=14)] = Learning().learning_days
    opensearch_master_arn: str = ""
    architecture: Literal["arm64", "x86_64"] = "arm64"

    @property
    def prefix(self) -> str:
        """Begins the name of every table, queue, bucket, function and stack."""
        return f"{self.name}-{self.stage}-"

    @property
    def service(self) -> str:
        """What functions call themselves in logs, metrics and traces: an account may hold several deployments."""
        return self.prefix.removesuffix("-")

    @property
    def capacity(self) -> Capacity:
        """What the size amounts to."""
        return SIZES[self.size]

    @property
    def home(self) -> "Place":
        """The region that owns the truth."""
        return Place(deployment=self, role=Role.HOME)

    @property
    def recovery_place(self) -> "Place":
        """The region that stands by."""
        return Place(deployment=self, role=Role.RECOVERY)

    @property
    def api_domain(self) -> str:
        """Host name under which programs call, and partners sign."""
        return f"api.{self.domain}"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A deployment in one of its regions: what a stack there needs to know."""

    deployment: Deployment
    role: Role

    @property
    def region(self) -> str:
        """AWS region."""
        return self.deployment.home_region if self.is_home else self.deployment.recovery_region

    @property
    def zones(self) -> tuple[str, ...]:
        """Availability zones to spread over."""
        return self.deployment.home_zones if self.is_home else self.deployment.recovery_zones

    @property
    def is_home(self) -> bool:
        """Whether the tables are owned here."""
        return self.role is Role.HOME

    @property
    def is_active(self) -> bool:
        """Whether events are worked on here."""
        return self.deployment.active is self.role

    @property
    def holds_personal_data(self) -> bool:
        """Whether tables and documents of people exist here."""
        return self.is_home or self.deployment.personal_data_abroad

    def named(self, logical: str) -> str:
        """Physical name of a resource that is unique within an account and region."""
        return self.deployment.prefix + logical

    def bucket(self, logical: str) -> str:
        """Physical name of a bucket: those are unique in the world."""
        return f"{self.deployment.prefix}{logical}-{self.deployment.account}-{self.region}"

    def stack(self, logical: str) -> str:
        """Name of a stack, which also says where it stands."""
        return f"{self.deployment.prefix}{self.role}-{logical}"
