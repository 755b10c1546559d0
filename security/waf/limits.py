"""Sizes that the firewall holds callers to. Each is the application's own; tests/security/waf compare the two."""

LARGEST_BODY = 5 * 1024 * 1024
"""Bytes of any body (`functions.reading`), and of a partner's push (`chalicelib.partners.payload`)."""

LARGEST_CREDENTIALS = 16 * 1024
"""Bytes of a body that signs in or asks for a code (`functions.sessions`); all of it can be inspected."""

LONGEST_URL = 10_240
"""Bytes of path and query together that API Gateway takes (`local.http.requests`)."""

LONGEST_PATH = 7_400
"""Bytes of a path: two parameters of 300 characters, each at most twelve bytes when it is percent-encoded."""

LONGEST_AUTHORIZATION = len("Bearer ") + 8_192
"""Bytes of an ``Authorization`` header (`security.identity`)."""

LONGEST_SIGNATURE = 4_096
"""Bytes of a ``Signature`` or ``Signature-Input`` header (`security.signature_input`)."""

INSPECTED_BODY = 16 * 1024
"""Bytes of a body that AWS WAF looks at, of API Gateway and CloudFront, unless more is paid for."""
