"""Typed settings, one model per concern, read once from ``PADAN_*`` variables. Nothing else touches the environment.

A field ``table_prefix`` is read from ``PADAN_TABLE_PREFIX``. Addresses and credentials of AWS itself come from the
variables that the AWS SDKs define.
"""

import functools
import os
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

PREFIX = "PADAN_"
S = TypeVar("S", bound=msgspec.Struct)


class SettingsError(RuntimeError):
    """A setting is missing or malformed; the message names its variable."""


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """What every function needs: names, stage and the residence of the deployment.

    ``pages_url`` is where people read the pages; empty: where the interface is, as on one machine.
    """

    stage: str = "local"
    service: str = "padan"
    log_level: str = "INFO"
    public_url: str = "http://127.0.0.1:8000"
    pages_url: str = ""


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """Where the tables are; every name starts with ``table_prefix``."""

    table_prefix: str = "padan-"


class Streams(msgspec.Struct, frozen=True, kw_only=True):
    """Whose the tables' streams are; ``stream_label`` ends a stream's ARN (deployments name the real one)."""

    stream_region: str = "ap-southeast-3"
    stream_account: str = "000000000000"
    stream_label: str = "latest"


class Queues(msgspec.Struct, frozen=True, kw_only=True):
    """Where the queues are; every name starts with ``queue_prefix``."""

    queue_prefix: str = "padan-"


class Objects(msgspec.Struct, frozen=True, kw_only=True):
    """Buckets: people's documents, the raw payloads of partners, the files of the batch matching, the audit's archive.

    ``documents_scanned``: documents are scanned for malware, and read by nobody before they are found clean.
    """

    documents_bucket: str = "padan-documents"
    payloads_bucket: str = "padan-payloads"
    matches_bucket: str = "padan-matches"
    audit_bucket: str = "padan-audit"
    documents_scanned: bool = False


class Matching(msgspec.Struct, frozen=True, kw_only=True):
    """The state machine that works on the parts of a batch run, by its ARN; empty: no deployment, nobody starts one."""

    matching_machine: str = ""


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """Which engine holds the index: ``embedded`` with a folder, or ``opensearch`` with an address.

    ``search_signing_region``: requests to ``search_url`` are signed for this AWS region; empty: they are not signed.
    """

    search_engine: str = "embedded"
    search_url: str = ""
    search_folder: str = ""
    search_signing_region: str = ""
    index_prefix: str = "padan-"


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The OIDC issuer (a Cognito user pool) whose tokens are accepted."""

    user_pool_id: str = ""
    user_pool_client_id: str = ""
    token_issuer: str = ""
    keys_url: str = ""


class Offices(msgspec.Struct, frozen=True, kw_only=True):
    """Whether roles of an office need a second factor: ``required`` in deployments, ``optional`` on one machine."""

    second_factor: Literal["required", "optional"] = "optional"


class Proofs(msgspec.Struct, frozen=True, kw_only=True):
    """Whether whoever has no second factor needs two proofs: ``required`` in deployments, ``off`` on one machine."""

    second_proof: Literal["required", "off"] = "off"


class Registers(msgspec.Struct, frozen=True, kw_only=True):
    """Addresses of the registers that confirm what is stated; empty: that one is not connected.

    ``register_tokens``: a JSON object of their tokens by port, or ``secretsmanager:NAME`` of a secret that holds it.
    """

    population_url: str = ""
    company_url: str = ""
    insurance_url: str = ""
    certificates_url: str = ""
    register_tokens: str = ""


class Feeds(msgspec.Struct, frozen=True, kw_only=True):
    """Whether feeds may be on this machine, by plain http: on a local platform alone, in no deployment."""

    feeds_loopback: bool = False


class Vault(msgspec.Struct, frozen=True, kw_only=True):
    """The key that wraps personal data, and the secret of the keyed hash that looks it up (see `secrets`)."""

    vault_key_id: str = ""
    lookup_secret: str = ""


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """The key that signs where the audit's chains end; ``audit_trusted_keys``: older ones, with commas between."""

    audit_key_id: str = ""
    audit_trusted_keys: str = ""


class Secrets(msgspec.Struct, frozen=True, kw_only=True):
    """The secret that signs cursors (see `secrets`)."""

    cursor_secret: str = ""


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """The verified sender of e-mail."""

    mail_sender: str = "padan@padan.invalid"


class Upkeep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many days vacancies and people stay without activity, and how many before that they are reminded."""

    vacancy_days: Annotated[int, Meta(ge=30, le=365)] = 90
    person_days: Annotated[int, Meta(ge=60, le=730)] = 183
    first_reminder_days: Annotated[int, Meta(ge=7, le=28)] = 14
    last_reminder_days: Annotated[int, Meta(ge=1, le=6)] = 3


class Learning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether searches are logged and what was learned takes effect, and which ``learning_share`` of them is logged.

    ``learning_least``: a text is kept and told only when so many pairs of a day and a place have searched for it, on
    ``learning_days`` different days at least, for anybody can choose a place. What is proposed needs as many days.
    """

    learning: bool = False
    learning_share: Annotated[float, Meta(ge=0, le=1)] = 1.0
    learning_least: Annotated[int, Meta(ge=2, le=1_000)] = 5
    learning_days: Annotated[int, Meta(ge=1, le=14)] = 3


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Whether requests are counted and limited, and how many times over the limits of docs/limits.md hold here.

    On one machine all callers have the same address, so that a local platform takes a larger ``limits_times``.
    """

    limiting: bool = False
    limits_times: Annotated[int, Meta(ge=1, le=10_000)] = 1


def parse(kind: type[S], environment: Mapping[str, str]) -> S:
    """Build settings of ``kind`` from ``environment``; raises `SettingsError` that names the variable."""
    values = {
        field.name: environment[variable]
        for field in msgspec.structs.fields(kind)
        if (variable := PREFIX + field.name.upper()) in environment
    }
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{PREFIX}*: {error}") from error


def read(kind: type[S]) -> S:
    """Return the settings of ``kind`` for this process, read at first use."""
    found: S = _read(kind)
    return found


def forget() -> None:
    """Read afresh at the next use; for a process that prepares its own environment, and for tests."""
    _read.cache_clear()


@functools.cache
def _read(kind: type[Any]) -> Any:  # noqa: ANN401 - a cache cannot carry the type variable
    return parse(kind, os.environ)
