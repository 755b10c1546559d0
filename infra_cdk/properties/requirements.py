"""The table: what must hold for each resource type. A type that is not here has not been thought about."""

from infra_cdk.properties import names, permissions, secrecy
from infra_cdk.properties.for_stores import STORES
from infra_cdk.properties.for_surroundings import SURROUNDINGS
from infra_cdk.properties.for_work import WORK
from infra_cdk.properties.law import Law, Requirement

GENERAL: tuple[Law, ...] = (secrecy.SILENT, permissions.MODEST, names.FITS)
"""Laws for every resource whatever its type; tags, limits and order are laws of stacks (see `check`)."""

REQUIREMENTS: dict[str, Requirement] = STORES | WORK | SURROUNDINGS
