"""Reads a deployment from a TOML file and stops, with a sentence, at what is missing or contradicts itself."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from infra_cdk.deployment.model import Deployment, Role

_ACCOUNT = re.compile(r"\d{12}")
_NAME = re.compile(r"[a-z][a-z0-9]{1,15}")
_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")
_DOMAIN = re.compile(r"([a-z0-9-]+\.)+[a-z-]{2,}")
_EMAIL = re.compile(r"[^@\s]+@([a-z0-9-]+\.)+[a-z-]{2,}")
_ZONE = re.compile(r"Z[A-Z0-9]{1,31}")
_ROLE = re.compile(r"(arn:aws:iam::\d{12}:(role|user)/\S+)?")
_HTTPS = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LEAST_ZONES = 2
_GRACE_DAYS = range(3, 36_501)
LONGEST_NAMES = 20
"""Letters of ``name`` and ``stage`` together: a search domain's name begins with both and has 28 at most."""

WRONG_FILE = 2
"""What a program ends with when its deployment file is wrong, as it does when its command line is."""


class DeploymentError(ValueError):
    """A parameter is missing, malformed or contradicts another; the message names it."""


def read_deployment(file: Path) -> Deployment:
    """Return the deployment that ``file`` describes; raises `DeploymentError` with one sentence for each mistake."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DeploymentError(f"The deployment file {file} cannot be read: {error.strerror}.") from error
    try:
        deployment = msgspec.toml.decode(content, type=Deployment)
    except msgspec.ValidationError as error:
        raise DeploymentError(f"{file}: {error}.") from error
    except msgspec.DecodeError as error:
        raise DeploymentError(f"{file} is not TOML: {error}.") from error
    check(deployment)
    return deployment


def deployment_or_end(file: Path) -> Deployment:
    """Return the deployment that ``file`` describes, for a program: its mistakes end it with 2, a sentence for each."""
    try:
        return read_deployment(file)
    except DeploymentError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(WRONG_FILE) from None


def check(deployment: Deployment) -> None:
    """Raise `DeploymentError` with every mistake of ``deployment``, a line each."""
    mistakes = [*_malformed(deployment), *_unsafe(deployment), *_too_long(deployment), *_contradictions(deployment)]
    if mistakes:
        raise DeploymentError("\n".join(mistakes))


def _malformed(deployment: Deployment) -> Iterator[str]:
    shapes = {
        "name": (_NAME, "2 to 16 lower-case letters and digits"),
        "stage": (_NAME, "2 to 16 lower-case letters and digits"),
        "account": (_ACCOUNT, "an AWS account of twelve digits"),
        "home_region": (_REGION, "an AWS region such as ap-southeast-3"),
        "recovery_region": (_REGION, "an AWS region such as ap-southeast-1"),
        "domain": (_DOMAIN, "a host name"),
        "hosted_zone": (_ZONE, "the identifier of a zone in Route 53, which begins with Z"),
        "opensearch_master_arn": (_ROLE, "the ARN of a role or user of IAM"),
        "operations_email": (_EMAIL, "an e-mail address"),
        "mail_sender": (_EMAIL, "an e-mail address"),
    }
    for field, (shape, wanted) in shapes.items():
        if not shape.fullmatch(getattr(deployment, field)):
            yield f"{field}: {getattr(deployment, field)!r} is not {wanted}."
    for country in deployment.countries:
        if not _COUNTRY.fullmatch(country):
            yield f"countries: {country!r} is not a two-letter country code of ISO 3166."
    if deployment.monthly_budget <= 0:
        yield "monthly_budget: must be more than zero US dollars."
    if deployment.lock_grace_days and deployment.lock_grace_days not in _GRACE_DAYS:
        yield "lock_grace_days: must be 0 or at least 3, the days that AWS Backup gives for second thoughts."


def _unsafe(deployment: Deployment) -> Iterator[str]:
    for register in deployment.registers:
        if not _HTTPS.fullmatch(register.url):
            yield f"registers: {register.url!r} of {register.port} is not https://HOST with a path or without."
    if len({register.port for register in deployment.registers}) < len(deployment.registers):
        yield "registers: a port is named twice."


def _too_long(deployment: Deployment) -> Iterator[str]:
    if len(deployment.name + deployment.stage) > LONGEST_NAMES:
        yield f"name and stage: together at most {LONGEST_NAMES} letters; the names of resources begin with both."


def _contradictions(deployment: Deployment) -> Iterator[str]:
    if deployment.home_region == deployment.recovery_region:
        yield "recovery_region: must differ from home_region; a region cannot recover from its own loss."
    yield from _wrong_zones(deployment)
    if not deployment.mail_sender.endswith(f"@{deployment.domain}"):
        yield f"mail_sender: must be an address at {deployment.domain}, whose mail records the deployment sets."
    if deployment.active is Role.RECOVERY and deployment.recovery == "cold":
        yield "active: the recovery region cannot be active while recovery is 'cold'; set recovery to 'warm'."
    if deployment.capacity.nat_gateways > min(len(deployment.home_zones), len(deployment.recovery_zones)):
        yield f"home_zones and recovery_zones: size {deployment.size} needs {deployment.capacity.nat_gateways} zones."


def _wrong_zones(deployment: Deployment) -> Iterator[str]:
    for role, region, zones in _zones(deployment):
        if len(set(zones)) < len(zones):
            yield f"{role}_zones: names a zone twice."
        if len(set(zones)) < _LEAST_ZONES:
            yield f"{role}_zones: name at least {_LEAST_ZONES} zones, so that one can fail."
        if any(not zone.startswith(region) for zone in zones):
            yield f"{role}_zones: every zone must lie in {region}."


def _zones(deployment: Deployment) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield "home", deployment.home_region, deployment.home_zones
    yield "recovery", deployment.recovery_region, deployment.recovery_zones
