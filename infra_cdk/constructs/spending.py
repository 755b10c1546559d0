"""What the deployment may cost a month, and word of it before it does."""

import json

from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_ce as ce
from constructs import Construct

from infra_cdk.data.tags import APPLICATION, STAGE
from infra_cdk.deployment import Deployment

ACTUAL_PERCENT = (50, 80, 100)
FORECAST_PERCENT = 100
_ANOMALY_PERCENT = 5
"""Of the monthly budget: a jump of so much in a day is told of."""


class Spending(Construct):
    """A budget with mails to the operators, and a monitor of unusual costs.

    It stands in the recovery region: CloudFormation has no budgets in Jakarta, and bills belong to no region.
    """

    def __init__(self, scope: Construct, id: str, deployment: Deployment) -> None:
        """Watch the whole account, or with ``account_wide`` off what is tagged as this deployment's."""
        super().__init__(scope, id)
        self._deployment = deployment
        self.budget = self._budget()
        self.monitor = self._monitor()
        self._tell()

    def _budget(self) -> budgets.CfnBudget:
        deployment = self._deployment
        properties = budgets.CfnBudget
        told = [("ACTUAL", percent) for percent in ACTUAL_PERCENT] + [("FORECASTED", FORECAST_PERCENT)]
        return properties(
            self,
            "Budget",
            budget=properties.BudgetDataProperty(
                budget_name=f"{deployment.prefix}monthly",
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=properties.SpendProperty(amount=deployment.monthly_budget, unit="USD"),
                cost_filters=None if deployment.account_wide else {"TagKeyValue": [self._tag]},
            ),
            notifications_with_subscribers=[self._notification(kind, percent) for kind, percent in told],
        )

    @property
    def _tag(self) -> str:
        # A budget takes values of one tag key only, and the stage tells deployments of an account apart.
        return f"user:{STAGE}${self._deployment.stage}"

    def _notification(self, kind: str, percent: int) -> budgets.CfnBudget.NotificationWithSubscribersProperty:
        properties = budgets.CfnBudget
        return properties.NotificationWithSubscribersProperty(
            notification=properties.NotificationProperty(
                comparison_operator="GREATER_THAN",
                notification_type=kind,
                threshold=percent,
                threshold_type="PERCENTAGE",
            ),
            subscribers=[
                properties.SubscriberProperty(address=self._deployment.operations_email, subscription_type="EMAIL")
            ],
        )

    def _monitor(self) -> ce.CfnAnomalyMonitor:
        name = f"{self._deployment.prefix}costs"
        if self._deployment.account_wide:
            return ce.CfnAnomalyMonitor(
                self, "Monitor", monitor_name=name, monitor_type="DIMENSIONAL", monitor_dimension="SERVICE"
            )
        tags = {APPLICATION: self._deployment.name, STAGE: self._deployment.stage}
        own = {"And": [{"Tags": {"Key": key, "Values": [value]}} for key, value in tags.items()]}
        return ce.CfnAnomalyMonitor(
            self, "Monitor", monitor_name=name, monitor_type="CUSTOM", monitor_specification=json.dumps(own)
        )

    def _tell(self) -> None:
        least = max(1, self._deployment.monthly_budget * _ANOMALY_PERCENT // 100)
        impact = {
            "Dimensions": {
                "Key": "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                "MatchOptions": ["GREATER_THAN_OR_EQUAL"],
                "Values": [str(least)],
            }
        }
        ce.CfnAnomalySubscription(
            self,
            "Subscription",
            subscription_name=f"{self._deployment.prefix}costs",
            frequency="DAILY",
            monitor_arn_list=[self.monitor.attr_monitor_arn],
            threshold_expression=json.dumps(impact),
            subscribers=[
                ce.CfnAnomalySubscription.SubscriberProperty(address=self._deployment.operations_email, type="EMAIL")
            ],
        )
