"""Alarms of every function: errors, throttles, runs that stay away, and room for more at once."""

from collections.abc import Iterator

from infra_cdk.monitoring.declared import API, Function, Kind
from infra_cdk.monitoring.model import Alarm, Comparison, Metric, Missing, Severity
from infra_cdk.monitoring.watched import Watched

ALIAS = "live"
"""The alias that traffic goes to; a delivery moves it."""

_NAMESPACE = "AWS/Lambda"
_FULL = 80
"""Per cent of a limit at which there is still time to raise it."""


def alarms(watched: Watched) -> Iterator[Alarm]:
    """Errors and throttles of every function; those of the alias that a delivery moves; runs of schedules."""
    for function in watched.functions:
        yield _errors(watched, function)
        yield _throttles(watched, function)
        if function.kind is not Kind.DEPLOYMENT:
            yield _errors_live(watched, function)
        if function.kind is Kind.SCHEDULE and watched.place.is_active:
            yield _missed(watched, function)
    yield _api_concurrency(watched)
    yield _account_concurrency()


def errors_live(function: str) -> str:
    """Logical name of the alarm that rolls a delivery of ``function`` back."""
    return f"{function}-errors-{ALIAS}"


def function_metric(watched: Watched, function: str, name: str, statistic: str, id: str = "value") -> Metric:
    """Return a metric of a function over all its versions."""
    dimensions = (("FunctionName", watched.function_names[function]),)
    return Metric(id=id, namespace=_NAMESPACE, name=name, statistic=statistic, dimensions=dimensions)


def _errors(watched: Watched, function: Function) -> Alarm:
    return Alarm(
        name=f"{function.name}-errors",
        runbook="function-errors",
        meaning=f"{function.name} failed in two of three windows of five minutes.",
        severity=Severity.TICKET,
        metrics=(function_metric(watched, function.name, "Errors", "Sum"),),
        windows=3,
        breaches=1 if function.every > 900 else 2,
    )


def _throttles(watched: Watched, function: Function) -> Alarm:
    return Alarm(
        name=f"{function.name}-throttles",
        runbook="function-throttles",
        meaning=f"{function.name} was refused to run for want of concurrency.",
        severity=Severity.TICKET,
        metrics=(function_metric(watched, function.name, "Throttles", "Sum"),),
        windows=3,
        breaches=2,
    )


def _errors_live(watched: Watched, function: Function) -> Alarm:
    """Quick and sharp: a delivery that shifts traffic watches it for some minutes alone."""
    name = watched.function_names[function.name]
    dimensions = (("FunctionName", name), ("Resource", f"{name}:{ALIAS}"))
    return Alarm(
        name=errors_live(function.name),
        runbook="delivery",
        meaning=f"{function.name} failed under the alias {ALIAS}: a delivery under way is rolled back.",
        severity=Severity.SIGNAL,
        metrics=(Metric(namespace=_NAMESPACE, name="Errors", statistic="Sum", dimensions=dimensions),),
        period=60,
        windows=2,
        breaches=1,
    )


def _missed(watched: Watched, function: Function) -> Alarm:
    return Alarm(
        name=f"{function.name}-missed",
        runbook="schedule-missed",
        meaning=f"{function.name} did not run, though it is due every {function.every // 60} minutes.",
        severity=Severity.TICKET,
        metrics=(function_metric(watched, function.name, "Invocations", "Sum"),),
        comparison=Comparison.BELOW,
        period=max(function.every, 900),
        windows=2,
        breaches=2,
        missing=Missing.ALARMING,
    )


def _api_concurrency(watched: Watched) -> Alarm:
    limit = watched.place.deployment.capacity.api_concurrency
    return Alarm(
        name="api-concurrency",
        runbook="concurrency",
        meaning=f"The interface uses {_FULL} % of the {limit} functions at once that are reserved for it.",
        severity=Severity.TICKET,
        metrics=(function_metric(watched, API, "ConcurrentExecutions", "Maximum"),),
        threshold=limit * _FULL / 100,
        period=60,
        windows=5,
        breaches=3,
    )


def _account_concurrency() -> Alarm:
    dimensions = (("Class", "None"), ("Resource", "ConcurrentExecutions"), ("Service", "Lambda"), ("Type", "Resource"))
    used = Metric(id="used", namespace="AWS/Usage", name="ResourceCount", statistic="Maximum", dimensions=dimensions)
    return Alarm(
        name="account-concurrency",
        runbook="concurrency",
        meaning=f"All functions of the account together use {_FULL} % of its limit in this region.",
        severity=Severity.TICKET,
        metrics=(used,),
        expression="used / SERVICE_QUOTA(used) * 100",
        threshold=_FULL,
        windows=3,
        breaches=2,
    )
