"""A change that would replace or lose a table, a bucket, a key or a pool fails with a sentence that names it."""

import copy

import pytest

from infra_cdk.retained.judging import losses, unkept
from infra_cdk.retained.model import FILE, KINDS
from infra_cdk.retained.reading import combined, present, read_record
from infra_cdk.retained.writing import written

TABLE, BUCKET = "AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket"


@pytest.fixture(scope="module")
def recorded():
    return read_record()


@pytest.fixture
def templates(assembly):
    return copy.deepcopy(assembly.templates)


@pytest.fixture
def told(recorded, templates, pilot):
    """What is told of the templates of the pilot after a test changed them."""
    return lambda: losses(recorded, present(templates, pilot), abroad=False)


def located(templates, kind, name):
    """The resources of a template and the logical id of the one whose properties contain ``name``."""
    for template in templates.values():
        for logical, resource in template.get("Resources", {}).items():
            if resource["Type"] == kind and name in str(resource.get("Properties")):
                return template["Resources"], logical
    raise AssertionError(name)


def test_nothing_recorded_would_be_replaced_or_lost(told):
    assert told() == ()


@pytest.mark.parametrize("size", ["national", "worknet"])
def test_nor_by_another_size_or_by_data_abroad(recorded, synthesize, varied, size):
    deployment = varied(size=size, personal_data_abroad=True, stage="other", account="123456789012")
    found = present(synthesize(deployment).templates, deployment)
    assert losses(recorded, found, abroad=True) == ()


def test_the_record_is_as_the_command_writes_it(recorded, templates, pilot):
    assert FILE.read_text("utf-8") == written(recorded)
    assert {entry.type for entry in recorded} >= {TABLE, BUCKET, "AWS::KMS::Key", "AWS::Cognito::UserPool"}


def test_whatever_holds_something_outlives_its_stack(templates):
    assert unkept(templates) == ()


def test_a_resource_that_would_go_with_its_stack_is_named(templates):
    resources, logical = located(templates, TABLE, "pilot-vacancies")
    resources[logical]["DeletionPolicy"] = "Delete"
    assert [logical in sentence and "table" in sentence for sentence in unkept(templates)] == [True]


def test_a_renamed_table_is_named(templates, told):
    resources, logical = located(templates, TABLE, "pilot-vacancies")
    resources[logical]["Properties"]["TableName"] = "padan-pilot-jobs"
    (sentence,) = told()
    assert "table {prefix}vacancies" in sentence
    assert "TableName changes" in sentence


def test_a_moved_table_is_named_once_with_its_new_place(templates, told):
    resources, logical = located(templates, TABLE, "pilot-people")
    resources["TablesPersonsABCDEF12"] = resources.pop(logical)
    (sentence,) = told()
    assert "{prefix}people" in sentence
    assert "TablesPersonsABCDEF12" in sentence


def test_another_key_schema_is_named(templates, told):
    resources, logical = located(templates, TABLE, "pilot-applications'")
    resources[logical]["Properties"]["KeySchema"].append({"AttributeName": "person_id", "KeyType": "RANGE"})
    (sentence,) = told()
    assert "{prefix}applications" in sentence
    assert "KeySchema changes" in sentence


@pytest.mark.parametrize(
    ("kind", "name", "noun"),
    [
        (TABLE, "pilot-outbox", "table {prefix}outbox"),
        (BUCKET, "pilot-documents", "bucket {prefix}documents"),
        ("AWS::KMS::Key", "Wraps the data keys", "key (home-keys/KeysVault"),
        ("AWS::Cognito::UserPool", "pilot-people", "user pool"),
        ("AWS::SecretsManager::Secret", "pilot-lookup", "secret {prefix}lookup"),
        ("AWS::Backup::BackupVault", "pilot-safe", "backup vault {prefix}safe"),
    ],
)
def test_what_is_missing_is_named(templates, told, kind, name, noun):
    resources, logical = located(templates, kind, name)
    del resources[logical]
    (sentence,) = told()
    assert noun in sentence
    assert "lost" in sentence


def test_a_key_under_another_logical_id_is_a_lost_key(templates, told):
    resources, logical = located(templates, "AWS::KMS::Key", "Wraps the data keys")
    resources["KeysSafe12345678"] = resources.pop(logical)
    assert any(logical in sentence and "lost" in sentence for sentence in told())


def test_a_new_resource_has_to_be_recorded(templates, told):
    resources, logical = located(templates, BUCKET, "pilot-payloads")
    added = copy.deepcopy(resources[logical])
    added["Properties"]["BucketName"] = "padan-pilot-pictures"
    resources["BucketsPictures12345678"] = added
    (sentence,) = told()
    assert "{prefix}pictures" in sentence
    assert "is new" in sentence


def test_what_exists_abroad_alone_is_marked(recorded, templates, pilot):
    at_home = present(templates, pilot)
    assert {entry.abroad for entry in combined(at_home, at_home)} == {False}
    assert all(entry.abroad for entry in combined((), at_home))
    abroad = [entry for entry in recorded if entry.abroad]
    assert {entry.stack.partition("-")[0] for entry in abroad} == {"recovery"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_property_that_cloudformation_publishes_as_fixed_is_recorded(kind):
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    published = [*schema.get("createOnlyProperties", []), *schema.get("conditionalCreateOnlyProperties", [])]
    names = {path.removeprefix("/properties/").replace("/", ".") for path in published}
    assert names <= set(KINDS[kind].fixed)
