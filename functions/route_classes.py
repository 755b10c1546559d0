"""Which class each operation is of: how often it may be asked for, and when it is shed.

What is not named here is a reading when it is a GET, and else a writing.
"""

from collections.abc import Mapping

from chalicelib.limits.model import RouteClass

CLASSES: Mapping[tuple[str, str], RouteClass] = {
    ("GET", "/v1/health"): RouteClass.FREE,
    ("GET", "/v1/version"): RouteClass.FREE,
    ("GET", "/v1/suggestions"): RouteClass.SUGGEST,
    ("GET", "/v1/vacancies"): RouteClass.SEARCH,
    ("POST", "/v1/searches"): RouteClass.SEARCH,
    ("GET", "/v1/vacancies/{vacancy_id}/similar"): RouteClass.SEARCH,
    ("GET", "/v1/vacancies/{vacancy_id}/candidates"): RouteClass.SEARCH,
    ("GET", "/v1/people/me/recommendations"): RouteClass.SEARCH,
    ("GET", "/v1/feed/snapshot"): RouteClass.BULK,
    ("GET", "/v1/people/me/export"): RouteClass.BULK,
    ("GET", "/v1/uploads/template.xlsx"): RouteClass.BULK,
    ("GET", "/v1/employers/{employer_id}/uploads/{upload_id}/report.csv"): RouteClass.BULK,
    ("POST", "/v1/employers/{employer_id}/uploads"): RouteClass.BULK,
    ("POST", "/v1/people"): RouteClass.SIGN_IN,
    ("POST", "/v1/sessions"): RouteClass.SIGN_IN,
    ("POST", "/v1/sessions/codes"): RouteClass.SIGN_IN,
    ("POST", "/v1/sessions/refresh"): RouteClass.SIGN_IN,
    ("POST", "/v1/officers/recovery-codes"): RouteClass.SIGN_IN,
    ("PUT", "/v1/people/me/password"): RouteClass.SIGN_IN,
    ("POST", "/v1/people/me/second-factor"): RouteClass.SIGN_IN,
    ("PUT", "/v1/people/me/second-factor"): RouteClass.SIGN_IN,
    ("DELETE", "/v1/people/me/second-factor"): RouteClass.SIGN_IN,
    ("POST", "/v1/partner/vacancies"): RouteClass.PUSH,
    ("POST", "/v1/partner/vacancies/snapshot"): RouteClass.BULK,
    # Somebody waits with a code in hand, or has a right that must not wait.
    ("POST", "/v1/people/me/verifications/{id}/confirm"): RouteClass.VITAL,
    ("PUT", "/v1/people/me/consents"): RouteClass.VITAL,
    ("DELETE", "/v1/people/me/consents/{purpose}"): RouteClass.VITAL,
    ("PUT", "/v1/people/me/restriction"): RouteClass.VITAL,
    ("PUT", "/v1/people/me/objection"): RouteClass.VITAL,
    ("DELETE", "/v1/people/me"): RouteClass.VITAL,
    ("DELETE", "/v1/sessions/current"): RouteClass.VITAL,
    ("DELETE", "/v1/people/me/sessions/{session_id}"): RouteClass.VITAL,
    ("POST", "/v1/alert-stops"): RouteClass.VITAL,
}


def class_of(method: str, path: str) -> RouteClass:
    """Return the class of the operation ``method`` and ``path`` (as it is declared, with its placeholders)."""
    return CLASSES.get((method, path), RouteClass.READ if method in ("GET", "HEAD") else RouteClass.WRITE)
