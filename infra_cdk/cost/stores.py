"""What stores use: tables, buckets, keys, secrets, the index, backups, people's accounts."""

from collections.abc import Iterator

from infra_cdk.cost.load import DAYS, HOURS, Load
from infra_cdk.cost.use import Use, serves
from infra_cdk.data.classification import TABLES, DataClass
from infra_cdk.properties.resource import Resource, each, reach, walk
from infra_cdk.properties.world import World

_MILLION = 1e6
_UTILISATION = 0.7
"""Share of its units that autoscaling lets a table use, where the template does not say."""


def table(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """Every replica stores and takes every write; reads are served in the active region."""
    kind = TABLES[str(resource.get("TableName")).removeprefix(world.deployment.prefix)]
    share = 1 / sum(1 for other in TABLES.values() if other is kind)
    writes, reads, stored = load.writes[kind] * share, load.reads[kind] * share, load.stored[kind] * share
    for replica in each(resource.get("Replicas")):
        region = str(replica["Region"])
        yield Use("dynamodb.storage", stored, region)
        if reach(replica, "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"):
            yield Use("dynamodb.recovery", stored, region)
        if reach(replica, "ContributorInsightsSpecification.Enabled"):
            yield Use("dynamodb.insight-rules", _insight_rules(resource, replica), region)
            yield Use("dynamodb.insight-events", (writes + reads) / _MILLION, region)
        yield from _units(resource, region, writes, reads if region == _active(world) else 0.0)
        if region != resource.stack.region:
            yield Use("transfer.regions", writes * 1e3 / 1e9, resource.stack.region)


def _active(world: World) -> str:
    deployment = world.deployment
    return deployment.home_region if deployment.home.is_active else deployment.recovery_region


def _insight_rules(resource: Resource, replica: object) -> float:
    """Two rules watch the partition key, two more the key with its sort key; an index has its own."""
    keys = len(each(resource.get("KeySchema")))
    watched = [index for index in each(resource.get("GlobalSecondaryIndexes")) if _watched(index, replica)]
    return 2.0 * keys + sum(2.0 * len(each(index["KeySchema"])) for index in watched)


def _watched(index: dict[str, object], replica: object) -> bool:
    settings = each(reach(replica, "GlobalSecondaryIndexes"))
    return any(
        one.get("IndexName") == index["IndexName"] and reach(one, "ContributorInsightsSpecification.Enabled")
        for one in settings
    )


def _units(resource: Resource, region: str, writes: float, reads: float) -> Iterator[Use]:
    if resource.get("BillingMode") == "PAY_PER_REQUEST":
        yield Use("dynamodb.writes", writes / _MILLION, region)
        yield Use("dynamodb.reads", reads / _MILLION, region)
        return
    least_writes = _least(resource.get("WriteProvisionedThroughputSettings"), "WriteCapacityAutoScalingSettings")
    replica = next(one for one in each(resource.get("Replicas")) if one["Region"] == region)
    least_reads = _least(replica.get("ReadProvisionedThroughputSettings"), "ReadCapacityAutoScalingSettings")
    indexes = 1 + len(each(resource.get("GlobalSecondaryIndexes")))
    seconds = HOURS * 3600 * _UTILISATION
    yield Use("dynamodb.write-hours", max(least_writes * indexes, writes / seconds) * HOURS, region)
    yield Use("dynamodb.read-hours", max(least_reads * indexes, reads / seconds) * HOURS, region)


def _least(settings: object, scaled: str) -> float:
    """Return the units that are paid for in any case."""
    found = reach(settings, f"{scaled}.MinCapacity") or reach(settings, "ReadCapacityUnits") or 0
    return float(found)


def bucket(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """A bucket holds documents, payloads, or records of what was done; a copy in another region holds the same."""
    name = str(resource.get("BucketName")).removeprefix(world.deployment.prefix)
    stored, writes = _kept(name, load)
    yield Use("s3.storage", stored)
    yield Use("s3.writes", writes / 1e3)
    yield Use("s3.reads", writes / 1e3)
    for rule in each(resource.get("ReplicationConfiguration.Rules")):
        if rule.get("Status") == "Enabled":
            yield Use("transfer.regions", _arriving(name, load))


def _kept(name: str, load: Load) -> tuple[float, float]:
    """Return gigabytes and monthly writes of a bucket by what its name begins with."""
    logged = load.requests * load.assumptions.kilobytes_logged / 1e6
    known = {
        "documents": (load.documents, load.uploads),
        "payloads": (load.payloads, load.items / 500),
        "audit": (load.requests * 0.2e-6, load.requests / 1e4),
        "trail": (load.followed * load.assumptions.kilobytes_an_event * 13 / 1e6, load.requests / 1e4),
        "access-logs": (logged * 0.1, load.requests / 1e4),
        "web": (0.05, load.visits / 1e4),
        # A week of nightly runs: blocks, parts and results take a kilobyte and a half for each person.
        "matches": (load.people * 1.5e-6 * 7, load.people / 1_000 * 30),
    }
    for start, found in known.items():
        if name.startswith(start):
            return found
    return logged, load.requests / 1e4


def _arriving(name: str, load: Load) -> float:
    if name.startswith("documents"):
        return load.uploaded
    return load.items * load.assumptions.kilobytes_an_item / 1e6 if name.startswith("payloads") else 0.0


def key(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """A key is paid for in each region where it exists; asked by the vault, and by stores with their bucket keys."""
    yield Use("kms.keys", 1)
    yield Use("kms.requests", load.data_keys / 1e4 * serves(resource, world) / 2)


def secret(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """Asked once by each function that starts, of which there are few against its requests."""
    yield Use("secrets.secrets", 1)
    for replica in each(resource.get("ReplicaRegions")):
        yield Use("secrets.secrets", 1, str(replica["Region"]))
    yield Use("secrets.requests", load.requests / 1e4 / 1e4 * serves(resource, world))


def domain(resource: Resource, _: World, __: Load) -> Iterator[Use]:
    """Nodes and disks are there whether anyone searches or not."""
    nodes = float(resource.get("ClusterConfig.InstanceCount"))
    yield Use(f"opensearch.{resource.get('ClusterConfig.InstanceType')}", nodes * HOURS)
    if resource.get("ClusterConfig.DedicatedMasterEnabled"):
        masters = float(resource.get("ClusterConfig.DedicatedMasterCount"))
        yield Use(f"opensearch.{resource.get('ClusterConfig.DedicatedMasterType')}", masters * HOURS)
    yield Use("opensearch.gp3", nodes * float(resource.get("EBSOptions.VolumeSize")))


def pool(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """People count who sign in within the month, at the plan of the pool."""
    plan = str(resource.get("UserPoolTier") or "ESSENTIALS").lower()
    yield Use(f"cognito.{plan}", load.active * serves(resource, world))


def plan(resource: Resource, world: World, load: Load) -> Iterator[Use]:
    """Each rule keeps copies of what its selections choose, for as long as it says; copies abroad once more."""
    chosen = _selected(resource, world)
    tables = sum(load.stored[kind] for kind in chosen)
    objects = sum({DataClass.PERSONAL: load.documents, DataClass.OPERATIONAL: load.payloads}[kind] for kind in chosen)
    for rule in each(resource.get("BackupPlan.BackupPlanRule")):
        for region in ["", *(_region(resource, copy, world) for copy in each(rule.get("CopyActions")))]:
            yield Use("backup.dynamodb", tables, region)
            yield Use("backup.s3", objects, region)
        yield Use("transfer.regions", (tables + objects) / DAYS * len(each(rule.get("CopyActions"))))


def _region(resource: Resource, copy: object, world: World) -> str:
    parts = world.text(resource.stack, reach(copy, "DestinationBackupVaultArn")).split(":")
    return parts[3] if len(parts) > 3 else resource.stack.region


def _selected(resource: Resource, world: World) -> set[DataClass]:
    """Return the classes of data that the plan's selections name; all where they name none."""
    named = {
        DataClass(value)
        for selection in world.of("AWS::Backup::BackupSelection")
        if resource in world.targets(selection.stack, selection.get("BackupPlanId"))
        for inner in walk(selection.properties)
        for value in inner.values()
        if isinstance(value, str) and value in set(DataClass)
    }
    return named or set(DataClass)
