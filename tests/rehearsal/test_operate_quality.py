"""Counting quality anew on a deployment, from the operator's machine."""

from chalicelib import quality
from infra_cdk.deployment import read_deployment
from infra_cdk.operating.tasks import TASKS
from infra_cdk.packaging.staging import ROOT

PILOT = read_deployment(ROOT / "infra_cdk" / "deployments" / "pilot.toml")


def test_its_progress_is_shown_and_its_result_returned(monkeypatch, capsys):
    done = quality.Rebuilt(vacancies=380, generation=2, dropped=7)

    def rebuild(progress):
        progress(190, None)
        progress(380, None)
        return done

    monkeypatch.setattr(quality, "rebuild", rebuild)
    assert TASKS["rebuild-quality"](PILOT, []) == done
    assert capsys.readouterr().out == ""
