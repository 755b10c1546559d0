"""What a cluster with fine-grained access control records: who was refused, who changed who may do what.

A domain that publishes audit logs is silent until its security plugin is told to record. Ordinary calls are not
recorded: they are counted elsewhere, and there are thousands a second. Bodies and documents never are.
"""

from search.opensearch.answers import Acknowledged
from search.opensearch.connection import Connection
from search.opensearch.layout import Json

_ORDINARY = ["AUTHENTICATED", "GRANTED_PRIVILEGES"]

RECORDED: Json = {
    "enabled": True,
    "audit": {
        "enable_rest": True,
        "disabled_rest_categories": _ORDINARY,
        "enable_transport": True,
        "disabled_transport_categories": _ORDINARY,
        "log_request_body": False,
        "resolve_indices": True,
        "resolve_bulk_requests": False,
        "exclude_sensitive_headers": True,
        "ignore_users": [],
        "ignore_requests": [],
    },
    "compliance": {
        "enabled": True,
        "internal_config": True,
        "external_config": False,
        "read_metadata_only": True,
        "read_watched_fields": {},
        "read_ignore_users": [],
        "write_metadata_only": True,
        "write_log_diffs": False,
        "write_watched_indices": [],
        "write_ignore_users": [],
    },
}
"""The configuration in the plugin's words (OpenSearch documentation, "Audit logs"); ``compliance`` watches no index."""


def record(connection: Connection) -> None:
    """Have the cluster record so. Raises `EngineRefused` unless the caller is a master of the domain."""
    connection.call("PUT", "/_plugins/_security/api/audit/config", Acknowledged, RECORDED)
