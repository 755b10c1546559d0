"""Reads a command line of AWS's tool against the service models, and does it with boto3.

The tool itself is not needed: a command of a runbook is checked, and played, by what it means. Understood are options
with texts, numbers, lists and JSON, flags, waiters, ``--region``, and ``--query``.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

Clients = Callable[[str, str], Any]
_OURS = ("region", "query", "output", "max-items")


class UnknownCommandError(ValueError):
    """AWS's tool would refuse a command; the message says why."""


class AwsCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A command that was understood: what is called with which parameters, in which region (empty: the home region).

    ``waits``: the operation is a waiter. ``query``: JMESPath of what is wanted of the answer.
    """

    service: str
    operation: str
    parameters: dict[str, Any]
    region: str = ""
    waits: bool = False
    query: str = ""


def understood(words: Sequence[str]) -> AwsCommand:
    """Return what the words after ``aws`` mean; raises `UnknownCommandError`."""
    service, operation, *rest = words
    waits = operation == "wait"
    if waits:
        operation, *rest = rest
    model = _model(service)
    told = _options(rest)
    shape = _waited(service, operation, model) if waits else _called(service, operation, model)
    parameters = dict(_parameter(name, values, shape) for name, values in told.items() if name not in _OURS)
    missing = set(shape.required_members) - set(parameters)
    if missing:
        raise UnknownCommandError(f"aws {service} {operation} needs {', '.join(sorted(missing))}")
    ours = {name: " ".join(told.get(name, [])) for name in ("region", "query")}
    return AwsCommand(
        service=_name(service), operation=operation.replace("-", "_"), parameters=parameters, waits=waits, **ours
    )


def play(command: AwsCommand, clients: Clients, home: str) -> Any:  # noqa: ANN401 - whatever is asked for
    """Do it and return the answer, or what its query picks from it."""
    client = clients(command.service, command.region or home)
    if command.waits:
        return client.get_waiter(command.operation).wait(**command.parameters, WaiterConfig={"Delay": 1})
    answer = _everything(client, command)
    if not command.query:
        return answer
    import jmespath  # type: ignore[import-untyped]  # botocore's own query language, untyped

    found = jmespath.search(command.query, answer)
    return " ".join(str(each) for each in found) if isinstance(found, list) else found


def _everything(client: Any, command: AwsCommand) -> Any:  # noqa: ANN401
    """Return all pages as one, as the tool does."""
    if not client.can_paginate(command.operation):
        return getattr(client, command.operation)(**command.parameters)
    return client.get_paginator(command.operation).paginate(**command.parameters).build_full_result()


def _name(service: str) -> str:
    return {"s3api": "s3", "deploy": "codedeploy"}.get(service, service)


def _model(service: str) -> Any:  # noqa: ANN401 - botocore is untyped
    from botocore.exceptions import UnknownServiceError
    from botocore.session import get_session

    try:
        return get_session().get_service_model(_name(service))
    except UnknownServiceError as error:
        raise UnknownCommandError(f"aws knows no service {service}") from error


def _called(service: str, operation: str, model: Any) -> Any:  # noqa: ANN401
    from botocore import xform_name

    names = {xform_name(name, "-"): name for name in model.operation_names}
    if operation not in names:
        raise UnknownCommandError(f"aws {service} has no {operation}")
    return model.operation_model(names[operation]).input_shape


def _waited(service: str, waiter: str, model: Any) -> Any:  # noqa: ANN401
    from botocore import xform_name
    from botocore.session import get_session

    waiters = get_session().get_waiter_model(_name(service)).waiter_names
    found = {xform_name(name, "-"): name for name in waiters}
    if waiter not in found:
        raise UnknownCommandError(f"aws {service} wait has no {waiter}")
    config = get_session().get_waiter_model(_name(service)).get_waiter(found[waiter])
    return model.operation_model(config.operation).input_shape


def _options(words: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for word in words:
        if word.startswith("--"):
            name, _, value = word[2:].partition("=")
            found[name] = [value] if value else []
        elif not name:
            raise UnknownCommandError(f"{word!r} belongs to no option")
        else:
            found[name].append(word)
    return found


def _parameter(name: str, values: Sequence[str], shape: Any) -> tuple[str, Any]:  # noqa: ANN401
    from botocore import xform_name

    members = {xform_name(member, "-"): member for member in (shape.members if shape is not None else {})}
    no = name.startswith("no-") and name not in members
    member = members.get(name.removeprefix("no-") if no else name)
    if member is None:
        raise UnknownCommandError(f"--{name} is no option of this command; there are {', '.join(sorted(members))}")
    kind = shape.members[member]
    if not values and kind.type_name != "boolean":
        raise UnknownCommandError(f"--{name} needs a value")
    return member, _value(name, values, kind, negated=no)


def _value(name: str, values: Sequence[str], kind: Any, *, negated: bool) -> Any:  # noqa: ANN401
    if kind.type_name == "boolean":
        return not negated
    if kind.type_name in ("integer", "long"):
        return int(values[0])
    if kind.type_name in ("structure", "map") or (kind.type_name == "list" and values[0].startswith(("[", "{"))):
        try:
            return json.loads(" ".join(values))
        except ValueError as error:
            raise UnknownCommandError(f"--{name} is not JSON: {error}") from error
    return list(values) if kind.type_name == "list" else " ".join(values)
