"""Following a job of the platform to its end with a progress bar."""

import time
from typing import Any

import httpx
from rich.progress import TaskID

from local.cli.output import Exit, fail, progress
from local.cli.target import call

_PAUSE = 0.2


def follow(client: httpx.Client, path: str, **options: Any) -> Any:  # noqa: ANN401 - JSON
    """Start the job that ``path`` offers, show its progress, return its result; ends the command when it fails."""
    job = call(client, "POST", path, **options)
    with progress() as display:
        task = display.add_task(job["name"], total=None)
        while job["state"] == "running":
            time.sleep(_PAUSE)
            job = call(client, "GET", f"/dev/jobs/{job['id']}")
            _advance(display, task, job)
    if job["state"] == "failed":
        fail(f"{job['name']}: {job['error']}", Exit.REFUSED)
    return job["result"]


def _advance(display: Any, task: TaskID, job: dict[str, Any]) -> None:  # noqa: ANN401 - rich's display
    display.update(task, completed=job["done"], total=job["total"])
