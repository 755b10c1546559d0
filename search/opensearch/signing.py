"""AWS Signature Version 4 for requests to a managed OpenSearch domain."""

from collections.abc import Mapping
from typing import Any

from search.opensearch.connection import Sign
from search.port import IndexUnavailable

SERVICE = "es"


def signer(region: str, credentials: Any = None) -> Sign:  # noqa: ANN401 - botocore's credentials are untyped
    """Return a function that signs one request for ``region`` with ``credentials`` (default: the process's own).

    Refreshable credentials are frozen for each request, so that a rotation never mixes two of them.
    """
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.session import get_session

    found = credentials or get_session().get_credentials()
    if found is None:
        raise IndexUnavailable("there are no AWS credentials to sign requests with")

    def sign(method: str, url: str, body: bytes) -> Mapping[str, str]:
        request = AWSRequest(method=method, url=url, data=body)
        SigV4Auth(found.get_frozen_credentials(), SERVICE, region).add_auth(request)
        return dict(request.headers.items())

    return sign
