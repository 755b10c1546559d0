"""Redaction of personal data for code outside the leaves; the rules themselves are in `chalicelib.redaction`."""

from chalicelib.redaction import redact, redacted, redacted_json

__all__ = ["redact", "redacted", "redacted_json"]
