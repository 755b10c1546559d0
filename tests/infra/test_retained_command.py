"""The record is read and written without loss, and the command tells what would be lost."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra_cdk.retained import __main__ as command
from infra_cdk.retained.judging import losses, unkept
from infra_cdk.retained.model import KINDS, Retained
from infra_cdk.retained.reading import present, read_record
from infra_cdk.retained.writing import written

TABLE = "AWS::DynamoDB::GlobalTable"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)
RESOURCES = st.builds(
    Retained,
    stack=st.sampled_from(["home-data", "recovery-foundation"]),
    id=st.from_regex(r"[A-Z][A-Za-z0-9]{1,20}", fullmatch=True),
    type=st.sampled_from(sorted(KINDS)),
    fixed=st.dictionaries(st.sampled_from(["TableName", "KeySchema", "A.B"]), WORDS),
    abroad=st.booleans(),
)
DISTINCT = st.lists(RESOURCES, max_size=6, unique_by=lambda one: (one.stack, one.id))


def table(identifier="Tables1", **fixed):
    return Retained(stack="home-data", id=identifier, type=TABLE, fixed=fixed or {"TableName": '"{prefix}people"'})


@given(resources=DISTINCT)
def test_what_is_written_is_read(resources, tmp_path_factory):
    file = tmp_path_factory.mktemp("record") / "retained.toml"
    file.write_text(written(resources), "utf-8")
    if resources:
        assert list(read_record(file)) == resources


@given(resources=DISTINCT)
def test_what_did_not_change_is_not_told(resources):
    assert losses(resources, resources, abroad=True) == ()


@given(resources=DISTINCT, index=st.integers(0, 5))
def test_what_is_taken_away_is_always_told(resources, index):
    if index < len(resources):
        rest = [one for place, one in enumerate(resources) if place != index]
        told = losses(resources, rest, abroad=True)
        assert any(resources[index].id in sentence for sentence in told)


def test_what_exists_abroad_alone_is_not_missed_at_home():
    abroad = msgspec.structs.replace(table(), abroad=True)
    assert losses([abroad], [], abroad=False) == ()
    assert len(losses([abroad], [], abroad=True)) == 1


def test_another_type_in_the_same_place_is_a_loss():
    bucket = Retained(stack="home-data", id="Tables1", type="AWS::S3::Bucket", fixed={})
    told = losses([table()], [bucket], abroad=True)
    assert any("table {prefix}people" in sentence and "lost" in sentence for sentence in told)


def test_a_property_that_appears_or_goes_is_a_replacement():
    with_local = table(TableName='"{prefix}people"', LocalSecondaryIndexes="[]")
    for before, after in ((table(), with_local), (with_local, table())):
        (sentence,) = losses([before], [after], abroad=True)
        assert "LocalSecondaryIndexes changes" in sentence


def test_the_same_name_in_another_region_is_another_resource():
    abroad = msgspec.structs.replace(table(), stack="recovery-data")
    told = losses([table()], [abroad], abroad=True)
    assert any("lost" in sentence for sentence in told)
    assert any("is new" in sentence for sentence in told)


@pytest.mark.parametrize("kind", sorted(kind for kind, about in KINDS.items() if about.holds))
def test_each_kind_that_holds_something_has_to_outlive_its_stack(kind):
    templates = {"s": {"Resources": {"R": {"Type": kind, "DeletionPolicy": "Delete"}}}}
    assert len(unkept(templates)) == 2
    templates["s"]["Resources"]["R"] |= {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}
    assert unkept(templates) == ()


def test_an_index_can_be_built_again_and_goes_with_its_stack():
    assert unkept({"s": {"Resources": {"R": {"Type": "AWS::OpenSearchService::Domain"}}}}) == ()


def test_the_record_does_not_depend_on_the_deployment(pilot, varied):
    other = varied(name="kerja", stage="uji", account="123456789012", home_region="ap-southeast-5")

    def template(deployment):
        properties = {"BucketName": deployment.home.bucket("documents"), "ObjectLockEnabled": True}
        return {
            deployment.home.stack("data"): {"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": properties}}}
        }

    (one,) = present(template(pilot), pilot)
    assert (one,) == present(template(other), other)
    assert one.fixed["BucketName"] == '"{prefix}documents-{account}-{home}"'


@pytest.fixture
def record(tmp_path, monkeypatch):
    """A record of its own, and a deployment that makes one table."""
    file = tmp_path / "retained.toml"
    monkeypatch.setattr(command, "FILE", file)
    monkeypatch.setattr(command, "read_record", lambda: read_record(file))
    monkeypatch.setattr(command, "_made", lambda example, *, abroad: (table(),))
    return file


def test_the_command_writes_what_it_then_finds_unchanged(record, capsys):
    assert command.main(["write"]) == 0
    assert command.main(["check"]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_tells_what_would_be_lost(record, monkeypatch, capsys):
    command.main(["write"])
    monkeypatch.setattr(command, "_made", lambda example, *, abroad: ())
    assert command.main(["check"]) == 1
    assert "The table {prefix}people (home-data/Tables1) would be lost" in capsys.readouterr().out
