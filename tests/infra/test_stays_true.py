"""What the app declares and what the deployment provides are the same, in both directions.

Whoever adds a function, a setting, a table, a queue or a schedule adds it to `infra_cdk` in the same change; the
message of a failing test names what is missing and where.
"""

import ast
from pathlib import Path

import msgspec
import pytest
from chalice.app import DynamoDBEventConfig, ScheduledEventConfig, SQSEventConfig

import app as root
from chalicelib import settings
from chalicelib.linkage.ports import Port
from chalicelib.resources import QUEUES, STREAM_FAILURES
from chalicelib.tables import all_tables
from infra_cdk.data.classification import TABLES
from infra_cdk.deployment.model import Register
from infra_cdk.functions.sources import QueueSource, ScheduleSource, StreamSource
from infra_cdk.functions.specs import API, FUNCTIONS
from tests.infra.functions_stack import functions, template

HOUSE = Path(__file__).parents[2]
RUN_TIME = ("app.py", "functions", "chalicelib", "search", "security")
SPECS = {each.name: each for each in FUNCTIONS}
DECLARED = {each.name: each for each in (*root.app.event_sources, *root.app.pure_lambda_functions)}
SOURCES = {DynamoDBEventConfig: StreamSource, ScheduledEventConfig: ScheduleSource, SQSEventConfig: QueueSource}

LEFT_TO_DEFAULTS = {
    "PADAN_LIMITS_TIMES": "of one machine, on which all callers have the same address; deployments keep to the limits",
    "PADAN_AUDIT_TRUSTED_KEYS": "named where the audit is verified, by whoever knows of an older key; no function does",
    "PADAN_LOG_LEVEL": "an operator raises it for a while by hand",
    "PADAN_FEEDS_LOOPBACK": "of development: no deployment fetches from its own machine",
    "PADAN_SEARCH_FOLDER": "of the embedded index, which no deployment has",
    "PADAN_STREAM_REGION": "stands in what Chalice declares; the stack puts the real stream there",
    "PADAN_STREAM_ACCOUNT": "stands in what Chalice declares; the stack puts the real stream there",
    "PADAN_STREAM_LABEL": "stands in what Chalice declares; the stack puts the real stream there",
}


def differ(found, wanted, *, missing, extra):
    """Say what is in one set alone."""
    assert not wanted - found, f"{missing}: {sorted(wanted - found)}"
    assert not found - wanted, f"{extra}: {sorted(found - wanted)}"


def test_every_handler_is_specified_and_every_specification_is_of_a_handler():
    differ(
        set(SPECS),
        {*DECLARED, API},
        missing="declared with Chalice and not in infra_cdk/functions/specs",
        extra="in infra_cdk/functions/specs and declared nowhere",
    )


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_what_calls_a_function_is_what_chalice_declares(name):
    declared, source = DECLARED[name], SPECS[name].source
    assert type(source) is SOURCES.get(type(declared), type(None)), f"{name}: another kind of source is specified"
    if isinstance(source, StreamSource):
        said = (declared.stream_arn.partition("/padan-")[2].partition("/")[0], declared.batch_size)
        assert (source.table, source.batch) == said, f"{name}: table or batch differ from what is specified"
    elif isinstance(source, QueueSource):
        said = (declared.queue.removeprefix("padan-"), declared.batch_size)
        assert (source.queue, source.batch) == said, f"{name}: queue or batch differ from what is specified"
    elif isinstance(source, ScheduleSource):
        expression = declared.schedule_expression
        said = expression if isinstance(expression, str) else expression.to_string()
        assert source.expression == said, f"{name}: the schedule differs from what is specified"


def test_every_setting_that_functions_read_is_provided(varied):
    registers = tuple(Register(port=port, url=f"https://{port}.gov.example/v1") for port in Port)
    provided = functions(template(varied(registers=registers).home))
    wanted = _variables(_models_read()) - set(LEFT_TO_DEFAULTS)
    for name, found in provided.items():
        differ(
            set(found["Environment"]["Variables"]),
            wanted,
            missing=f"read by functions, not given to {name} by infra_cdk/constructs/environment.py",
            extra=f"given to {name} and read by no function",
        )


def test_a_deployment_without_registers_gives_none_an_address(pilot):
    addresses = {f"PADAN_{port.upper()}_URL" for port in Port}
    assert not pilot.registers
    for name, found in functions(template(pilot.home)).items():
        assert not addresses & set(found["Environment"]["Variables"]), name


def test_no_reason_outlives_its_setting():
    assert set(LEFT_TO_DEFAULTS) <= _variables(_models_read())


def test_every_settings_model_is_read_by_some_function():
    models = {name for name, kind in vars(settings).items() if _is_model(kind)}
    assert models == _models_read(), "a model of chalicelib.settings that nothing reads at run time"


def test_every_table_of_a_model_is_made_and_classified(assembly):
    models = {model.Meta.logical_name for model in all_tables()}
    differ(
        _named(assembly, "AWS::DynamoDB::GlobalTable", "TableName"),
        models,
        missing="named by a model and not made by the stacks",
        extra="made by the stacks and named by no model",
    )
    differ(
        set(TABLES),
        models,
        missing="named by a model and in no class of data (infra_cdk/data/classification.py)",
        extra="classified and named by no model",
    )


def test_every_queue_is_made_and_has_its_dead_letters(assembly):
    wanted = {name for queue in QUEUES for name in (queue.name, queue.dead_letter)} | {STREAM_FAILURES.name}
    differ(
        _named(assembly, "AWS::SQS::Queue", "QueueName"),
        wanted,
        missing="in chalicelib/resources.py and not made by the stacks",
        extra="made by the stacks and not in chalicelib/resources.py",
    )


def test_every_queue_has_one_consumer():
    consumed = [each.source.queue for each in FUNCTIONS if isinstance(each.source, QueueSource)]
    assert sorted(consumed) == sorted(queue.name for queue in QUEUES)


def _named(assembly, kind, field):
    """The logical names of the resources of ``kind`` that the home region is given for functions."""
    prefix = "padan-pilot-"
    names = [
        resource["Properties"].get(field, "")
        for stack, _, resource in assembly.resources(kind)
        if stack.startswith("padan-pilot-home-")
    ]
    return {name.removeprefix(prefix) for name in names if isinstance(name, str) and name.startswith(prefix)}


def _models_read():
    """Names of the models that the run-time rooms hand to `chalicelib.settings.read`."""
    files = [file for room in RUN_TIME for file in _python(HOUSE / room)]
    calls = [node for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    read = [call.args[0] for call in calls if _called(call) == "read" and call.args]
    names = {_last(argument) for argument in read}
    return {name for name in names if _is_model(getattr(settings, name, None))}


def _python(place):
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def _called(call):
    return _last(call.func)


def _last(node):
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_model(kind):
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind is not msgspec.Struct


def _variables(models):
    fields = [field.name for name in models for field in msgspec.structs.fields(getattr(settings, name))]
    return {settings.PREFIX + field.upper() for field in fields}
