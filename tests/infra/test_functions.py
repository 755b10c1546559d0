"""What the template says of each function: its own role, log group, size and network, and what calls it where."""

from pathlib import Path

import pytest

from chalicelib.resources import QUEUES
from infra_cdk.constructs.function_parts import UnknownStream, reserved
from infra_cdk.deployment import SIZES, Role
from infra_cdk.functions.sources import QueueSource, ScheduleSource, StreamSource
from infra_cdk.functions.specs import API, FUNCTIONS, Share
from tests.infra.functions_stack import FUNCTION, STREAMED, functions, source, stream, template

NAMES = [each.name for each in FUNCTIONS]
WORKERS = [each for each in FUNCTIONS if each.source is not None]
SCHEDULED = [each for each in WORKERS if isinstance(each.source, ScheduleSource)]
FOLLOWERS = {"index_vacancies", "index_people", "index_searches", "reconcile_indices", "check_searches"}


@pytest.fixture
def home(pilot):
    return template(pilot.home)


def resources(found, kind):
    return {name: each for name, each in found["Resources"].items() if each["Type"] == kind}


def test_every_packaged_function_is_specified(home):
    assert len(resources(home, FUNCTION)) == len(FUNCTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_a_function_stands_in_the_network_and_writes_to_a_group_of_its_own(home, pilot, name):
    found = functions(home)[name]
    assert found["FunctionName"] == f"padan-pilot-{name}"
    assert found["Architectures"] == [pilot.architecture]
    assert found["Tracing"] == "Active"
    assert "aws-chalice" not in found.get("Tags", {})
    assert len(found["VpcConfig"]["SubnetIds"]) == len(pilot.home_zones)
    assert found["KmsKeyArn"]
    group = home["Resources"][found["LoggingConfig"]["LogGroup"]["Ref"]]["Properties"]
    assert group["LogGroupName"] == f"/aws/lambda/padan-pilot-{name}"
    assert group["RetentionInDays"] == pilot.capacity.log_days
    assert group["KmsKeyId"]


def test_no_two_functions_share_a_role_or_a_group(home):
    found = functions(home)
    assert len({str(each["Role"]) for each in found.values()}) == len(FUNCTIONS)
    assert len({str(each["LoggingConfig"]) for each in found.values()}) == len(FUNCTIONS)
    assert "given-by-the-stack" not in str(home), "no function keeps the role that Chalice was told"


def test_no_variable_of_a_function_is_a_secret(home):
    for found in functions(home).values():
        variables = found["Environment"]["Variables"]
        assert variables["PADAN_LOOKUP_SECRET"] == "secretsmanager:padan-pilot-lookup"
        assert variables["PADAN_CURSOR_SECRET"] == "secretsmanager:padan-pilot-cursor"


def test_every_deployment_asks_for_two_proofs(home):
    for found in functions(home).values():
        variables = found["Environment"]["Variables"]
        assert variables["PADAN_SECOND_PROOF"] == variables["PADAN_SECOND_FACTOR"] == "required"


def test_messages_link_to_where_the_pages_are(home, pilot):
    for found in functions(home).values():
        variables = found["Environment"]["Variables"]
        assert variables["PADAN_PAGES_URL"] == f"https://{pilot.domain}"
        assert variables["PADAN_PUBLIC_URL"] == f"https://{pilot.api_domain}"


@pytest.mark.parametrize("size", ["pilot", "national", "worknet"])
def test_a_share_of_the_account_is_kept_for_each_function(varied, size):
    place = varied(size=size, home_zones=("ap-southeast-3a", "ap-southeast-3b", "ap-southeast-3c")).home
    capacity = place.deployment.capacity
    found = functions(template(place))
    assert found[API]["ReservedConcurrentExecutions"] == capacity.api_concurrency
    for each in WORKERS:
        kept = found[each.name]["ReservedConcurrentExecutions"]
        if each.share is Share.ALONE:
            assert kept == 1
        elif isinstance(each.source, QueueSource):
            assert source(found[each.name])["ScalingConfig"]["MaximumConcurrency"] <= kept
        else:
            assert kept >= capacity.worker_concurrency


@pytest.mark.parametrize(("size", "quota"), [("pilot", 1_000), ("national", 2_000), ("worknet", 6_000)])
def test_all_shares_fit_the_quota_that_the_operations_page_asks_for(size, quota):
    """Lambda leaves at least 100 of an account's concurrency to functions that reserve none."""
    assert sum(reserved(each, SIZES[size]) for each in FUNCTIONS) + 100 <= quota
    assert f"{quota:,}" in Path("docs/operations.md").read_text(encoding="utf-8")


def test_the_interface_answers_within_the_patience_of_api_gateway():
    assert next(each for each in FUNCTIONS if each.name == API).timeout <= 29


@pytest.mark.parametrize("queue", QUEUES, ids=lambda queue: queue.name)
def test_a_message_stays_hidden_for_six_time_outs_of_its_function(queue):
    (worker,) = (each for each in WORKERS if isinstance(each.source, QueueSource) and each.source.queue == queue.name)
    assert queue.visibility >= 6 * worker.timeout + worker.source.window


@pytest.mark.parametrize("each", [each for each in WORKERS if isinstance(each.source, StreamSource)], ids=str)
def test_a_stream_reports_failures_one_by_one_and_gives_up_in_time(home, pilot, each):
    found = source(functions(home)[each.name])
    assert found["Stream"] == stream(pilot.home, each.source.table)
    assert found["StartingPosition"] == "TRIM_HORIZON"
    assert found["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert found["BisectBatchOnFunctionError"] is True
    assert found["MaximumRetryAttempts"] > 0
    assert 0 < found["MaximumRecordAgeInSeconds"] < 24 * 3600, "DynamoDB forgets a record after a day"
    assert found["DestinationConfig"]["OnFailure"]["Destination"].endswith(":padan-pilot-stream-failures")
    assert 1 <= found["ParallelizationFactor"] <= 10


@pytest.mark.parametrize("each", [each for each in WORKERS if isinstance(each.source, QueueSource)], ids=str)
def test_a_queue_reports_failures_one_by_one(home, each):
    found = source(functions(home)[each.name])
    assert found["Queue"].endswith(f":padan-pilot-{each.source.queue}")
    assert found["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("each", SCHEDULED, ids=str)
def test_a_schedule_that_failed_for_good_is_set_aside(home, each):
    found = functions(home)[each.name]
    assert source(found)["DeadLetterConfig"]["Arn"].endswith(":padan-pilot-stream-failures")
    assert source(found)["Name"] == f"padan-pilot-{each.name}"
    aside = found["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]
    assert aside["Destination"].endswith(":padan-pilot-stream-failures")


def test_the_queue_of_failures_takes_what_schedules_set_aside(assembly):
    rules = {f"arn:aws:events:ap-southeast-3:000000000000:rule/padan-pilot-{each.name}" for each in SCHEDULED}
    policies = [
        statement
        for stack, _, policy in assembly.resources("AWS::SQS::QueuePolicy")
        if stack == "padan-pilot-home-events"
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
    ]
    (admitted,) = (statement for statement in policies if statement.get("Sid") == "Schedules")
    assert set(admitted["Condition"]["ArnEquals"]["aws:SourceArn"]) == rules


def test_everything_works_at_home_and_only_the_index_is_kept_elsewhere(pilot, home):
    abroad = functions(template(pilot.recovery_place))
    for each in WORKERS:
        assert _on(source(functions(home)[each.name])), each.name
        assert _on(source(abroad[each.name])) is (each.name in FOLLOWERS), each.name


def test_the_recovery_region_works_once_it_is_active(varied):
    taken_over = varied(active=Role.RECOVERY)
    assert all(_on(source(functions(template(taken_over.recovery_place))[each.name])) for each in WORKERS)
    assert {each.name for each in WORKERS if _on(source(functions(template(taken_over.home))[each.name]))} == FOLLOWERS


def test_a_function_whose_table_is_not_in_the_region_is_called_by_nothing(pilot):
    found = functions(template(pilot.recovery_place, ("vacancies",)))
    followers = {each.name for each in WORKERS if isinstance(each.source, StreamSource)}
    called = {each.name for each in WORKERS if "Events" in found[each.name]}
    assert followers & called == {"index_vacancies", "record_changes"}


def test_every_stream_that_is_followed_is_made(pilot):
    from infra_cdk.data.models import tables

    followed = {each.source.table for each in WORKERS if isinstance(each.source, StreamSource)}
    assert followed == {table.name for table in tables() if table.stream} == set(STREAMED)


def test_a_stream_that_nobody_told_stops_the_synthesis_at_home(pilot):
    with pytest.raises(UnknownStream, match="outbox in ap-southeast-3"):
        template(pilot.home, ("vacancies", "people", "applications"))


def _on(found):
    return found.get("Enabled", found.get("State") == "ENABLED")
