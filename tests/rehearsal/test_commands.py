"""A command ends in time, or is ended, and what it wrote says why it failed."""

import os
import sys

import pytest

from infra_cdk.rehearsal.commands import CommandFailedError, of_account, run


def _python(text):
    return [sys.executable, "-c", text]


def test_what_a_command_wrote_comes_back_each_time_anew(tmp_path):
    log = tmp_path / "log"
    assert run(_python("print('one')"), log, {}, 20) == "one\n"
    assert run(_python("print('two')"), log, {}, 20) == "two\n"
    assert log.read_text() == "one\ntwo\n"


def test_a_failure_says_what_it_wrote(tmp_path):
    text = "import sys; print('CREATE_FAILED because'); [print(n) for n in range(40)]; sys.exit(3)"
    with pytest.raises(CommandFailedError, match="ended with code 3") as raised:
        run(_python(text), tmp_path / "log", {}, 20)
    assert "CREATE_FAILED because" in str(raised.value)
    assert "\n39" in str(raised.value)
    assert "\n5\n" not in str(raised.value)


def test_a_command_that_takes_too_long_is_ended(tmp_path):
    with pytest.raises(CommandFailedError, match=r"did not end within 0\.5 s"):
        run(_python("import time; time.sleep(60)"), tmp_path / "log", {}, 0.5)


def test_nothing_of_the_users_own_account_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "mine")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "mine")
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "https://mine.example")
    environment = of_account("http://127.0.0.1:1", "ap-southeast-3")
    told = run(_python("import os; print(sorted(os.environ.items()))"), tmp_path / "log", environment, 20)
    assert "mine" not in told
    assert "'AWS_ENDPOINT_URL', 'http://127.0.0.1:1'" in told
    assert f"'AWS_CONFIG_FILE', '{os.devnull}'" in told
