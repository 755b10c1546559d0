"""Holds every call that a function makes in any test to that function's policy. A pytest plugin.

A handler that is called in a test runs under its own name; whatever it asks of AWS is evaluated against the policy that
the deployment gives it, and a test in which something was not allowed fails. With ``PADAN_RECORD_CALLS=FILE`` the
actions and resources that were needed are added to ``FILE``, to which `tests.infra.test_functions_tightness` holds the
policies from the other side.
"""

import contextvars
import functools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient
from chalice.app import Chalice, EventSourceHandler

from infra_cdk.deployment import Deployment, read_deployment
from infra_cdk.functions.policies import statements
from infra_cdk.functions.specs import API, FUNCTIONS
from infra_cdk.functions.statements import Statement
from infra_cdk.functions.surroundings import Arns
from tests.aws_calls import Need, needs
from tests.iam import allowed
from tests.infra.functions_stack import around

RECORD = "PADAN_RECORD_CALLS"
PILOT = Path(__file__).parent.parent / "infra_cdk" / "deployments" / "pilot.toml"

_function: contextvars.ContextVar[str | None] = contextvars.ContextVar("function", default=None)
_refused: list[str] = []
_observed: set[tuple[str, str, str]] = set()


def arns_of(deployment: Deployment) -> Arns:
    """The home place, with names in place of what only a deployment knows."""
    return Arns(place=deployment.home, around=around(deployment.home))


@functools.cache
def arns() -> Arns:
    """Those of the example deployment."""
    return arns_of(read_deployment(PILOT))


@functools.cache
def policy_of(function: str) -> tuple[Statement, ...]:
    """The policy of a function in the example deployment."""
    (spec,) = (each for each in FUNCTIONS if each.name == function)
    return statements(spec, arns(), networked=True)


def as_function(name: str, run: Callable[[], Any]) -> Any:
    """Call ``run`` as the function ``name`` would."""
    token = _function.set(name)
    try:
        return run()
    finally:
        _function.reset(token)


def short(resource: str) -> str:
    """A resource's ARN without account, region and prefix, which are the same for all."""
    place = arns().place
    plain = resource.split(":", 5)[-1]
    return plain.replace(place.deployment.prefix, "").replace(f"-{place.deployment.account}-{place.region}", "")


@pytest.fixture(autouse=True)
def held_to_policies() -> Iterator[None]:
    """Fail a test in which a function did what its policy does not allow."""
    _refused.clear()
    yield
    refused, _refused[:] = tuple(_refused), []
    assert not refused, "\n".join(("a policy in infra_cdk/functions/specs does not allow what was done:", *refused))


def pytest_configure() -> None:
    """Listen to AWS's clients and to Chalice's handlers."""
    _wrap(BaseClient, "_make_api_call", _listening)
    _wrap(Chalice, "__call__", functools.partial(_named, lambda app: API if app is _app() else None))
    _wrap(EventSourceHandler, "__call__", functools.partial(_named, lambda handler: _names().get(_path(handler.func))))


def pytest_sessionfinish() -> None:
    """Add what was observed to the record, when one is asked for."""
    file = os.environ.get(RECORD)
    if file and _observed:
        path = Path(file)
        known = set(path.read_text().splitlines()) if path.exists() else set()
        path.write_text("".join(f"{line}\n" for line in sorted(known | {"\t".join(each) for each in _observed})))


def _wrap(kind: Any, name: str, wrapper: Callable[..., Any]) -> None:
    original = getattr(kind, name)

    @functools.wraps(original)
    def replaced(self: Any, *given: Any) -> Any:
        return wrapper(original, self, *given)

    setattr(kind, name, replaced)


def _listening(original: Callable[..., Any], client: Any, operation: str, parameters: Any) -> Any:
    function = _function.get()
    if function is not None:
        _judge(function, client.meta.service_model.service_name, operation, parameters)
    return original(client, operation, parameters)


def _named(name_of: Callable[[Any], str | None], original: Callable[..., Any], handler: Any, *given: Any) -> Any:
    name = name_of(handler)
    return as_function(name, lambda: original(handler, *given)) if name else original(handler, *given)


def _judge(function: str, service: str, operation: str, parameters: Any) -> None:
    try:
        found = list(needs(arns(), service, operation, parameters))
    except LookupError as error:
        _refused.append(f"{function}: {service} {operation}: {error}")
        return
    for need in found:
        _observed.add((function, need.action, _plain(need)))
        if not _permitted(function, need):
            _refused.append(f"{function}: {need.action} on {need.resource}")


@functools.cache
def _permitted(function: str, need: Need) -> bool:
    return allowed(policy_of(function), need.action, need.resource, dict(need.context))


def _plain(need: Need) -> str:
    """The resource in short, without what differs from call to call: the keys of objects, the numbers of phones."""
    if need.action == "sns:Publish":
        return "*"
    found = short(need.resource)
    return found.partition("/")[0] + "/*" if need.action.startswith("s3:") and "/" in found else found


@functools.cache
def _app() -> Chalice:
    import app

    return app.app


@functools.cache
def _names() -> dict[str, str]:
    """What Chalice calls the functions that are not the interface, by where they are written."""
    declared = (*_app().event_sources, *_app().pure_lambda_functions)
    return {each.handler_string: each.name for each in declared}


def _path(function: Any) -> str:
    written = getattr(function, "_original_func", function)
    return f"{written.__module__}.{written.__name__}"
