"""Prepares this process's environment, so that the app finds the local services as it finds AWS's."""

import inspect
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeGuard

from local.emulator import CREDENTIALS, REGION, Emulator
from local.resources import Identifiers
from local.state import DataFolder

SENDER = "padan@padan.invalid"


_REMEMBERING = ("chalicelib", "search", "security")
_FOREIGN = ("AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE")


def aws(emulator: Emulator) -> dict[str, str]:
    """Variables that the AWS SDKs read."""
    return CREDENTIALS | {
        "AWS_ENDPOINT_URL": emulator.url,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        # Neither profiles nor endpoints of the user's own configuration may lead anywhere else.
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "POWERTOOLS_TRACE_DISABLED": "true",
    }


def padan(folder: DataFolder, emulator: Emulator, identifiers: Identifiers, public_url: str) -> dict[str, str]:
    """Variables that `chalicelib.settings` reads, except those of the search engine."""
    return {
        "PADAN_STAGE": "local",
        "PADAN_PUBLIC_URL": public_url,
        "PADAN_USER_POOL_ID": identifiers.user_pool_id,
        "PADAN_USER_POOL_CLIENT_ID": identifiers.user_pool_client_id,
        "PADAN_TOKEN_ISSUER": identifiers.issuer,
        "PADAN_KEYS_URL": f"{emulator.url}/{identifiers.user_pool_id}/.well-known/jwks.json",
        "PADAN_VAULT_KEY_ID": identifiers.vault_key_id,
        "PADAN_AUDIT_KEY_ID": identifiers.audit_key_id,
        "PADAN_LOOKUP_SECRET": folder.secret("lookup"),
        "PADAN_CURSOR_SECRET": folder.secret("cursor"),
        "PADAN_MAIL_SENDER": SENDER,
        "PADAN_FEEDS_LOOPBACK": "true",
        "PADAN_LEARNING": "true",
        "PADAN_LIMITING": "true",
        # All callers of one machine have one address.
        "PADAN_LIMITS_TIMES": "100",
    }


def registers(url: str) -> dict[str, str]:
    """Variables of the registers, each of which is a sandbox below `url`."""
    from chalicelib.linkage.ports import Port
    from local.sandboxes.server import TOKENS

    return {f"PADAN_{port.value.upper()}_URL": f"{url}/{port.value}" for port in Port} | {
        "PADAN_REGISTER_TOKENS": TOKENS
    }


def search(engine: str, folder: Path, url: str) -> dict[str, str]:
    """Variables of the search engine: a folder for the embedded one, an address for OpenSearch."""
    return {"PADAN_SEARCH_ENGINE": engine, "PADAN_SEARCH_FOLDER": str(folder), "PADAN_SEARCH_URL": url}


def apply(variables: dict[str, str]) -> None:
    """Set the variables and make every module that has read old ones, or made clients from them, forget it."""
    for name in list(os.environ):
        # Of a user who also works with AWS itself: nothing may reach their account.
        if name in _FOREIGN or name.startswith("AWS_ENDPOINT_URL_"):
            del os.environ[name]
    os.environ.update(variables)
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in _REMEMBERING and _forgets(forget := getattr(module, "forget", None)):
            forget()


def _forgets(function: object) -> TypeGuard[Callable[[], object]]:
    """Tell whether a module's ``forget`` is about what it remembers: one that takes anything is a use case."""
    return callable(function) and not inspect.signature(function).parameters
