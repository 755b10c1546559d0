"""Where alarms go: a topic for each severity."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra_cdk.monitoring.model import Severity
from infra_cdk.monitoring.somewhere import Somewhere

NAMES = {Severity.PAGE: "pages", Severity.TICKET: "tickets", Severity.SIGNAL: "signals"}
"""Logical names of the topics. Nobody subscribes to signals by mail: a chat room or a log of alarms may."""

READ = (Severity.PAGE, Severity.TICKET)
_SENDERS = ("cloudwatch", "budgets", "costalerts", "backup")


class Topics(Construct):
    """``topics`` by severity, encrypted; what is read goes to the operators by mail."""

    def __init__(self, scope: Construct, id: str, place: Somewhere, key: kms.IKey) -> None:
        """Make them; the policy of ``key`` has to admit the services that send."""
        super().__init__(scope, id)
        self.topics = {severity: self._topic(place, severity, key) for severity in Severity}
        for severity in READ:
            self.topics[severity].add_subscription(subscriptions.EmailSubscription(place.deployment.operations_email))

    def arn(self, severity: Severity) -> str:
        """ARN of the topic for ``severity``."""
        return self.topics[severity].topic_arn

    def _topic(self, place: Somewhere, severity: Severity, key: kms.IKey) -> sns.Topic:
        topic = sns.Topic(
            self,
            severity.value.capitalize(),
            topic_name=place.named(NAMES[severity]),
            display_name=f"{place.deployment.name} {place.deployment.stage} {place.role}: {NAMES[severity]}",
            master_key=key,
            enforce_ssl=True,
        )
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                sid="Senders",
                principals=[iam.ServicePrincipal(f"{sender}.amazonaws.com") for sender in _SENDERS],
                actions=["sns:Publish"],
                resources=[topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": place.deployment.account}},
            )
        )
        return topic
