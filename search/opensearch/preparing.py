"""Prepares a cluster: templates, first generations, new fields, and who may do what. Repeating it changes nothing.

A template holds for every generation that is made from then on, whoever makes it: its number of shards, and its strict
mapping should an index ever come back under our name by another way. Fields that a layout has gained are added to the
generations that live. A field whose kind changed cannot be: it needs a new name, which is how the layout grows without
a moment in which old and new code cannot both write (docs/decisions/0107-expand-and-contract.md).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from chalicelib.settings import Search
from search.opensearch import auditing
from search.opensearch.answers import Acknowledged
from search.opensearch.connection import Connection, EngineRefused, connect
from search.opensearch.generations import Generations
from search.opensearch.layout import CANDIDATES, VACANCIES, Json, Layout
from search.opensearch.standing import SEARCHES


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """How an index lies over its nodes: primary shards, and copies of each, the primary counted."""

    shards: int = 1
    copies: int = 2

    @property
    def settings(self) -> Json:
        """The same in the engine's words."""
        return {"number_of_shards": self.shards, "number_of_replicas": self.copies - 1}


LAYOUTS: tuple[Layout[Any], ...] = (VACANCIES, CANDIDATES, SEARCHES)
_PRIORITY = 100
_CHANGED = "illegal_argument_exception"
_SECURITY = "/_plugins/_security/api"


class LayoutConflict(RuntimeError):
    """A living index cannot take the layout: a field is there already, of another kind."""


def prepare_cluster(
    settings: Search, spread: Spread, users: Sequence[str], administrators: Sequence[str]
) -> Mapping[str, str]:
    """Prepare the cluster of ``settings``; returns the generation that answers, by the layout's name.

    ``users`` and ``administrators`` are ARNs of IAM roles; with neither the cluster's security is left alone.
    Raises `IndexUnavailable`, `EngineRefused`, `LayoutConflict`.
    """
    connection = connect(settings)
    try:
        if users or administrators:
            admit(connection, settings.index_prefix, users, administrators)
            auditing.record(connection)
        return {layout.name: prepare(connection, layout, settings.index_prefix, spread) for layout in LAYOUTS}
    finally:
        connection.close()


def prepare(connection: Connection, layout: Layout[Any], prefix: str, spread: Spread) -> str:
    """Put the template of ``layout``, bring what lives up to it, and return the generation that answers.

    A number of shards holds from the next generation on: a rebuild changes it.
    """
    alias = prefix + layout.name
    connection.call("PUT", f"/_index_template/{alias}", Acknowledged, template(layout, prefix, spread))
    generations = Generations(connection, alias, layout.definition)
    answering, *others = generations.targets()
    for name in (answering, *others):
        _extend(connection, name, layout)
        connection.call("PUT", f"/{name}/_settings", Acknowledged, {"number_of_replicas": spread.copies - 1})
    return answering


def template(layout: Layout[Any], prefix: str, spread: Spread) -> Json:
    """Return the versioned index template of ``layout``."""
    definition = layout.definition
    return {
        "index_patterns": [f"{prefix}{layout.name}-*"],
        "priority": _PRIORITY,
        "version": layout.version,
        "template": definition | {"settings": definition["settings"] | spread.settings},
    }


def admit(connection: Connection, prefix: str, users: Sequence[str], administrators: Sequence[str]) -> None:
    """Let ``users`` do everything with our indices and nothing else, and ``administrators`` everything."""
    patterns = [f"{prefix}{layout.name}*" for layout in LAYOUTS]
    _role(connection, f"{prefix}platform", ["cluster_composite_ops", "cluster_monitor"], patterns, users)
    _role(connection, f"{prefix}administrators", ["*"], ["*"], administrators)


def _role(
    connection: Connection, name: str, cluster: Sequence[str], patterns: Sequence[str], members: Sequence[str]
) -> None:
    allowed = {"index_patterns": patterns, "allowed_actions": ["indices_all"]}
    role: Json = {"cluster_permissions": cluster, "index_permissions": [allowed]}
    connection.call("PUT", f"{_SECURITY}/roles/{name}", dict[str, Any], role)
    connection.call("PUT", f"{_SECURITY}/rolesmapping/{name}", dict[str, Any], {"backend_roles": members})


def _extend(connection: Connection, generation: str, layout: Layout[Any]) -> None:
    fields = {"properties": layout.definition["mappings"]["properties"]}
    try:
        connection.call("PUT", f"/{generation}/_mapping", Acknowledged, fields)
    except EngineRefused as refusal:
        if refusal.kind != _CHANGED:
            raise
        raise LayoutConflict(
            f"{generation} cannot take layout {layout.version} of {layout.name}: {refusal}. A field keeps its kind; "
            "add one under a new name, rebuild the index, then drop the old one."
        ) from refusal
