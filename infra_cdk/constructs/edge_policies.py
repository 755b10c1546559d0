"""What the edge adds to answers, what it keeps, and what it asks the interface with."""

from collections.abc import Mapping

from aws_cdk import Duration
from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

from infra_cdk.deployment import Deployment, Place

_HSTS_SECONDS = 63_072_000
"""Two years."""
_PERMISSIONS = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
"""People may look for work near where they are; pages need nothing else of a device."""

_NOTHING = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'"}
DOCS_CONTENT = _NOTHING | {"style-src": "'unsafe-inline'"}
"""The console has its style in the page, and nothing that could run."""
API_CONTENT = _NOTHING
"""Answers of the interface are data; none is to be shown as a page."""


def page_content(deployment: Deployment) -> dict[str, str]:
    """Return what the pages may load: their own files, the interface, and people's own documents for up and down."""
    places = [place for place in (deployment.home, deployment.recovery_place) if place.holds_personal_data]
    return _NOTHING | {
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": " ".join(["'self'", *(_documents(place) for place in places)]),
        "form-action": "'self'",
    }


def content_policy(directives: Mapping[str, str]) -> str:
    """Return the directives as a header has them."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def answer_headers(
    scope: Construct, name: str, deployment: Deployment, directives: Mapping[str, str]
) -> cloudfront.ResponseHeadersPolicy:
    """Make the policy ``name`` that every answer of a kind goes by."""
    headers = cloudfront.ResponseSecurityHeadersBehavior(
        content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
            content_security_policy=content_policy(directives), override=True
        ),
        content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
        frame_options=cloudfront.ResponseHeadersFrameOptions(
            frame_option=cloudfront.HeadersFrameOption.DENY, override=True
        ),
        referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
            referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN, override=True
        ),
        strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
            access_control_max_age=Duration.seconds(_HSTS_SECONDS), include_subdomains=True, override=True
        ),
    )
    permissions = cloudfront.ResponseCustomHeader(header="Permissions-Policy", value=_PERMISSIONS, override=True)
    return cloudfront.ResponseHeadersPolicy(
        scope,
        f"{name.capitalize()}Headers",
        response_headers_policy_name=f"{deployment.prefix}{name}",
        security_headers_behavior=headers,
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(custom_headers=[permissions]),
    )


def interface_caching(scope: Construct, deployment: Deployment) -> cloudfront.CachePolicy:
    """Keep an answer only for as long as it says itself, apart for each query, language, kind and bearer."""
    return cloudfront.CachePolicy(
        scope,
        "InterfaceCaching",
        cache_policy_name=f"{deployment.prefix}interface",
        comment="As long as Cache-Control says; not at all without it",
        min_ttl=Duration.seconds(0),
        default_ttl=Duration.seconds(0),
        max_ttl=Duration.days(1),
        query_string_behavior=cloudfront.CacheQueryStringBehavior.all(),
        header_behavior=cloudfront.CacheHeaderBehavior.allow_list("Accept", "Accept-Language", "Authorization"),
        cookie_behavior=cloudfront.CacheCookieBehavior.none(),
        enable_accept_encoding_brotli=True,
        enable_accept_encoding_gzip=True,
    )


def _documents(place: Place) -> str:
    return f"https://s3.{place.region}.amazonaws.com/{place.bucket('documents')}/"
