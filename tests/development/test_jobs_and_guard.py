"""Jobs run one of a kind and keep their end; /dev answers this machine's programs only."""

import threading

import pytest

from chalicelib.errors import Conflict, Forbidden, NotFound, Unavailable
from local.development.guard import LOCAL_HEADER, require_local
from local.development.jobs import Jobs
from local.http.types import LocalRequest


def test_a_job_reports_and_ends_with_its_result():
    jobs = Jobs()

    def work(report):
        report(1, 2)
        report(2)
        return {"done": True}

    job = jobs.start("count", work)
    jobs.join(5)
    found = jobs.get(job.id)
    assert (found.state, found.done, found.total, found.result) == ("done", 2, 2, {"done": True})


@pytest.mark.parametrize(
    ("error", "words"), [(ValueError("broken"), "ValueError: broken"), (Unavailable(), "Temporarily unavailable")]
)
def test_a_failed_job_says_why(error, words):
    jobs = Jobs()

    def work(report):
        raise error

    job = jobs.start("fail", work)
    jobs.join(5)
    assert jobs.get(job.id).state == "failed"
    assert jobs.get(job.id).error == words


def test_one_of_each_name_at_a_time():
    jobs, go = Jobs(), threading.Event()
    jobs.start("slow", lambda report: go.wait(5))
    with pytest.raises(Conflict):
        jobs.start("slow", lambda report: None)
    other = jobs.start("other", lambda report: 7)
    go.set()
    jobs.join(5)
    assert jobs.get(other.id).result == 7
    assert jobs.start("slow", lambda report: None)
    jobs.join(5)


def test_an_unknown_job_is_not_found():
    with pytest.raises(NotFound):
        Jobs().get("job_0")


def _request(method="POST", host="127.0.0.1:8000", **headers):
    return LocalRequest(method=method, path="/dev/token", headers={"host": host, **headers})


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000", "[::1]"])
def test_programs_of_this_machine_may(host):
    require_local(_request(host=host, **{LOCAL_HEADER: "1"}))


@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:8000", "127.0.0.1.evil.example:80", "localhost.evil"]
)
def test_other_names_of_this_machine_may_not(host):
    with pytest.raises(Forbidden):
        require_local(_request(host=host, **{LOCAL_HEADER: "1"}))


def test_a_web_page_may_look_and_not_write():
    require_local(_request(method="GET"))
    with pytest.raises(Forbidden):
        require_local(_request())
