"""Every function of the platform: how large it is, what calls it, and what it may do. A test holds it to Chalice's own.

One module for each subject. Nothing that is deployed depends on their order.
"""

from infra_cdk.functions.api import API_GRANTS
from infra_cdk.functions.specs import (
    applications,
    audit,
    deploying,
    indexing,
    intake,
    linkage,
    matching,
    notifications,
    people,
    searches,
    vacancies,
)
from infra_cdk.functions.specs.deploying import FIND_STREAMS, PREPARE_INDICES
from infra_cdk.functions.specs.function import Function, Share

API = "api_handler"
"""The name that Chalice gives to the function of the interface."""

_INTERFACE = Function(name=API, memory=1024, timeout=29, share=Share.INTERFACE, grants=API_GRANTS)

FUNCTIONS: tuple[Function, ...] = (
    _INTERFACE,
    *indexing.FUNCTIONS,
    *vacancies.FUNCTIONS,
    *intake.FUNCTIONS,
    *notifications.FUNCTIONS,
    *people.FUNCTIONS,
    *applications.FUNCTIONS,
    *linkage.FUNCTIONS,
    *searches.FUNCTIONS,
    *matching.FUNCTIONS,
    *audit.FUNCTIONS,
    *deploying.FUNCTIONS,
)
"""All of them, the interface first."""

__all__ = ["API", "FIND_STREAMS", "FUNCTIONS", "PREPARE_INDICES", "Function", "Share"]
