"""The tables, one for each model, as global tables with a replica in the recovery region where the law allows it."""

from aws_cdk import CfnTag, RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra_cdk.constructs.append_only import append_only_policy
from infra_cdk.constructs.keys import Keys, in_region
from infra_cdk.constructs.throughput import billing, ceiling
from infra_cdk.data.backups import KEYS, KEYS_KEPT
from infra_cdk.data.classification import TABLES, DataClass, mark
from infra_cdk.data.models import TTL_ATTRIBUTE, Index, Table, tables
from infra_cdk.data.tags import BACKUP, PLANNED, mark_backed_up, tags
from infra_cdk.deployment import Deployment, Place

RECOVERY_DAYS = 35
"""How far back a table can be restored to any second: the most that DynamoDB keeps."""


class Tables(Construct):
    """Every table of the platform by its logical name; ``streams`` has the ARN of each change stream."""

    def __init__(self, scope: Construct, id: str, place: Place, keys: Keys) -> None:
        """Make the tables; to be used in the home region alone."""
        super().__init__(scope, id)
        self._place = place
        self._keys = keys
        self.tables = {table.name: self._table(table) for table in tables()}

    @property
    def streams(self) -> dict[str, str]:
        """ARN of the change stream of each table that has one."""
        found = {name: table.table_stream_arn for name, table in self.tables.items()}
        return {name: arn for name, arn in found.items() if arn is not None}

    def _table(self, table: Table) -> dynamodb.TableV2:
        abroad = is_replicated(self._place, table.name)
        made = dynamodb.TableV2(
            self,
            table.name,
            table_name=self._place.named(table.name),
            partition_key=table.partition,
            sort_key=table.sort,
            billing=billing(self._place.deployment),
            dynamo_stream=table.stream,
            time_to_live_attribute=TTL_ATTRIBUTE if table.expires else None,
            encryption=self._encryption(abroad),
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True, recovery_period_in_days=recovery_days(table.name)
            ),
            # Throttled keys alone: which person is read often is nobody's business, and it costs next to nothing.
            contributor_insights_specification=dynamodb.ContributorInsightsSpecification(
                enabled=True, mode=dynamodb.ContributorInsightsMode.THROTTLED_KEYS
            ),
            deletion_protection=self._place.deployment.protected,
            removal_policy=RemovalPolicy.RETAIN,
            global_secondary_indexes=[_index(index, self._place.deployment) for index in table.indexes],
            replicas=[self._replica(table.name)] if abroad else [],
            resource_policy=append_only_policy(self._place, table.name),
        )
        mark(made, TABLES[table.name])
        if is_planned(table.name):
            mark_backed_up(made)
        return made

    def _replica(self, name: str) -> dynamodb.ReplicaTableProps:
        """Everything but tags is inherited from the table."""
        given = tags(self._place.deployment, TABLES[name]) | ({BACKUP: PLANNED} if is_planned(name) else {})
        return dynamodb.ReplicaTableProps(
            region=self._place.deployment.recovery_region,
            tags=[CfnTag(key=key, value=value) for key, value in sorted(given.items())],
            resource_policy=append_only_policy(self._place.deployment.recovery_place, name),
        )

    def _encryption(self, replicated: bool) -> dynamodb.TableEncryptionV2:
        region = self._place.deployment.recovery_region
        replicas = {region: in_region(self, self._keys.data, region)} if replicated else {}
        return dynamodb.TableEncryptionV2.customer_managed_key(self._keys.data, replicas)


def recovery_days(table: str) -> int:
    """Return how far back ``table`` can be restored to any second."""
    return KEYS_KEPT if table == KEYS else RECOVERY_DAYS


def is_planned(table: str) -> bool:
    """Tell whether plans back ``table`` up."""
    return table != KEYS


def is_replicated(place: Place, table: str) -> bool:
    """Tell whether ``table`` has a replica in the recovery region."""
    return TABLES[table] is DataClass.OPERATIONAL or place.deployment.personal_data_abroad


def _index(index: Index, deployment: Deployment) -> dynamodb.GlobalSecondaryIndexPropsV2:
    return dynamodb.GlobalSecondaryIndexPropsV2(
        index_name=index.name,
        partition_key=index.partition,
        sort_key=index.sort,
        projection_type=_projection(index.carries),
        non_key_attributes=list(index.carries) if index.carries else None,
        max_read_request_units=ceiling(deployment),
        max_write_request_units=ceiling(deployment),
    )


def _projection(carries: tuple[str, ...] | None) -> dynamodb.ProjectionType:
    if carries is None:
        return dynamodb.ProjectionType.ALL
    return dynamodb.ProjectionType.INCLUDE if carries else dynamodb.ProjectionType.KEYS_ONLY
