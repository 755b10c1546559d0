"""The work queues, each with its dead letters; and the one for records that stream consumers could not take."""

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from chalicelib.resources import DOCUMENTS, QUEUES, STREAM_FAILURES, Queue
from infra_cdk.constructs.documents_scan import Uploads, scan_rule
from infra_cdk.deployment import Place
from infra_cdk.functions.sources import ScheduleSource, rule_of
from infra_cdk.functions.specs import FUNCTIONS

_KEPT = Duration.days(4)
_DEAD_KEPT = Duration.days(14)
"""Longer than work is kept: a message's age counts on when it moves, so equal periods would lose it on arrival."""


class Queues(Construct):
    """``queues`` and ``dead_letters`` by logical name; ``failures`` takes what a stream consumer could not."""

    def __init__(self, scope: Construct, id: str, place: Place) -> None:
        """Make them all. SQS's own keys encrypt them: messages name what to work on and carry none of it."""
        super().__init__(scope, id)
        self._place = place
        self.failures = self._queue(STREAM_FAILURES.name, _DEAD_KEPT, redrive_allow_policy=self._from(None))
        self.dead_letters = {
            queue.name: self._queue(queue.dead_letter, _DEAD_KEPT, redrive_allow_policy=self._from(queue))
            for queue in QUEUES
        }
        self.queues = {queue.name: self._work(queue) for queue in QUEUES}
        self._admit_scans()
        self._admit_schedules()

    @property
    def uploads(self) -> Uploads:
        """Where scanned documents are announced."""
        return Uploads(work=self.queues[DOCUMENTS.name], dead=self.dead_letters[DOCUMENTS.name])

    def _work(self, queue: Queue) -> sqs.Queue:
        return self._queue(
            queue.name,
            _KEPT,
            visibility_timeout=Duration.seconds(queue.visibility),
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters[queue.name], max_receive_count=queue.max_receives
            ),
        )

    def _queue(self, name: str, kept: Duration, **more: object) -> sqs.Queue:
        return sqs.Queue(
            self,
            name,
            queue_name=self._place.named(name),
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=kept,
            **more,  # type: ignore[arg-type]
        )

    def _from(self, queue: Queue | None) -> sqs.RedriveAllowPolicy:
        """Whose dead letters a queue takes: those of ``queue``, named before it is made; of no queue for ``None``."""
        if queue is None:
            return sqs.RedriveAllowPolicy(redrive_permission=sqs.RedrivePermission.DENY_ALL)
        arn = f"arn:aws:sqs:{self._place.region}:{self._place.deployment.account}:{self._place.named(queue.name)}"
        source = sqs.Queue.from_queue_arn(self, f"{queue.name}-source", arn)
        return sqs.RedriveAllowPolicy(redrive_permission=sqs.RedrivePermission.BY_QUEUE, source_queues=[source])

    def _admit_scans(self) -> None:
        """Let the rule of scanned documents announce them; its name is known before it is made."""
        rule = f"arn:aws:events:{self._place.region}:{self._place.deployment.account}:rule/{scan_rule(self._place)}"
        for queue in (self.uploads.work, self.uploads.dead):
            queue.add_to_resource_policy(
                iam.PolicyStatement(
                    sid="Scanned",
                    principals=[iam.ServicePrincipal("events.amazonaws.com")],
                    actions=["sqs:SendMessage"],
                    resources=[queue.queue_arn],
                    conditions={"ArnEquals": {"aws:SourceArn": rule}},
                )
            )

    def _admit_schedules(self) -> None:
        """Let schedules set aside a call that Lambda did not take; their names are known before they are made."""
        rules = f"arn:aws:events:{self._place.region}:{self._place.deployment.account}:rule"
        scheduled = sorted(each.name for each in FUNCTIONS if isinstance(each.source, ScheduleSource))
        self.failures.add_to_resource_policy(
            iam.PolicyStatement(
                sid="Schedules",
                principals=[iam.ServicePrincipal("events.amazonaws.com")],
                actions=["sqs:SendMessage"],
                resources=[self.failures.queue_arn],
                conditions={
                    "ArnEquals": {"aws:SourceArn": [f"{rules}/{rule_of(self._place, name)}" for name in scheduled]}
                },
            )
        )
