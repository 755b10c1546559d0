"""Many messages in as few calls as may be, each once, and none lost without a word."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import aws, queues
from chalicelib.errors import Unavailable
from chalicelib.resources import UPLOADED_ROWS


class Number(msgspec.Struct, frozen=True):
    """A message."""

    number: int


class Sqs:
    """Takes batches; ``failing`` is the number of the call that does not take all."""

    def __init__(self, failing: int = -1) -> None:
        self.calls: list[list[dict[str, str]]] = []
        self.asked = 0
        self._failing = failing

    def get_queue_url(self, QueueName: str) -> dict[str, str]:  # noqa: N803 - SQS's own name
        assert QueueName.endswith(UPLOADED_ROWS.name)
        self.asked += 1
        return {"QueueUrl": "http://queue"}

    def send_message_batch(self, QueueUrl: str, Entries: list[dict[str, str]]) -> dict[str, object]:  # noqa: N803
        assert QueueUrl == "http://queue"
        self.calls.append(Entries)
        return {"Failed": [{"Id": "0"}]} if len(self.calls) - 1 == self._failing else {"Successful": []}


def sent(sqs: Sqs, count: int) -> list[int]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aws, "client", {"sqs": sqs}.__getitem__)
        queues.send_all(UPLOADED_ROWS, (Number(number) for number in range(count)))
    return [msgspec.json.decode(entry["MessageBody"])["number"] for call in sqs.calls for entry in call]


@given(st.integers(0, 95))
def test_every_message_is_sent_once_in_order_ten_in_a_call(count):
    sqs = Sqs()
    assert sent(sqs, count) == list(range(count))
    assert all(0 < len(call) <= 10 for call in sqs.calls)
    assert len(sqs.calls) == -(-count // 10)
    assert all(len({entry["Id"] for entry in call}) == len(call) for call in sqs.calls)
    assert sqs.asked == bool(count)


def test_a_message_that_the_queue_did_not_take_is_told():
    sqs = Sqs(failing=1)
    with pytest.raises(Unavailable):
        sent(sqs, 40)
    assert len(sqs.calls) == 2
