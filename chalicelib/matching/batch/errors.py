"""What may be wrong with a run's files."""


class BatchError(RuntimeError):
    """A run cannot go on; the message says what has to be done."""


class Damaged(BatchError):
    """A file is not what was written; the message names it."""
