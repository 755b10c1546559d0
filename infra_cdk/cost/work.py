"""What work uses: functions, queues, schedules, the interface, messages."""

from collections.abc import Iterator

from infra_cdk.cost.load import SECONDS, Load
from infra_cdk.cost.prices import PriceError
from infra_cdk.cost.use import Use, runs, serves
from infra_cdk.data.classification import TABLES
from infra_cdk.properties.resource import Resource, each
from infra_cdk.properties.world import World

_MILLION = 1e6
_MAPPING, _FUNCTION = "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Function"
_POLLS_A_MINUTE = 3 * 5
"""Long polls of a queue that nobody writes to: Lambda keeps five pollers that wait up to twenty seconds."""


def function(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """Invocations and the memory that they hold: of people, of queues and streams, of schedules."""
    share = serves(resource, world)
    assumed = load.assumptions
    answered = load.requests * share if _answers(resource, world) else 0.0
    batches = sum(_batches(mapping, world, load) for mapping in _mappings(resource, world))
    scheduled = sum(runs(str(rule.get("ScheduleExpression"))) for rule in _schedules(resource, world))
    gigabytes = float(resource.get("MemorySize") or 128) / 1024
    worked = (
        answered * assumed.api_milliseconds + batches * assumed.worker_milliseconds
    ) / 1e3 + scheduled * assumed.schedule_seconds
    processor = _processor(resource)
    yield Use("lambda.requests", (answered + batches + scheduled) / _MILLION)
    yield Use(f"lambda.{processor}", worked * gigabytes)


def _processor(resource: Resource) -> str:
    return str(each(resource.get("Architectures") or "x86_64")[0])


def alias(resource: Resource, world: World, _: Load) -> Iterator[Use]:
    """Instances that are kept initialised are paid for all month."""
    kept = float(resource.get("ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions") or 0)
    for target in world.targets(resource.stack, resource.get("FunctionName")):
        if kept and target.kind == _FUNCTION:
            gigabytes = float(target.get("MemorySize") or 128) / 1024
            yield Use(f"lambda.warm.{_processor(target)}", kept * gigabytes * SECONDS)


_PEOPLE_A_PART, _SECONDS_A_PERSON, _GIGABYTES_A_PART = 4_000, 0.004, 2.0
"""Of the nightly matching: twice the processor time that ``python -m bench.batch`` measures for a person."""


def machine(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """The nightly matching: three transitions for each part and some around them, and the functions' work."""
    share = serves(resource, world)
    nights = runs("rate(1 day)") * share
    yield Use("states.transitions", nights * (3 * load.people / _PEOPLE_A_PART + 5) / 1e3)
    yield Use(f"lambda.{world.deployment.architecture}", nights * load.people * _SECONDS_A_PERSON * _GIGABYTES_A_PART)


def _behind(world: World, resource: Resource, value: object) -> set[Resource]:
    """Return the functions that a value means, through their aliases too."""
    found = world.targets(resource.stack, value)
    return {one for one in found if one.kind == _FUNCTION} | {
        function
        for alias in found
        if alias.kind == "AWS::Lambda::Alias"
        for function in world.targets(alias.stack, alias.get("FunctionName"))
    }


def _answers(resource: Resource, world: World) -> bool:
    """Whether API Gateway may call a function."""
    return any(
        resource in _behind(world, permission, permission.get("FunctionName"))
        for permission in world.of("AWS::Lambda::Permission")
        if permission.get("Principal") == "apigateway.amazonaws.com"
    )


def _mappings(resource: Resource, world: World) -> list[Resource]:
    return [one for one in world.of(_MAPPING) if resource in _behind(world, one, one.get("FunctionName"))]


def _schedules(resource: Resource, world: World) -> list[Resource]:
    return [
        rule
        for rule in world.of("AWS::Events::Rule")
        if rule.get("ScheduleExpression") and rule.get("State") != "DISABLED"
        if any(resource in _behind(world, rule, target.get("Arn")) for target in each(rule.get("Targets")))
    ]


def _batches(mapping: Resource, world: World, load: Load) -> float:
    if mapping.get("Enabled") is False:
        return 0.0
    size = min(load.assumptions.batch, float(mapping.get("BatchSize") or load.assumptions.batch))
    return _records(mapping, world, load) / size


def _records(mapping: Resource, world: World, load: Load) -> float:
    """Return what a mapping reads in a month: changes, which reach every replica, or messages, which do not."""
    for source in world.targets(mapping.stack, mapping.get("EventSourceArn")):
        if source.kind == "AWS::SQS::Queue":
            return messages(source, world, load) * serves(source, world)
        if source.kind == "AWS::DynamoDB::GlobalTable":
            return _changes(str(source.get("TableName")).removeprefix(world.deployment.prefix), load)
        if source.kind == "Custom::ReplicaStreams":
            return max(_changes(name, load) for name in each(source.get("Tables")))
    raise PriceError(f"{mapping.where} reads something that is neither a table nor a queue of the deployment")


def _changes(table: str, load: Load) -> float:
    kind = TABLES[table]
    return load.writes[kind] / sum(1 for other in TABLES.values() if other is kind)


_FILES_TO_PUSHES = 20
"""So many times more vacancies come from portals than in employers' own files."""


def messages(queue: Resource, world: World, load: Load) -> float:
    """Return messages a month of a queue; raises `PriceError` for one that the load does not know."""
    name = str(queue.get("QueueName")).removeprefix(world.deployment.prefix)
    known = {
        "partner-items": load.items,
        # Employers' files: a message carries twenty rows, and short files are worked on without one.
        "uploaded-rows": load.items / _FILES_TO_PUSHES,
        "notifications": load.mails + load.texts,
        "documents": load.uploads,
        # At most: what is pushed again unchanged is not compared again, and a message carries many vacancies.
        "duplicates": load.items,
        # At most: a message names up to 25 vacancies, or 25 people of those who get a message.
        "alerts": load.items,
        "alerts-due": load.mails + load.texts,
    }
    if name.endswith(("-dead", "-failures")) or "dead" in name:
        return 0.0
    if name not in known:
        raise PriceError(f"say in infra_cdk/cost/work.py how many messages a month {name} takes")
    return known[name]


def queue(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """A message is sent, received and deleted; who waits for messages asks on even when there are none."""
    sent = messages(resource, world, load) * serves(resource, world)
    read = any(
        resource in world.targets(mapping.stack, mapping.get("EventSourceArn")) and mapping.get("Enabled") is not False
        for mapping in world.of(_MAPPING)
    )
    polls = _POLLS_A_MINUTE * SECONDS / 60 if read else 0.0
    yield Use("sqs.requests", (sent + 2 * sent / load.assumptions.batch + polls) / _MILLION)


def stage(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """Requests, what they are answered, the share that is traced, and the figures that the code behind it counts."""
    share = serves(resource, world)
    yield Use("apigateway.requests", load.requests * share / _MILLION)
    yield Use("transfer.out", load.answered * share)
    yield Use("cloudwatch.metrics", load.assumptions.own_metrics * share)
    if resource.get("TracingEnabled"):
        yield Use("xray.traces", load.requests * share * world.deployment.capacity.traced / _MILLION)


def log_group(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """What is written is shared out among the groups of the active region; it is kept for the group's days."""
    peers = sum(1 for other in world.of("AWS::Logs::LogGroup") if other.stack.region == resource.stack.region)
    written = load.requests * load.assumptions.kilobytes_logged / 1e6 / peers * serves(resource, world)
    months = float(resource.get("RetentionInDays") or 365) / 30.4
    yield Use("logs.ingested", written)
    yield Use("logs.stored", written * months * 0.15)


def mail(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """The identity that mails are sent from; text messages have no resource and are counted here."""
    share = serves(resource, world)
    yield Use("ses.messages", load.mails * share / 1e3)
    yield Use("sms.messages", load.texts * share)


def topic(_: Resource, __: World, ___: Load) -> Iterator[Use]:
    """Alarms and findings: a few hundred a month."""
    yield Use("sns.publishes", 500 / _MILLION)


def rule(resource: Resource, _: World, __: Load) -> Iterator[Use]:
    """Schedules and events of AWS itself are free; what they call is not. Counted as one event of ours a run."""
    expression = resource.get("ScheduleExpression")
    yield Use("events.events", (runs(str(expression)) if expression else 0.0) / _MILLION)
