"""The guide's example does what it says."""

import re
from pathlib import Path
from typing import Any

import pytest

from security.signatures import Algorithm, PartnerKey, SignedRequest, generate_ed25519, verify

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "partners.md"


class EveryNonce:
    def claim(self, key_id: str, nonce: str, until: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("method", "url", "body"),
    [
        ("POST", "https://padan.example/v1/partner/vacancies", b'{"identifier":"1"}\n'),
        ("GET", "https://padan.example/v1/partner/receipts/rct_1?limit=100", b""),
    ],
)
def test_the_signing_example_is_accepted(method, url, body):
    code = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(code) == 1
    names: dict[str, Any] = {}
    exec(code[0], names)  # noqa: S102 - the guide is ours
    private, public = generate_ed25519()
    headers = names["signed_headers"](method, url, body, "application/x-ndjson", "key_1", private)
    key = PartnerKey(key_id="key_1", partner_id="par_1", algorithm=Algorithm.ED25519, public=public)
    request = SignedRequest(method=method, url=url, headers=headers, body=body)
    assert verify(request, lambda key_id: key if key_id == "key_1" else None, EveryNonce()).partner_id == "par_1"
