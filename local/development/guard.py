"""Keeps ``/dev`` for programs on this machine: a web page in a browser cannot send what it asks for."""

from chalicelib.errors import Forbidden
from chalicelib.texts import Text
from local.http.types import LocalRequest

LOCAL_HEADER = "x-padan-local"
_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})


def require_local(request: LocalRequest) -> None:
    """Raise `Forbidden` unless the request names a loopback host and, when it writes, carries the local header.

    A page of another site cannot set that header without a preflight, which is not answered here; a page that reaches
    this machine under a name of its own (DNS rebinding) is known by its ``Host``.
    """
    host = request.headers.get("host", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    if name not in _HOSTS:
        raise Forbidden(Text("Hanya dari mesin ini.", "From this machine only."))
    if request.method != "GET" and request.headers.get(LOCAL_HEADER) != "1":
        raise Forbidden(Text(f"Sertakan header {LOCAL_HEADER}: 1.", f"Send the header {LOCAL_HEADER}: 1."))
