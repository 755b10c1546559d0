"""What the edge does with errors, and what it measures of every call."""

import contextlib
import time
from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError
from chalice.app import Response

from chalicelib.errors import PadanError, Unavailable
from chalicelib.observability import correlated, logger, measure, traced
from functions.calls import Call
from functions.problems import problem_response


@contextlib.contextmanager
def observed(operation: str, path: str, call: Call) -> Iterator[None]:
    """Carry the correlation id and measure the operation's duration."""
    started = time.perf_counter()
    with correlated(call.correlation_id), traced(operation):
        try:
            yield
        finally:
            spent = (time.perf_counter() - started) * 1000
            measure("Latency", spent, "Milliseconds", operation=operation)
            logger.debug("served", extra={"operation": operation, "path": path, "milliseconds": round(spent, 1)})


def refused(error: PadanError, call: Call) -> Response:
    """Answer an error that the caller can understand."""
    if error.status >= 500:
        logger.warning("unavailable", extra={"problem": error.slug, "cause": repr(error.__cause__)})
    return problem_response(error, call.request_id, call.language)


def failed(error: Exception, call: Call) -> Response:
    """Answer an error that nobody foresaw, or a dependency that does not answer; details stay in the log."""
    from pynamodb.exceptions import PynamoDBException

    if isinstance(error, BotoCoreError | ClientError | PynamoDBException):
        logger.exception("a dependency failed")
        return problem_response(Unavailable(), call.request_id, call.language)
    logger.exception("unforeseen failure")
    return problem_response(PadanError(), call.request_id, call.language)
