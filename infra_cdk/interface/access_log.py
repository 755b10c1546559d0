"""What is logged of each request: its route and how it went.

No address, no path, no query string and no token: those are personal data or lead to them. Routes have placeholders
where paths have identifiers.
"""

import json

FIELDS: dict[str, str] = {
    "request": "$context.requestId",
    "trace": "$context.xrayTraceId",
    "at": "$context.requestTimeEpoch",
    "host": "$context.domainName",
    "method": "$context.httpMethod",
    "route": "$context.resourcePath",
    "protocol": "$context.protocol",
    "status": "$context.status",
    "latency": "$context.responseLatency",
    "integration_latency": "$context.integrationLatency",
    "integration_status": "$context.integration.status",
    "length": "$context.responseLength",
    "refusal": "$context.error.responseType",
    "firewall": "$context.waf.status",
}


FIGURES = ("at", "status", "latency", "length")
"""Fields that every request has as a number; the others may be ``-``, which no JSON number is."""


def log_format() -> str:
    """Return the format of a line: JSON, whose figures are numbers."""
    line = json.dumps(FIELDS)
    for field in FIGURES:
        line = line.replace(f'"{FIELDS[field]}"', FIELDS[field])
    return line
