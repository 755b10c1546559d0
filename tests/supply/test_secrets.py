"""No secret lies in the repository: neither keys by their shape, nor long random words given to names of secrets."""

import math
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
SHAPES = {
    "access key of AWS": re.compile(r"\b(?:AKIA|ASIA)(?!0{8})[A-Z0-9]{16}\b"),
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*\\?n?\s*[A-Za-z0-9+/=]{40}"),
    "token of GitHub": re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}\b"),
    "token of Slack": re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{20,}"),
    "key of Google": re.compile(r"\bAIza[A-Za-z0-9_-]{35}\b"),
    "token that was signed": re.compile(r"\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}"),
    "password in an address": re.compile(r"\b[a-z]{3,8}://(?!user:)[^\s:/@{}<>\"'$]+:[^\s@/{}<>\"'$]{6,}@"),
}
NAMED = re.compile(
    r"(?i)\b[a-z_-]*(?:secret|password|passwd|token|api_?key|private_?key|credential)[a-z_-]*[\"']?\s*[:=]\s*"
    r"[\"']([A-Za-z0-9+/=_-]{20,})[\"']"
)
LEAST_BITS = 3.9
"""Bits a letter of a word from which it looks drawn by lot: names and sentences stay below, 20 random letters above."""
INVENTED = re.compile(r"(?i)invent|example|sample|dummy|fake|never|secret-of|padan")
"""How made-up secrets of tests call themselves."""


def bits(word):
    """Return the bits of entropy a letter of ``word``."""
    counts, length = Counter(word), len(word)
    return -sum(count / length * math.log2(count / length) for count in counts.values())


def findings(text):
    """Return what of ``text`` looks like a secret."""
    found = [f"{name}: {match[0][:12]}…" for name, shape in SHAPES.items() for match in shape.finditer(text)]
    words = [match[1] for match in NAMED.finditer(text)]
    return found + [
        f"word by lot: {word[:8]}…" for word in words if bits(word) >= LEAST_BITS and not INVENTED.search(word)
    ]


def kept():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, check=True).stdout.decode()  # noqa: S607
    return sorted(name for name in listed.split("\0") if name and not name.endswith((".lock", ".tsv")))


def test_nothing_that_is_kept_looks_like_a_secret():
    names = kept()
    assert len(names) > 1_000
    suspicious = {}
    for name in names:
        text = (HOUSE / name).read_text(encoding="utf-8", errors="replace") if (HOUSE / name).is_file() else ""
        if found := findings(text):
            suspicious[name] = found
    assert suspicious == {}


@pytest.mark.parametrize(
    "planted",
    [
        "key = 'AKIA" + "QWERTYUIOPASDFGH'",
        "-----BEGIN " + "PRIVATE KEY-----\n" + "MC4CAQAwBQYDK2VwBCIEIJ" * 3,
        "ghp_" + "a1B2" * 9,
        'PADAN_LOOKUP_SECRET = "' + "q8Zr2LmX0vTtY6wKc4Hs9BnD" + '"',
        '{"api_key": "' + "q8Zr2LmX0vTtY6wKc4Hs9BnD" + '"}',
        "postgres://" + "padan:correct-horse@host/db",
        "eyJhbGciOiJSUzI1NiIsImtpZCI6.".replace("6.", "6In0.")
        + "eyJzdWIiOiJwZXJfMDAwMDAwMDAw."
        + "c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw",
    ],
)
def test_what_is_planted_is_found(planted):
    assert findings(f"before\n{planted}\nafter")


@pytest.mark.parametrize(
    "innocent",
    [
        'TOKEN = "an-invented-token-of-a-test"',
        "password = given.password",
        'SECRET_NAME = "padan-pilot-lookup-secret"',
        "https://padan.example/reset?token=abc",
        'token_type = "urn:ietf:params:oauth"',
    ],
)
def test_names_and_sentences_are_no_secrets(innocent):
    assert not findings(innocent)
