"""``padan partner add``: a partner with its first key."""

import base64
from typing import Annotated, Any

import httpx
import typer

from local.cli.keyring import save_key
from local.cli.output import explained, print_json, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, call, connected
from security.signature_types import Algorithm

ADD_HELP = """Registers a partner portal, makes a key and prints the key id and the path of the private key.

An ed25519 private key never leaves this machine; the platform gets the public one. For hmac-sha256 the platform makes a
shared secret and tells it once. Adding a known partner again adds a key, two at most at a time.

Examples:\n
  padan partner add kerjacepat\n
  padan partner add kerjacepat --algorithm hmac-sha256
"""


def add(
    name: Annotated[str, typer.Argument(help="Name of the portal.")],
    algorithm: Annotated[Algorithm, typer.Option(help="How the partner signs.")] = Algorithm.ED25519,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Agree on a key with the platform and keep the private part in the data folder."""
    with explained(), connected(url, data) as client:
        made, private = _registered(client, name, algorithm)
    path = save_key(data, name, made["key_id"], private, algorithm)
    if json:
        print_json({"partner_id": made["partner_id"], "key_id": made["key_id"], "private_key": str(path)})
        return
    screen.print(f"partner {made['partner_id']}", markup=False)
    screen.print(f"key id {made['key_id']}", markup=False)
    screen.print(f"private key {path}", markup=False, soft_wrap=True)


def _registered(client: httpx.Client, name: str, algorithm: Algorithm) -> tuple[dict[str, Any], bytes]:
    """Return the platform's answer and the part of the key that only the partner may have."""
    from security.signatures import generate_ed25519

    wish = {"name": name, "algorithm": algorithm.value}
    if algorithm is Algorithm.HMAC_SHA256:
        made = call(client, "POST", "/dev/partners", json=wish)
        return made, base64.b64decode(made["secret"])
    private, public = generate_ed25519()
    return call(client, "POST", "/dev/partners", json={**wish, "public_key": public.decode()}), private
