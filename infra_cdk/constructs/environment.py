"""The variables that every function reads (see docs/settings.md)."""

import msgspec

from infra_cdk.constructs.identity import Identity
from infra_cdk.deployment import Place


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a function must be told and only the other constructs of its place know; tokens until it is deployed."""

    search_url: str
    user_pool_id: str
    user_pool_client_id: str
    token_issuer: str
    vault_key: str
    lookup_secret: str
    cursor_secret: str


def of_identity(identity: Identity) -> dict[str, str]:
    """Return the part of `Surroundings` that the user pool knows."""
    return {
        "user_pool_id": identity.pool.user_pool_id,
        "user_pool_client_id": identity.client.user_pool_client_id,
        "token_issuer": identity.issuer,
    }


def variables(place: Place, around: Surroundings) -> dict[str, str]:
    """Return the environment of the functions in ``place``."""
    return {
        "PADAN_STAGE": place.deployment.stage,
        "PADAN_PUBLIC_URL": f"https://{place.deployment.api_domain}",
        "PADAN_TABLE_PREFIX": place.deployment.prefix,
        "PADAN_QUEUE_PREFIX": place.deployment.prefix,
        "PADAN_INDEX_PREFIX": place.deployment.prefix,
        "PADAN_DOCUMENTS_BUCKET": place.bucket("documents"),
        "PADAN_PAYLOADS_BUCKET": place.bucket("payloads"),
        "PADAN_SEARCH_ENGINE": "opensearch",
        "PADAN_SEARCH_URL": around.search_url,
        "PADAN_SEARCH_SIGNING_REGION": place.region,
        "PADAN_USER_POOL_ID": around.user_pool_id,
        "PADAN_USER_POOL_CLIENT_ID": around.user_pool_client_id,
        "PADAN_TOKEN_ISSUER": around.token_issuer,
        "PADAN_KEYS_URL": f"{around.token_issuer}/.well-known/jwks.json",
        "PADAN_VAULT_KEY_ID": around.vault_key,
        "PADAN_LOOKUP_SECRET": around.lookup_secret,
        "PADAN_CURSOR_SECRET": around.cursor_secret,
        "PADAN_MAIL_SENDER": place.deployment.mail_sender,
    }
