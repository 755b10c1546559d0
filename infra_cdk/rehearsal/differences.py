"""Everything in which the rehearsed stacks differ from the deployed ones, in one place, each with its reason.

A resource type that the emulator comes to know must leave `TAKEN_OUT`, and one that it does not know must enter it:
`infra_cdk.rehearsal.copying.check` fails otherwise.
"""

import msgspec

POOL = "AWS::Cognito::UserPool"


class TakenOut(msgspec.Struct, frozen=True, kw_only=True):
    """A resource type that is not deployed, and why that takes nothing from what is rehearsed."""

    type: str
    reason: str


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """An attribute that the emulator does not give; ``value`` may hold ``{ref}`` (the resource) and ``{region}``."""

    type: str
    name: str
    value: str
    reason: str


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """A variable of every function that must lead to this machine; ``value`` names what the rehearsal fills in.

    ``{emulator}``, ``{search}``: addresses; ``{pool}``: whatever the function is told as its user pool.
    """

    name: str
    value: str
    reason: str


TAKEN_OUT: tuple[TakenOut, ...] = ()

ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute(
        type=POOL,
        name="ProviderURL",
        value="https://cognito-idp.{region}.amazonaws.com/{ref}",
        reason="The emulator names the issuer in its tokens like AWS, but does not give it as an attribute.",
    ),
    Attribute(
        type=POOL,
        name="ProviderName",
        value="cognito-idp.{region}.amazonaws.com/{ref}",
        reason="As ProviderURL.",
    ),
)

VARIABLES: tuple[Variable, ...] = (
    Variable(name="PADAN_SEARCH_URL", value="{search}", reason="The index is a real OpenSearch on this machine."),
    Variable(
        name="PADAN_KEYS_URL",
        value="{emulator}/{pool}/.well-known/jwks.json",
        reason="The keys of the pool's tokens are the emulator's.",
    ),
)
