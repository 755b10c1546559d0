"""The buckets of a place: documents, the raw payloads of partners, the audit's archive, matches, access logs."""

from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.constructs.bucket import make_bucket, plain
from infra_cdk.constructs.bucket_policies import admit_access_logs, only_added, only_clean
from infra_cdk.constructs.documents_scan import scan_role
from infra_cdk.constructs.key_policies import break_glass_role
from infra_cdk.constructs.replication import Replication, is_replicated, replication_role
from infra_cdk.constructs.roles import backup_role, role_arn
from infra_cdk.data.stores import ACCESS_LOGS, AUDIT, DATA_STORES, DOCUMENTS, MATCHES
from infra_cdk.deployment import Place


class Buckets(Construct):
    """``buckets`` by the name of their store: at home all of them, in the recovery region those that may be copied."""

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Make them under ``key``, and at home the rules that copy them."""
        super().__init__(scope, id)
        self.access_logs = make_bucket(self, ACCESS_LOGS, place, None)
        admit_access_logs(self.access_logs, place)
        stores = [store for store in DATA_STORES if place.is_home or is_replicated(place, store)]
        stores += [MATCHES] if place.holds_personal_data else []
        self.buckets: dict[str, s3.Bucket] = {store.name: make_bucket(self, store, place, key) for store in stores}
        for bucket in self.buckets.values():
            bucket.node.add_dependency(self.access_logs)
        if place.is_home:
            self._replicate(place, key)
        if DOCUMENTS.name in self.buckets:
            self._guard_documents(place)
        if AUDIT.name in self.buckets:
            only_added(self.buckets[AUDIT.name], [break_glass_role(place)])

    @property
    def documents(self) -> s3.Bucket:
        """Bucket of people's documents; KeyError where personal data may not be."""
        return self.buckets[DOCUMENTS.name]

    def _replicate(self, place: Place, key: kms.IKey) -> None:
        for store in DATA_STORES:
            if is_replicated(place, store):
                Replication(self, f"{store.name}-replication", place, store, self.buckets[store.name], key)

    def _guard_documents(self, place: Place) -> None:
        exempt = (scan_role(place), backup_role(place), replication_role(place, DOCUMENTS))
        only_clean(self.documents, [role_arn(place, name) for name in exempt])
        plain(self.documents).notification_configuration = s3.CfnBucket.NotificationConfigurationProperty(
            event_bridge_configuration=s3.CfnBucket.EventBridgeConfigurationProperty(event_bridge_enabled=True)
        )
