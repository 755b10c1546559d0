"""The work queues, each with its dead letters; and the one for records that stream consumers could not take."""

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from chalicelib.resources import DOCUMENTS, QUEUES, STREAM_FAILURES
from infra_cdk.deployment import Place

_KEPT = Duration.days(14)


class Queues(Construct):
    """``queues`` and ``dead_letters`` by logical name; ``failures`` takes what a stream consumer could not."""

    def __init__(self, scope: Construct, id: str, place: Place) -> None:
        """Make them all, encrypted by SQS's own keys so that S3 may send without access to ours."""
        super().__init__(scope, id)
        self._place = place
        self.failures = self._queue(STREAM_FAILURES.name)
        self.dead_letters = {queue.name: self._queue(queue.dead_letter) for queue in QUEUES}
        self.queues = {
            queue.name: self._queue(
                queue.name,
                visibility_timeout=Duration.seconds(queue.visibility),
                dead_letter_queue=sqs.DeadLetterQueue(
                    queue=self.dead_letters[queue.name], max_receive_count=queue.max_receives
                ),
            )
            for queue in QUEUES
        }
        self._admit_uploads(place)

    def _queue(self, name: str, **more: object) -> sqs.Queue:
        return sqs.Queue(
            self,
            name,
            queue_name=self._place.named(name),
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=_KEPT,
            **more,  # type: ignore[arg-type]
        )

    def _admit_uploads(self, place: Place) -> None:
        """Let the bucket of documents announce what was uploaded; its name is known before it is made."""
        self.queues[DOCUMENTS.name].add_to_resource_policy(
            iam.PolicyStatement(
                sid="Uploads",
                principals=[iam.ServicePrincipal("s3.amazonaws.com")],
                actions=["sqs:SendMessage"],
                resources=[self.queues[DOCUMENTS.name].queue_arn],
                conditions={
                    "ArnEquals": {"aws:SourceArn": f"arn:aws:s3:::{place.bucket('documents')}"},
                    "StringEquals": {"aws:SourceAccount": place.deployment.account},
                },
            )
        )
