"""``padan partner add``: a partner with its first key."""

from typing import Annotated

import typer

from local.cli.keyring import save_key
from local.cli.output import explained, print_json, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, call, connected

ADD_HELP = """Registers a partner portal, makes an ed25519 key and prints the key id and the path of the private key.

The private key never leaves this machine; the platform gets the public one. Adding a known partner again adds a key,
two at most at a time.

Example:\n
  padan partner add kerjacepat
"""


def add(
    name: Annotated[str, typer.Argument(help="Name of the portal.")],
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Make the key here, register its public half, keep the private half in the data folder."""
    from security.signatures import generate_ed25519

    private, public = generate_ed25519()
    with explained(), connected(url, data) as client:
        made = call(client, "POST", "/dev/partners", json={"name": name, "public_key": public.decode()})
    path = save_key(data, name, made["key_id"], private)
    if json:
        print_json({**made, "private_key": str(path)})
        return
    screen.print(f"partner {made['partner_id']}", markup=False)
    screen.print(f"key id {made['key_id']}", markup=False)
    screen.print(f"private key {path}", markup=False, soft_wrap=True)
