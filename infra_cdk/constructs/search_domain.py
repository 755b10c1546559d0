"""The index: an OpenSearch domain inside the network. See docs/decisions/0116-search-domain.md."""

from aws_cdk import CfnDeletionPolicy, CfnUpdatePolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_opensearchservice as opensearch
from constructs import Construct

from infra_cdk.constructs.log_group import log_group
from infra_cdk.constructs.network import Network
from infra_cdk.deployment import Place
from infra_cdk.search_nodes import Nodes, nodes_of

ENGINE = "OpenSearch_3.5"
"""The version that `local.engines` tests against; a test compares the two."""
TLS = "Policy-Min-TLS-1-2-PFS-2023-10"
LOGS = {
    "ES_APPLICATION_LOGS": "IndexErrors",
    "SEARCH_SLOW_LOGS": "IndexSlowSearches",
    "INDEX_SLOW_LOGS": "IndexSlowWrites",
    "AUDIT_LOGS": "IndexAudit",
}
QUIET_HOUR = 18
"""UTC: one o'clock at night in Jakarta."""


class SearchDomain(Construct):
    """``endpoint_url``, ``arn`` and ``name`` of the domain; ``master`` is the role of the function that prepares it."""

    def __init__(self, scope: Construct, id: str, place: Place, network: Network, key: kms.IKey) -> None:
        """Make it in the isolated subnets of ``network``; disks and logs are encrypted with ``key``."""
        super().__init__(scope, id)
        self._place, self._network = place, network
        self.name = place.named("search")
        self.arn = f"arn:aws:es:{place.region}:{place.deployment.account}:domain/{self.name}"
        self.master = self._master()
        self.log_groups = {kind: log_group(self, name, place, key) for kind, name in LOGS.items()}
        self.domain = self._domain(nodes_of(place), key)
        self.domain.node.add_dependency(self._logs_policy())

    @property
    def endpoint_url(self) -> str:
        """Where functions send their requests."""
        return f"https://{self.domain.attr_domain_endpoint}"

    def _master(self) -> iam.Role:
        """Return the role that administers the index: of the function that prepares it, which brings its own policy.

        It is made here, before the function, because the domain must know it from its first moment.
        """
        return iam.Role(
            self,
            "Master",
            role_name=self._place.stack("index-master"),
            description="Prepares indices, and who may read and write them",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
        )

    def _logs_policy(self) -> logs.CfnResourcePolicy:
        """Let the service write to our groups, for this domain alone."""
        statement = iam.PolicyStatement(
            principals=[iam.ServicePrincipal("es.amazonaws.com")],
            actions=["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"],
            resources=[group.log_group_arn for group in self.log_groups.values()],
            conditions={
                "StringEquals": {"aws:SourceAccount": self._place.deployment.account},
                "ArnLike": {"aws:SourceArn": self.arn},
            },
        )
        document = Stack.of(self).to_json_string(iam.PolicyDocument(statements=[statement]))
        return logs.CfnResourcePolicy(
            self, "LogsPolicy", policy_name=self._place.named("search-logs"), policy_document=document
        )

    def _domain(self, nodes: Nodes, key: kms.IKey) -> opensearch.CfnDomain:
        domain = opensearch.CfnDomain(
            self,
            "Domain",
            domain_name=self.name,
            engine_version=ENGINE,
            cluster_config=_cluster(nodes),
            ebs_options=opensearch.CfnDomain.EBSOptionsProperty(
                ebs_enabled=True, volume_type="gp3", volume_size=nodes.disk
            ),
            vpc_options=opensearch.CfnDomain.VPCOptionsProperty(
                security_group_ids=[self._network.domain.security_group_id], subnet_ids=self._subnets(nodes)
            ),
            access_policies=self._account_policy(),
            advanced_security_options=_masters(self.master),
            log_publishing_options=self._published(),
            off_peak_window_options=_quiet_hours(),
            software_update_options=opensearch.CfnDomain.SoftwareUpdateOptionsProperty(
                auto_software_update_enabled=True
            ),
        )
        _encrypt(domain, key)
        self._keep(domain)
        return domain

    def _keep(self, domain: opensearch.CfnDomain) -> None:
        """Say what becomes of the domain when CloudFormation changes or removes it."""
        options = domain.cfn_options
        # A later engine version is installed in place; without this CloudFormation would make a new, empty domain.
        options.update_policy = CfnUpdatePolicy(enable_version_upgrade=True)
        options.deletion_policy = options.update_replace_policy = CfnDeletionPolicy.DELETE
        if self._place.deployment.protected:
            # A domain whose making failed is empty, and its name is in the way of the next.
            options.deletion_policy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE
            options.update_replace_policy = CfnDeletionPolicy.RETAIN

    def _subnets(self, nodes: Nodes) -> list[str]:
        isolated = self._network.vpc.select_subnets(subnet_type=self._network.isolated.subnet_type)
        return isolated.subnet_ids[: nodes.zones]

    def _account_policy(self) -> iam.PolicyDocument:
        """Leave it to the identity policies of our account who may call; within the index, roles decide."""
        statement = iam.PolicyStatement(
            principals=[iam.AccountPrincipal(self._place.deployment.account)],
            actions=["es:ESHttp*"],
            resources=[f"{self.arn}/*"],
        )
        return iam.PolicyDocument(statements=[statement])

    def _published(self) -> dict[str, opensearch.CfnDomain.LogPublishingOptionProperty]:
        return {
            kind: opensearch.CfnDomain.LogPublishingOptionProperty(
                enabled=True, cloud_watch_logs_log_group_arn=group.log_group_arn
            )
            for kind, group in self.log_groups.items()
        }


def _cluster(nodes: Nodes) -> opensearch.CfnDomain.ClusterConfigProperty:
    return opensearch.CfnDomain.ClusterConfigProperty(
        instance_type=nodes.data_type,
        instance_count=nodes.data_nodes,
        dedicated_master_enabled=True,
        dedicated_master_type=nodes.master_type,
        dedicated_master_count=nodes.masters,
        zone_awareness_enabled=True,
        zone_awareness_config=opensearch.CfnDomain.ZoneAwarenessConfigProperty(availability_zone_count=nodes.zones),
        multi_az_with_standby_enabled=nodes.standby,
    )


def _encrypt(domain: opensearch.CfnDomain, key: kms.IKey) -> None:
    """Encrypt what stands on disks with ``key``, and all that travels to nodes and between them."""
    domain.encryption_at_rest_options = opensearch.CfnDomain.EncryptionAtRestOptionsProperty(
        enabled=True, kms_key_id=key.key_arn
    )
    domain.node_to_node_encryption_options = opensearch.CfnDomain.NodeToNodeEncryptionOptionsProperty(enabled=True)
    domain.domain_endpoint_options = opensearch.CfnDomain.DomainEndpointOptionsProperty(
        enforce_https=True, tls_security_policy=TLS
    )


def _masters(role: iam.IRole) -> opensearch.CfnDomain.AdvancedSecurityOptionsInputProperty:
    return opensearch.CfnDomain.AdvancedSecurityOptionsInputProperty(
        enabled=True,
        internal_user_database_enabled=False,
        master_user_options=opensearch.CfnDomain.MasterUserOptionsProperty(master_user_arn=role.role_arn),
    )


def _quiet_hours() -> opensearch.CfnDomain.OffPeakWindowOptionsProperty:
    start = opensearch.CfnDomain.WindowStartTimeProperty(hours=QUIET_HOUR, minutes=0)
    window = opensearch.CfnDomain.OffPeakWindowProperty(window_start_time=start)
    return opensearch.CfnDomain.OffPeakWindowOptionsProperty(enabled=True, off_peak_window=window)
