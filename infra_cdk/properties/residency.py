"""Personal data stays in the home region unless the deployment says that it may leave."""

from infra_cdk.data.classification import TABLES, TAG, DataClass
from infra_cdk.data.stores import DATA_STORES
from infra_cdk.properties.law import Law
from infra_cdk.properties.resource import Resource, each, walk
from infra_cdk.properties.world import World


def _says(resource: Resource, world: World) -> bool:
    return data_class(resource, world) is not None


def data_class(resource: Resource, world: World) -> DataClass | None:
    """Return the class that a store says it holds; a table must say what the list of tables says."""
    if resource.kind == "AWS::DynamoDB::GlobalTable":
        name = str(resource.get("TableName")).removeprefix(world.deployment.prefix)
        said = {tag["Value"] for replica in each(resource.get("Replicas")) for tag in replica.get("Tags", ())
                if tag["Key"] == TAG}  # fmt: skip
        return TABLES.get(name) if said == {TABLES.get(name)} else None
    said_by_tag = resource.tags.get(TAG)
    if said_by_tag not in set(DataClass) or _contradicts(resource, said_by_tag, world):
        return None
    return DataClass(said_by_tag)


def _contradicts(resource: Resource, said: str, world: World) -> bool:
    """Tell whether a bucket says something else than the list of what the platform keeps in buckets."""
    name = str(resource.get("BucketName")).removeprefix(world.deployment.prefix)
    return any(name.startswith(f"{store.name}-") and said != store.data_class for store in DATA_STORES)


def _at_home(resource: Resource, world: World) -> bool:
    """Hold for a personal store in the home region alone, unless it may leave."""
    if world.deployment.personal_data_abroad or data_class(resource, world) is not DataClass.PERSONAL:
        return True
    regions = {resource.stack.region} | {str(one.get("Region")) for one in each(resource.get("Replicas"))}
    return regions == {world.deployment.home_region}


def _no_copy(resource: Resource, world: World) -> bool:
    """Hold where nothing of a personal store names another region as a destination."""
    if world.deployment.personal_data_abroad or data_class(resource, world) is not DataClass.PERSONAL:
        return True
    configured = [resource.get("ReplicationConfiguration"), resource.get("ReplicaRegions")]
    return world.deployment.recovery_region not in world.text(resource.stack, configured) and not any(configured)


def _plan_at_home(resource: Resource, world: World) -> bool:
    """Hold where a backup plan copies abroad only what its selections know to be operational."""
    copies = [
        inner["DestinationBackupVaultArn"]
        for inner in walk(resource.properties)
        if "DestinationBackupVaultArn" in inner
    ]
    abroad = any(f":{world.deployment.home_region}:" not in world.text(resource.stack, copy) for copy in copies)
    if world.deployment.personal_data_abroad or not abroad:
        return True
    selections = [
        selection
        for selection in world.of("AWS::Backup::BackupSelection")
        if resource in world.targets(selection.stack, selection.get("BackupPlanId"))
    ]
    return bool(selections) and all(_operational_only(selection, world) for selection in selections)


def _operational_only(selection: Resource, world: World) -> bool:
    by_tag = each(selection.get("BackupSelection.ListOfTags"))
    conditions = each(selection.get("BackupSelection.Conditions.StringEquals"))
    if any(one.get("ConditionValue") == DataClass.OPERATIONAL for one in [*by_tag, *conditions]):
        return True
    chosen = world.targets(selection.stack, selection.get("BackupSelection.Resources"))
    return bool(chosen) and all(data_class(store, world) is DataClass.OPERATIONAL for store in chosen)


def _of_people(resource: Resource, world: World) -> bool:
    """Accounts are of people; a pool that stands by where people's data may not be has none."""
    may_be = world.deployment.personal_data_abroad or resource.stack.region == world.deployment.home_region
    return data_class(resource, world) is (DataClass.PERSONAL if may_be else DataClass.OPERATIONAL)


CLASSED = Law(name="Classed", says=f"says in the tag {TAG} whether it holds personal or operational data", holds=_says)
PERSONAL = Law(
    name="Classed", says=f"says in the tag {TAG} that it holds personal data, where it may hold any", holds=_of_people
)
AT_HOME = Law(name="AtHome", says="keeps personal data in the home region", holds=_at_home)
NO_COPY = Law(name="NoCopyAbroad", says="copies personal data nowhere abroad", holds=_no_copy)
PLAN_AT_HOME = Law(name="BackupAtHome", says="copies backups of personal data nowhere abroad", holds=_plan_at_home)
