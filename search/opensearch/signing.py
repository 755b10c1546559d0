"""AWS Signature Version 4 for requests to a managed OpenSearch domain."""

from typing import Any, cast

from search.opensearch.connection import Sign
from search.port import IndexUnavailable


def signer(region: str, credentials: Any = None) -> Sign:  # noqa: ANN401 - botocore's credentials are untyped
    """Return a function that signs one request for ``region`` with ``credentials`` (default: the process's own).

    Raises `IndexUnavailable` when there are none.
    """
    from botocore.session import get_session
    from opensearchpy import Urllib3AWSV4SignerAuth

    found = credentials or get_session().get_credentials()
    if found is None:
        raise IndexUnavailable("there are no AWS credentials to sign requests with")
    return cast("Sign", Urllib3AWSV4SignerAuth(found, region))
