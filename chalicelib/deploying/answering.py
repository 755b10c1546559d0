"""Answers CloudFormation: once, whatever happened, and before the function's own time is over."""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from chalicelib.deploying.model import NotDone, ResourceAnswer, ResourceRequest
from chalicelib.observability import logger

T = TypeVar("T")
Data = Mapping[str, str]
Work = Callable[[ResourceRequest, float], Data]
"""What is to be done, by a moment of `time.monotonic`; returns the attributes of the resource."""
Send = Callable[[str, bytes], None]

RESERVED_SECONDS = 15.0
"""Kept of the function's time for the answer itself."""
_PAUSE_SECONDS = 5.0
_LONGEST_REASON = 1_000
"""An answer may have 4,096 bytes; a reason has mostly ASCII."""
_SENT_SECONDS = 4.0


def answer(event: Mapping[str, Any], work: Work, seconds: float, send: Send | None = None) -> ResourceAnswer:
    """Do what ``event`` asks within ``seconds`` and tell CloudFormation how it went.

    A deletion does nothing: what was prepared belongs to the data and outlives the stack. Raises when the event is not
    CloudFormation's, or the answer does not arrive: then the stack waits until its own time-out.
    """
    request = msgspec.convert(event, ResourceRequest)
    done = _done(request, work, time.monotonic() + seconds - RESERVED_SECONDS)
    (send or put)(request.response_url, msgspec.json.encode(done))
    return done


def until(
    deadline: float,
    attempt: Callable[[], T],
    passing: type[Exception],
    pause: Callable[[float], None] = time.sleep,
) -> T:
    """Return what ``attempt`` returns, trying again after an error that is ``passing``; raises the last of them."""
    while True:
        try:
            return attempt()
        except passing:
            if time.monotonic() + _PAUSE_SECONDS > deadline:
                raise
            pause(_PAUSE_SECONDS)


def put(url: str, body: bytes) -> None:
    """Put ``body`` at the signed ``url``, which was signed without a media type."""
    import urllib3

    retries = urllib3.Retry(total=2, allowed_methods=None, status_forcelist=(500, 502, 503, 504), backoff_factor=0.3)
    answered = urllib3.request(
        "PUT", url, body=body, headers={"content-type": ""}, timeout=_SENT_SECONDS, retries=retries
    )
    if answered.status >= 400:
        raise RuntimeError(f"CloudFormation's bucket answered {answered.status}")


def _done(request: ResourceRequest, work: Work, deadline: float) -> ResourceAnswer:
    if request.request_type == "Delete":
        return _answer(request, "SUCCESS", "Nothing is removed with the stack.", {})
    try:
        return _answer(request, "SUCCESS", "Done.", work(request, deadline))
    except NotDone as error:
        logger.warning("a custom resource was not done", extra={"reason": str(error)})
        return _answer(request, "FAILED", str(error), {})
    except Exception as error:
        logger.exception("a custom resource failed")
        return _answer(request, "FAILED", f"{type(error).__name__}; the function's log has the rest", {})


def _answer(request: ResourceRequest, status: Any, reason: str, data: Data) -> ResourceAnswer:  # noqa: ANN401
    return ResourceAnswer(
        status=status,
        reason=reason[:_LONGEST_REASON],
        physical_resource_id=request.identifier,
        stack_id=request.stack_id,
        request_id=request.request_id,
        logical_resource_id=request.logical_resource_id,
        data=data,
    )
