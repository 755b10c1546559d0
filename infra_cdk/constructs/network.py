"""The private network of a place: where functions reach the index, the services of AWS, and partners."""

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.constructs.default_group import ClosedDefaultGroup
from infra_cdk.constructs.log_group import log_group
from infra_cdk.constructs.service_role import ServiceRole
from infra_cdk.deployment import Place, Role

HTTPS = 443
BLOCKS = {Role.HOME: "10.40.0.0/16", Role.RECOVERY: "10.41.0.0/16"}
"""Apart, so that the two places can be joined one day."""

GATEWAYS = {"S3": ec2.GatewayVpcEndpointAwsService.S3, "DynamoDB": ec2.GatewayVpcEndpointAwsService.DYNAMODB}
"""Free of charge, so every size has them."""

INTERFACES = {
    "Kms": ec2.InterfaceVpcEndpointAwsService.KMS,
    "Sqs": ec2.InterfaceVpcEndpointAwsService.SQS,
    "SecretsManager": ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
}
"""Charged by zone and hour. Without them the same calls go over TLS through the NAT gateway."""


class Network(Construct):
    """``vpc`` with ``private`` subnets (a way out) and ``isolated`` ones (none); ``functions`` may call ``domain``."""

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Make it over the zones of ``place``; flow logs are encrypted with ``key``."""
        super().__init__(scope, id)
        self._place = place
        self.vpc = self._vpc()
        self.private = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS)
        self.isolated = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
        self.functions = self._group("Functions", "What functions may call")
        self.functions.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(HTTPS), "Services of AWS, and webhooks")
        self.domain = self._group("Domain", "Who may call the index")
        self.domain.add_ingress_rule(self.functions, ec2.Port.tcp(HTTPS), "Functions")
        self._flow_logs(key)
        self._endpoints()
        ClosedDefaultGroup(self, "DefaultGroup", place, self.vpc)

    def _vpc(self) -> ec2.Vpc:
        kinds = {
            "Public": (ec2.SubnetType.PUBLIC, 24),
            "Private": (ec2.SubnetType.PRIVATE_WITH_EGRESS, 20),
            "Isolated": (ec2.SubnetType.PRIVATE_ISOLATED, 24),
        }
        return ec2.Vpc(
            self,
            "Vpc",
            vpc_name=self._place.named("network"),
            ip_addresses=ec2.IpAddresses.cidr(BLOCKS[self._place.role]),
            availability_zones=list(self._place.zones),
            nat_gateways=self._place.deployment.capacity.nat_gateways,
            subnet_configuration=[
                ec2.SubnetConfiguration(
                    name=name,
                    subnet_type=kind,
                    cidr_mask=mask,
                    map_public_ip_on_launch=False if kind is ec2.SubnetType.PUBLIC else None,
                )
                for name, (kind, mask) in kinds.items()
            ],
            restrict_default_security_group=False,
        )

    def _group(self, name: str, description: str) -> ec2.SecurityGroup:
        return ec2.SecurityGroup(
            self,
            name,
            vpc=self.vpc,
            security_group_name=self._place.named(name.lower()),
            description=description,
            allow_all_outbound=False,
        )

    def _flow_logs(self, key: kms.IKey) -> None:
        group = log_group(self, "Flows", self._place, key)
        actions = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        writes = [iam.PolicyStatement(actions=actions, resources=[group.log_group_arn])]
        writer = ServiceRole(self, "FlowWriter", self._place, "vpc-flow-logs", writes)
        # Without updates: the library would add a second policy, with the right to pass this role on.
        destination = ec2.FlowLogDestination.to_cloud_watch_logs(group, writer.role.without_policy_updates())
        self.vpc.add_flow_log("FlowLog", destination=destination).node.add_dependency(writer.policy)

    def _endpoints(self) -> None:
        gateways = {name: self.vpc.add_gateway_endpoint(name, service=each) for name, each in GATEWAYS.items()}
        for gateway in gateways.values():
            gateway.add_to_policy(self._own_account())
        gateways["S3"].add_to_policy(self._answers())
        if not self._place.deployment.capacity.private_endpoints:
            return
        group = self._group("Endpoints", "Who may call the interface endpoints")
        group.add_ingress_rule(self.functions, ec2.Port.tcp(HTTPS), "Functions")
        for name, interface in INTERFACES.items():
            self.vpc.add_interface_endpoint(
                name, service=interface, subnets=self.private, security_groups=[group], open=False
            ).add_to_policy(self._own_account())

    def _own_account(self) -> iam.PolicyStatement:
        """Return the policy by which an endpoint carries our identities to our resources, and nothing out."""
        account = self._place.deployment.account
        return iam.PolicyStatement(
            principals=[iam.AnyPrincipal()],
            actions=["*"],
            resources=["*"],
            conditions={"StringEquals": {"aws:PrincipalAccount": account, "aws:ResourceAccount": account}},
        )

    def _answers(self) -> iam.PolicyStatement:
        """Return how functions answer CloudFormation: into a bucket of its own, at an address that it signed."""
        bucket = f"cloudformation-custom-resource-response-{self._place.region.replace('-', '')}"
        return iam.PolicyStatement(
            principals=[iam.AnyPrincipal()], actions=["s3:PutObject"], resources=[f"arn:aws:s3:::{bucket}/*"]
        )


def zones_context(place: Place) -> dict[str, list[str]]:
    """Return what the CDK would otherwise look up in the account: the zones that may be named in ``place``'s region."""
    return {f"availability-zones:account={place.deployment.account}:region={place.region}": list(place.zones)}
