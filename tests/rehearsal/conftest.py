"""Stacks as they come from a synthesized assembly, small and by hand."""

import pytest

from infra_cdk.assembly import SynthesizedStack


@pytest.fixture
def stack():
    """Make a stack of some resources: ``stack({"Queue": {"Type": …}}, region=…)``."""

    def make(resources, outputs=None, name="made", region="ap-southeast-3"):
        return SynthesizedStack(
            name=name,
            account="000000000000",
            region=region,
            template={"Resources": resources, "Outputs": outputs or {}},
            size=1,
            tags={},
            protected=False,
            dependencies=(),
        )

    return make
