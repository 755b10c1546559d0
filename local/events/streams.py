"""Delivers changes of a table in order; a record that stays poison goes aside and its neighbours go on."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from local.events.delivery import Backoff, deliver
from local.events.shapes import stream_event
from local.events.sources import StreamSource
from local.events.worker import Worker

_TRIMMED = "TrimmedDataAccessException"
_STALE = {"ExpiredIteratorException", _TRIMMED}
Records = Sequence[dict[str, Any]]


class Abandoned(msgspec.Struct, frozen=True, kw_only=True):
    """A record that was given up: what an operator needs to find and replay it."""

    source: str
    stream_arn: str
    shard: str
    record: dict[str, Any]
    attempts: int
    error: str


class StreamWorker(Worker):
    """Reads the stream's shards from their beginning; one batch of a shard at a time."""

    idle_seconds = 5.0

    def __init__(
        self,
        source: StreamSource,
        stream_arn: str,
        client: Any,  # noqa: ANN401 - boto3
        backoff: Backoff,
        give_up: Callable[[Abandoned], None],
    ) -> None:
        """`client` is a DynamoDB streams client; `give_up` takes records whose retries are exhausted."""
        super().__init__(source.name, f"table {source.table}")
        self._source = source
        self._arn = stream_arn
        self._client = client
        self._backoff = backoff
        self._give_up = give_up
        self._iterators: dict[str, str | None] = {}
        self._last: dict[str, str] = {}

    @property
    def table(self) -> str:
        """The table whose changes it reads."""
        return self._source.table

    @property
    def read_up_to(self) -> str:
        """The last sequence number that it is done with; empty before the first."""
        return min(self._last.values(), default="")

    def poll(self) -> bool:
        """Deliver at most one batch of each shard; returns whether there was any."""
        self._find_shards()
        found = [self._poll_shard(shard) for shard in list(self._iterators)]
        return any(found)

    def _find_shards(self) -> None:
        if any(self._iterators.values()):
            return
        for shard in self._client.describe_stream(StreamArn=self._arn)["StreamDescription"]["Shards"]:
            self._iterators.setdefault(shard["ShardId"], self._iterator(shard["ShardId"]))

    def _iterator(self, shard: str) -> str:
        place = {"ShardIteratorType": "TRIM_HORIZON"}
        if shard in self._last:
            place = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": self._last[shard]}
        answer = self._client.get_shard_iterator(StreamArn=self._arn, ShardId=shard, **place)
        iterator: str = answer["ShardIterator"]
        return iterator

    def _poll_shard(self, shard: str) -> bool:
        iterator = self._iterators[shard]
        if iterator is None:
            return False
        try:
            answer = self._client.get_records(ShardIterator=iterator, Limit=self._source.batch_size)
        except ClientError as error:
            self._renew(shard, error.response["Error"]["Code"], error)
            return True
        records = answer["Records"]
        if records:
            self._deliver(shard, records)
            self._last[shard] = _sequence(records[-1])
            self.delivered += len(records)
        self._iterators[shard] = answer.get("NextShardIterator")
        return bool(records)

    def _renew(self, shard: str, code: str, error: ClientError) -> None:
        if code not in _STALE:
            raise error
        if code == _TRIMMED:
            # What came before is gone from the stream: go on with the oldest that is left.
            self._last.pop(shard, None)
        self._iterators[shard] = self._iterator(shard)

    def _deliver(self, shard: str, records: Records) -> None:
        """Deliver the records, halving what fails until a single record is left to retry and to give up."""
        pieces: list[Records] = [records]
        while pieces and not self.stopping:
            piece = pieces.pop()
            rest = self._attempt(piece) if len(piece) > 1 else self._retry(shard, piece)
            pieces.extend(reversed(rest))

    def _attempt(self, records: Records) -> list[Records]:
        """Deliver once. Returns what is left, in order: the part that was not reached, bisected where it failed."""
        sequences = [_sequence(record) for record in records]
        outcome = deliver(self.name, self._source.handler, stream_event(records, self._arn), sequences)
        if outcome.succeeded:
            return []
        if outcome.error:
            middle = len(records) // 2
            return [records[:middle], records[middle:]]
        first = min(sequences.index(sequence) for sequence in outcome.failed)
        return [part for part in (records[first : first + 1], records[first + 1 :]) if part]

    def _retry(self, shard: str, records: Records) -> list[Records]:
        """Deliver a single record until it succeeds or its attempts are used up."""
        error = ""
        for attempt in range(1, self._backoff.attempts + 1):
            event = stream_event(records, self._arn)
            outcome = deliver(self.name, self._source.handler, event, [_sequence(records[0])])
            if outcome.succeeded or self.stopping:
                return []
            error = outcome.error or "the handler reported the record as failed"
            if attempt < self._backoff.attempts:
                self.rest(self._backoff.pause(attempt))
        self._give_up(
            Abandoned(
                source=self.name,
                stream_arn=self._arn,
                shard=shard,
                record=event["Records"][0],
                attempts=self._backoff.attempts,
                error=error,
            )
        )
        return []


def _sequence(record: dict[str, Any]) -> str:
    sequence: str = record["dynamodb"]["SequenceNumber"]
    return sequence
