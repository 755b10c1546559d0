"""An HTTP client that finds the deployed interface by its public name, as the deployment's DNS would let it."""

import httpx

from infra_cdk.deployment import Place
from infra_cdk.rehearsal.account import client

STAGE = "api"
_SECONDS = 60.0


class Front(httpx.BaseTransport):
    """Sends what is asked of the public host name to API Gateway in the emulator; everything else as it is."""

    def __init__(self, host: str, entrance: str) -> None:
        """``host`` is the public name, ``entrance`` the address of the interface's stage in the emulator."""
        self._host = host
        self._entrance = httpx.URL(entrance)
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        if request.url.host == self._host:
            path = self._entrance.raw_path.rstrip(b"/") + request.url.raw_path
            url = self._entrance.copy_with(raw_path=path)
            sent = httpx.Request(request.method, url, headers=request.headers, stream=request.stream)
            return self._inner.handle_request(sent)
        return self._inner.handle_request(request)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def entrance(place: Place, endpoint: str) -> str:
    """Return the address of the interface that the platform stack in ``place`` made."""
    stacks = client("cloudformation", endpoint, place.region)
    found = stacks.describe_stacks(StackName=place.stack("platform"))["Stacks"][0]["Outputs"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in found}
    return f"{endpoint}/restapis/{outputs['RestAPIId']}/{STAGE}/_user_request_"


def public(place: Place, endpoint: str) -> httpx.Client:
    """Return a client of the public interface, served by ``place``."""
    host = place.deployment.api_domain
    front = Front(host, entrance(place, endpoint))
    headers = {"Accept-Language": "en"}
    return httpx.Client(base_url=f"https://{host}", transport=front, headers=headers, timeout=_SECONDS)
