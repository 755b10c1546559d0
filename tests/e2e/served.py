"""A platform as its users have it: ``padan serve`` in a process of its own, used over HTTP and by the command line."""

import json
import os
import select
import signal
import subprocess
import sys
import time

import httpx
import psutil

START_SECONDS = 120
STOP_SECONDS = 60


class Served:
    """One run after another on the same data folder."""

    def __init__(self, data, search, *, seed=False):
        self.data, self.search, self.seed = data, search, seed
        self.process = None
        self.url = self.last_words = ""

    def start(self):
        command = ["serve", "--port", "0", "--data", str(self.data), "--search", self.search]
        command.append("--seed" if self.seed else "--no-seed")
        self.errors = (self.data.parent / "serve.err").open("a+b")
        self.process = subprocess.Popen(_padan(command), stdout=subprocess.PIPE, stderr=self.errors, text=True)
        ready, _, _ = select.select([self.process.stdout], [], [], START_SECONDS)
        line = self.process.stdout.readline() if ready else ""
        assert line.startswith("ready http://127.0.0.1:"), f"said {line!r} and not ready"
        self.url = line.split()[1]
        return self

    def stop(self, number=signal.SIGTERM):
        """Stop by a signal; returns the exit code. Nothing may be left behind."""
        family = [self.process.pid, *(child.pid for child in psutil.Process(self.process.pid).children(recursive=True))]
        self.process.send_signal(number)
        code = self.process.wait(STOP_SECONDS)
        self.process.stdout.close()
        self.errors.seek(0)
        self.last_words = (self.errors.read().decode().splitlines() or [""])[-1]
        self.errors.close()
        assert gone(family), "a process is left behind"
        return code

    def stop_at_work(self):
        """Stop while events may still be coming: it ends well, or it says that the next start will look after them."""
        code = self.stop()
        return code == 0 or (code == 1 and self.last_words.startswith("events were still coming"))

    def padan(self, *arguments, check=True):
        """Run a command on the running platform; returns the finished process."""
        environment = {**os.environ, "PADAN_URL": self.url}
        return subprocess.run(
            _padan([*arguments, "--data", str(self.data)]),
            capture_output=True,
            text=True,
            env=environment,
            timeout=300,
            check=check,
        )

    def padan_json(self, *arguments):
        """Run a command with ``--json`` and return the last line's document."""
        return json.loads(self.padan(*arguments, "--json").stdout.splitlines()[-1])

    def client(self, token=None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30, trust_env=False)


def gone(pids, seconds=20):
    """Tell whether all processes end within ``seconds``."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(_lives(pid) for pid in pids):
            return True
        select.select([], [], [], 0.1)
    return False


def eventually(ask, seconds=30):
    """Ask until the answer is true, and return it; fails when it never is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answer := ask():
            return answer
        select.select([], [], [], 0.1)
    raise AssertionError("it did not come to be in time")


def _lives(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _padan(arguments):
    return [sys.executable, "-c", "from local.cli import main; main()", *arguments]
