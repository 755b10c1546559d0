"""Empties a network's default security group, which nobody uses and everybody could."""

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra_cdk.constructs.service_role import ServiceRole
from infra_cdk.deployment import Place

RUNBOOK = "AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules"
WEEKLY = "rate(7 days)"


class ClosedDefaultGroup(Construct):
    """Runs AWS's own runbook at once and every week; see docs/decisions/0115-network.md for why not a function."""

    def __init__(self, scope: Construct, id: str, place: Place, vpc: ec2.Vpc) -> None:
        """Empty the default group of ``vpc``, now and whenever somebody adds to it."""
        super().__init__(scope, id)
        group = vpc.vpc_default_security_group
        allowed = ServiceRole(self, "Runbook", place, "ssm", _statements(place, group))
        association = ssm.CfnAssociation(
            self,
            "Association",
            name=RUNBOOK,
            association_name=place.named("close-default-group"),
            parameters={"AutomationAssumeRole": [allowed.role.role_arn], "GroupId": [group]},
            schedule_expression=WEEKLY,
            compliance_severity="HIGH",
        )
        association.node.add_dependency(allowed.policy)


def _statements(place: Place, group: str) -> list[iam.PolicyStatement]:
    account, region = place.deployment.account, place.region
    allowed = {
        f"arn:aws:ssm:{region}::automation-definition/{RUNBOOK}:*": ["ssm:StartAutomationExecution"],
        f"arn:aws:ssm:{region}:{account}:automation-execution/*": ["ssm:GetAutomationExecution"],
        "*": ["ec2:DescribeSecurityGroups"],
        f"arn:aws:ec2:{region}:{account}:security-group/{group}": [
            "ec2:RevokeSecurityGroupEgress",
            "ec2:RevokeSecurityGroupIngress",
        ],
    }
    return [iam.PolicyStatement(actions=actions, resources=[resource]) for resource, actions in allowed.items()]
