"""Long work in the background of the platform, with its progress to be asked for."""

import threading
from collections.abc import Callable
from typing import Any

import msgspec

from chalicelib.errors import Conflict, NotFound, PadanError
from chalicelib.identifiers import new_identifier
from chalicelib.observability import logger
from chalicelib.texts import Text

Report = Callable[[int, int | None], None]
"""Called with how much is done and, when known, of how much."""
Work = Callable[[Report], Any]


class Job(msgspec.Struct, kw_only=True):
    """One piece of work: ``running``, ``done`` with a ``result``, or ``failed`` with an ``error``."""

    id: str
    name: str
    state: str = "running"
    done: int = 0
    total: int | None = None
    result: Any = None
    error: str | None = None


class Jobs:
    """The jobs of one platform; one of each name runs at a time."""

    def __init__(self) -> None:
        """Begin with none."""
        self._jobs: dict[str, Job] = {}
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    def start(self, name: str, work: Work) -> Job:
        """Run ``work`` in a thread; raises `Conflict` while another of the same name runs."""
        with self._lock:
            if any(job.name == name and job.state == "running" for job in self._jobs.values()):
                raise Conflict(Text(f"{name} sedang berjalan.", f"{name} is running already."))
            job = Job(id=new_identifier("job"), name=name)
            self._jobs[job.id] = job
        thread = threading.Thread(target=_run, args=(job, work), name=f"job-{name}", daemon=True)
        self._threads.append(thread)
        thread.start()
        return job

    def get(self, identifier: str) -> Job:
        """Return a job; raises `NotFound`."""
        job = self._jobs.get(identifier)
        if job is None:
            raise NotFound
        return job

    def join(self, seconds: float) -> None:
        """Wait for what runs, each at most ``seconds``."""
        for thread in self._threads:
            thread.join(seconds)


def _run(job: Job, work: Work) -> None:
    def report(done: int, total: int | None = None) -> None:
        job.done, job.total = done, total if total is not None else job.total

    try:
        job.result = work(report)
        job.state = "done"
    except Exception as error:  # the job's error goes to whoever asks for the job
        logger.exception("a job failed")
        job.error = error.detail.en if isinstance(error, PadanError) else f"{type(error).__name__}: {error}"
        job.state = "failed"
