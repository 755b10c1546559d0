"""The variables that every function reads (see docs/settings.md). None of them is a secret."""

import msgspec

from chalicelib.settings import Upkeep
from infra_cdk.functions.machine import machine_arn
from infra_cdk.functions.surroundings import Arns


def variables(arns: Arns) -> dict[str, str]:
    """Return the environment of the functions in the place of ``arns``."""
    place, around = arns.place, arns.around
    return {
        "PADAN_STAGE": place.deployment.stage,
        "PADAN_SERVICE": place.deployment.service,
        "PADAN_PUBLIC_URL": f"https://{place.deployment.api_domain}",
        "PADAN_PAGES_URL": f"https://{place.deployment.domain}",
        "PADAN_TABLE_PREFIX": place.deployment.prefix,
        "PADAN_QUEUE_PREFIX": place.deployment.prefix,
        "PADAN_INDEX_PREFIX": place.deployment.prefix,
        "PADAN_DOCUMENTS_BUCKET": place.bucket("documents"),
        "PADAN_DOCUMENTS_SCANNED": "true",
        "PADAN_PAYLOADS_BUCKET": place.bucket("payloads"),
        "PADAN_MATCHES_BUCKET": place.bucket("matches"),
        "PADAN_AUDIT_BUCKET": place.bucket("audit"),
        "PADAN_MATCHING_MACHINE": machine_arn(arns),
        "PADAN_SEARCH_ENGINE": "opensearch",
        "PADAN_SEARCH_URL": around.search_url,
        "PADAN_SEARCH_SIGNING_REGION": place.region,
        "PADAN_USER_POOL_ID": around.user_pool_id,
        "PADAN_USER_POOL_CLIENT_ID": around.user_pool_client_id,
        "PADAN_TOKEN_ISSUER": around.token_issuer,
        "PADAN_SECOND_FACTOR": "required",
        "PADAN_SECOND_PROOF": "required",
        "PADAN_KEYS_URL": f"{around.token_issuer}/.well-known/jwks.json",
        "PADAN_VAULT_KEY_ID": around.vault_key,
        "PADAN_AUDIT_KEY_ID": around.audit_key,
        "PADAN_LOOKUP_SECRET": f"secretsmanager:{place.named('lookup')}",
        "PADAN_CURSOR_SECRET": f"secretsmanager:{place.named('cursor')}",
        "PADAN_MAIL_SENDER": place.deployment.mail_sender,
        **_upkeep(place.deployment.upkeep),
        "PADAN_LIMITING": "true",
        "PADAN_LEARNING": "true",
        "PADAN_LEARNING_SHARE": str(place.deployment.learning_share),
        "PADAN_LEARNING_LEAST": str(place.deployment.learning_least),
        "PADAN_LEARNING_DAYS": str(place.deployment.learning_days),
        "PADAN_REGISTER_TOKENS": f"secretsmanager:{place.named('registers')}",
        **{f"PADAN_{register.port.upper()}_URL": register.url for register in place.deployment.registers},
    }


def _upkeep(upkeep: Upkeep) -> dict[str, str]:
    return {f"PADAN_{name.upper()}": str(days) for name, days in msgspec.structs.asdict(upkeep).items()}
