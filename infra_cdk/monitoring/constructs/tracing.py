"""Which requests are traced, and groups of traces worth looking at."""

from aws_cdk import aws_xray as xray
from constructs import Construct

from infra_cdk.deployment import Place
from infra_cdk.monitoring.slo.objectives import SEARCH

_EVERY_SECOND = 1
"""One request a second is traced however many there are, so that a quiet night is not blind."""

_PRIORITY = 100
_LONGEST = 32
"""Letters that X-Ray takes in a name."""


class Tracing(Construct):
    """A sampling rule by the size's share; API Gateway decides by it, and functions follow."""

    def __init__(self, scope: Construct, id: str, place: Place) -> None:
        """Make the rule and three groups: what failed, what was slow, and slow searches."""
        super().__init__(scope, id)
        self._place = place
        self._sample()
        slow_search = f'annotation.operation = "{SEARCH}" AND responsetime > 0.5'
        for name, expression in {"failed": "fault = true", "slow": "responsetime > 3", "searches": slow_search}.items():
            xray.CfnGroup(
                self,
                name.capitalize(),
                group_name=f"{name}-{place.deployment.service}"[:_LONGEST],
                filter_expression=expression,
                insights_configuration=xray.CfnGroup.InsightsConfigurationProperty(
                    insights_enabled=name == "failed", notifications_enabled=False
                ),
            )

    def _sample(self) -> None:
        xray.CfnSamplingRule(
            self,
            "Sampling",
            sampling_rule=xray.CfnSamplingRule.SamplingRuleProperty(
                rule_name=self._place.deployment.service[:_LONGEST],
                version=1,
                priority=_PRIORITY,
                fixed_rate=self._place.deployment.capacity.traced,
                reservoir_size=_EVERY_SECOND,
                service_name=f"{self._place.named('api')}*",
                service_type="*",
                host="*",
                http_method="*",
                url_path="*",
                resource_arn="*",
            ),
        )
