"""The context object that Lambda hands a function beside the event."""

import time
import uuid

from local.emulator import ACCOUNT, REGION


class LambdaContext:
    """What handlers may ask of Lambda: names, the request id and the time that is left."""

    function_version = "$LATEST"
    memory_limit_in_mb = 1024
    log_stream_name = "local"
    identity = None
    client_context = None

    def __init__(self, function_name: str, seconds: float) -> None:
        """Start the clock of an invocation that may take `seconds`."""
        self.function_name = function_name
        self.invoked_function_arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function_name}"
        self.log_group_name = f"/aws/lambda/{function_name}"
        self.aws_request_id = str(uuid.uuid4())
        self._deadline = time.monotonic() + seconds

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the invocation would be cut off."""
        return max(0, int((self._deadline - time.monotonic()) * 1000))
