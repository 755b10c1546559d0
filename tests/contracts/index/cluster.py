"""Tidying a shared cluster after a test."""

from typing import Any

from chalicelib.settings import Search
from search.opensearch.connection import connect


def drop(settings: Search) -> None:
    """Delete every index of one test, by name."""
    connection = connect(settings)
    names = connection.call("GET", f"/{settings.index_prefix}*/_alias", dict[str, Any])
    for name in names:
        connection.call("DELETE", f"/{name}", dict[str, Any])
    connection.close()
