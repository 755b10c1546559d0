"""Every consumer has a place for what it cannot take, bounded retries, and an alarm that tells."""

from functools import lru_cache

from infra_cdk.properties.law import Law
from infra_cdk.properties.resource import Resource, each, reach, walk
from infra_cdk.properties.world import World

QUEUE, FUNCTION, TABLE = "AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::DynamoDB::GlobalTable"
_WAITING, _AGE = "ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"


@lru_cache(maxsize=8)
def watched(world: World) -> frozenset[tuple[str, str, str]]:
    """Return what alarms look at: region, metric, and the value of each dimension in the words of `World.text`."""
    found = set()
    for alarm in world.of("AWS::CloudWatch::Alarm"):
        for metric in walk(alarm.properties):
            for dimension in each(metric.get("Dimensions")) if "MetricName" in metric else ():
                value = world.text(alarm.stack, dimension["Value"])
                found.add((alarm.stack.region, str(metric["MetricName"]), value))
    return frozenset(found)


def _names(resource: Resource, world: World) -> set[str]:
    """How an alarm may call a resource: its physical name, or a reference to it."""
    own = f"{resource.stack.name}/{resource.logical}"
    physical = resource.get("QueueName") or resource.get("FunctionName") or resource.get("Name")
    names = {f"${{{own}}}", f"${{{own}.QueueName}}"}
    return names | ({world.text(resource.stack, physical)} if physical else set())


def _alarmed(metric: str) -> Law:
    def holds(resource: Resource, world: World) -> bool:
        return any((resource.stack.region, metric, name) in watched(world) for name in _names(resource, world))

    return Law(name=f"Alarm{metric}", says=f"has an alarm on {metric}", holds=holds)


def dead_letters(world: World) -> set[Resource]:
    """Return the queues that take what others could not."""
    redriven = {
        target
        for queue in world.of(QUEUE)
        for target in world.targets(queue.stack, queue.get("RedrivePolicy.deadLetterTargetArn"))
    }
    given = {
        target
        for resource in world.of(
            "AWS::Lambda::EventSourceMapping", "AWS::Events::Rule", "AWS::Lambda::EventInvokeConfig", FUNCTION
        )
        for inner in walk(resource.properties)
        for key in ("OnFailure", "DeadLetterConfig")
        if key in inner
        for target in world.targets(resource.stack, inner[key])
    }
    return redriven | {target for target in given if target.kind == QUEUE}


def _redrive_or_last(resource: Resource, world: World) -> bool:
    return bool(resource.get("RedrivePolicy")) or resource in dead_letters(world)


def _alarm_of_its_use(resource: Resource, world: World) -> bool:
    wanted = _WAITING if resource in dead_letters(world) else _AGE
    return any((resource.stack.region, wanted, name) in watched(world) for name in _names(resource, world))


def _source(mapping: Resource, world: World) -> set[str]:
    return {target.kind for target in world.targets(mapping.stack, mapping.get("EventSourceArn"))}


def _bounded(mapping: Resource, world: World) -> bool:
    if QUEUE in _source(mapping, world):
        return True
    retries, age = mapping.get("MaximumRetryAttempts"), mapping.get("MaximumRecordAgeInSeconds")
    return isinstance(retries, int) and retries >= 0 and isinstance(age, int) and age > 0


def _parts(mapping: Resource, _: World) -> bool:
    return "ReportBatchItemFailures" in each(mapping.get("FunctionResponseTypes"))


def _has_dead_letters(mapping: Resource, world: World) -> bool:
    sources = world.targets(mapping.stack, mapping.get("EventSourceArn"))
    queues = {source for source in sources if source.kind == QUEUE}
    if queues:
        return all(queue.get("RedrivePolicy") for queue in queues)
    failures = world.targets(mapping.stack, mapping.get("DestinationConfig.OnFailure.Destination"))
    return any(target.kind == QUEUE for target in failures)


def _mapping_alarm(mapping: Resource, world: World) -> bool:
    functions = world.targets(mapping.stack, mapping.get("FunctionName"))
    wanted = "Errors" if QUEUE in _source(mapping, world) else "IteratorAge"
    return any(
        (function.stack.region, wanted, name) in watched(world)
        for function in _functions(functions, world)
        for name in _names(function, world)
    )


def _functions(found: set[Resource], world: World) -> set[Resource]:
    """Follow aliases and versions to their functions."""
    behind = {
        target
        for one in found
        if one.kind in {"AWS::Lambda::Alias", "AWS::Lambda::Version"}
        for target in world.targets(one.stack, one.get("FunctionName"))
    }
    return {one for one in found | behind if one.kind == FUNCTION}


def _schedule(resource: Resource, world: World) -> bool:
    targets = each(resource.get("Targets")) or [resource.get("Target")]
    return all(
        isinstance(reach(target, "RetryPolicy.MaximumRetryAttempts"), int)
        and any(one.kind == QUEUE for one in world.targets(resource.stack, reach(target, "DeadLetterConfig.Arn")))
        for target in targets
        if _works(resource, target, world)
    )


def _works(resource: Resource, target: object, world: World) -> bool:
    """Whether a target does work that can get lost; a topic hands on at once and keeps what it cannot deliver."""
    kinds = {found.kind for found in world.targets(resource.stack, reach(target, "Arn"))}
    return "AWS::SNS::Topic" not in kinds


def _keeps_failures(resource: Resource, world: World) -> bool:
    failures = world.targets(resource.stack, resource.get("DestinationConfig.OnFailure.Destination"))
    return any(target.kind == QUEUE for target in failures) and isinstance(resource.get("MaximumRetryAttempts"), int)


INVOKE_DEAD_LETTERS = Law(
    name="DeadLetters", says="bounds its retries and sends what fails for good to a queue", holds=_keeps_failures
)
DEAD_LETTERS = Law(
    name="DeadLetters", says="has a queue for what it cannot take, or is the last of its line", holds=_redrive_or_last
)
QUEUE_ALARM = Law(
    name="AlarmQueue", says="has an alarm: on age while worked on, on any message when dead", holds=_alarm_of_its_use
)
MAPPING_DEAD_LETTERS = Law(name="DeadLetters", says="sends what fails for good to a queue", holds=_has_dead_letters)
MAPPING_BOUNDED = Law(name="Bounded", says="bounds its retries and the age of a record", holds=_bounded)
MAPPING_PARTS = Law(name="Parts", says="reports which records of a batch failed", holds=_parts)
MAPPING_ALARM = Law(name="AlarmConsumer", says="has an alarm on its function's lag or errors", holds=_mapping_alarm)
SCHEDULE_DEAD_LETTERS = Law(
    name="DeadLetters", says="bounds its retries and keeps what it could not deliver", holds=_schedule
)
FUNCTION_ALARM = _alarmed("Errors")
THROTTLE_ALARM = _alarmed("Throttles")
CANARY_ALARM = _alarmed("SuccessPercent")
