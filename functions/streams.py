"""Names of the tables' change streams, as event functions subscribe to them."""

from chalicelib.settings import Streams, Tables, read


def stream_arn(logical_table: str) -> str:
    """Return the ARN of the stream of ``logical_table`` in this deployment.

    DynamoDB ends a stream's ARN with the moment of its creation, which only the deployment knows: the stacks put the
    real ARN on the packaged function. The table's name in it is always right.
    """
    streams = read(Streams)
    table = read(Tables).table_prefix + logical_table
    place = f"{streams.stream_region}:{streams.stream_account}"
    return f"arn:aws:dynamodb:{place}:table/{table}/stream/{streams.stream_label}"
