"""Empties a network's default security group, which nobody uses and everybody could."""

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra_cdk.deployment import Place

RUNBOOK = "AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules"
WEEKLY = "rate(7 days)"


class ClosedDefaultGroup(Construct):
    """Runs AWS's own runbook at once and every week; see docs/decisions/0115-network.md for why not a function."""

    def __init__(self, scope: Construct, id: str, place: Place, vpc: ec2.Vpc) -> None:
        """Empty the default group of ``vpc``, now and whenever somebody adds to it."""
        super().__init__(scope, id)
        group = vpc.vpc_default_security_group
        role = self._role(place, group)
        association = ssm.CfnAssociation(
            self,
            "Association",
            name=RUNBOOK,
            association_name=place.named("close-default-group"),
            parameters={"AutomationAssumeRole": [role.role_arn], "GroupId": [group]},
            schedule_expression=WEEKLY,
            compliance_severity="HIGH",
        )
        association.node.add_dependency(role)

    def _role(self, place: Place, group: str) -> iam.Role:
        account, region = place.deployment.account, place.region
        role = iam.Role(
            self,
            "Role",
            description="Empties the default security group",
            assumed_by=iam.ServicePrincipal(
                "ssm.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": account}}
            ),
        )
        executions = f"arn:aws:ssm:{region}:{account}:automation-execution/*"
        definition = f"arn:aws:ssm:{region}::automation-definition/{RUNBOOK}:*"
        groups = f"arn:aws:ec2:{region}:{account}:security-group/{group}"
        revoke = ["ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"]
        for actions, resource in (
            (["ssm:StartAutomationExecution"], definition),
            (["ssm:GetAutomationExecution"], executions),
            (["ec2:DescribeSecurityGroups"], "*"),
            (revoke, groups),
        ):
            role.add_to_policy(iam.PolicyStatement(actions=actions, resources=[resource]))
        return role
