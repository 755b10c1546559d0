"""The tables, one for each model, as global tables with a replica in the recovery region where the law allows it."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra_cdk.constructs.keys import Keys, in_region
from infra_cdk.data.classification import TABLES, DataClass
from infra_cdk.data.models import Table, tables
from infra_cdk.deployment import Place


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
        replicated = self._replicated(table)
        return dynamodb.TableV2(
            self,
            table.name,
            table_name=self._place.named(table.name),
            partition_key=table.partition,
            sort_key=table.sort,
            dynamo_stream=table.stream,
            time_to_live_attribute="expires" if table.expires else None,
            encryption=self._encryption(replicated),
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            contributor_insights_specification=dynamodb.ContributorInsightsSpecification(enabled=True),
            deletion_protection=True,
            removal_policy=RemovalPolicy.RETAIN,
            global_secondary_indexes=[
                dynamodb.GlobalSecondaryIndexPropsV2(
                    index_name=index.name, partition_key=index.partition, sort_key=index.sort
                )
                for index in table.indexes
            ],
            replicas=[dynamodb.ReplicaTableProps(region=self._place.deployment.recovery_region)] if replicated else [],
        )

    def _replicated(self, table: Table) -> bool:
        return TABLES[table.name] is DataClass.OPERATIONAL or self._place.deployment.personal_data_abroad

    def _encryption(self, replicated: bool) -> dynamodb.TableEncryptionV2:
        region = self._place.deployment.recovery_region
        replicas = {region: in_region(self, self._keys.data, region)} if replicated else {}
        return dynamodb.TableEncryptionV2.customer_managed_key(self._keys.data, replicas)
