"""What the edge adds to answers, what it keeps, and what it asks the interface with."""

from collections.abc import Mapping

from aws_cdk import Duration
from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

from infra_cdk.deployment import Deployment, Place
from security import headers
from security.headers import DOCS_CONTENT, HSTS_SECONDS, NOTHING, content_policy

API_CONTENT = NOTHING
"""Answers of the interface are data; few are to be shown as a page, and those say so themselves."""
_OWN_WORD = ("Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy")
"""Of the headers for all answers those that CloudFront has no setting of its own for."""

__all__ = ["API_CONTENT", "DOCS_CONTENT", "answer_headers", "content_policy", "interface_caching", "page_content"]


def page_content(deployment: Deployment) -> dict[str, str]:
    """Return what the pages may load: their own files, the interface, and people's own documents for up and down."""
    places = [place for place in (deployment.home, deployment.recovery_place) if place.holds_personal_data]
    return headers.page_content(_documents(place) for place in places)


def answer_headers(
    scope: Construct, name: str, deployment: Deployment, directives: Mapping[str, str], *, final: bool = True
) -> cloudfront.ResponseHeadersPolicy:
    """Make the policy ``name`` that every answer of a kind goes by.

    Unless it is ``final``, what the answer itself says of contents and of referrers stands: the interface has pages
    behind the links of messages, with a button each.
    """
    secured = cloudfront.ResponseSecurityHeadersBehavior(
        content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
            content_security_policy=content_policy(directives), override=final
        ),
        content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
        frame_options=cloudfront.ResponseHeadersFrameOptions(
            frame_option=cloudfront.HeadersFrameOption.DENY, override=True
        ),
        referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
            referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN, override=final
        ),
        strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
            access_control_max_age=Duration.seconds(HSTS_SECONDS), include_subdomains=True, override=True
        ),
    )
    custom = [
        cloudfront.ResponseCustomHeader(header=header, value=headers.ANYWHERE[header], override=True)
        for header in _OWN_WORD
    ]
    return cloudfront.ResponseHeadersPolicy(
        scope,
        f"{name.capitalize()}Headers",
        response_headers_policy_name=f"{deployment.prefix}{name}",
        security_headers_behavior=secured,
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(custom_headers=custom),
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
