"""The interface on API Gateway: what Chalice declares, with its stage, limits, access log and refusals."""

from typing import Any

from aws_cdk import ArnFormat, CfnResource, Fn, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from chalice.cdk import Chalice
from constructs import Construct

from infra_cdk.constructs.log_group import log_group
from infra_cdk.deployment import Place
from infra_cdk.interface.access_log import log_format
from infra_cdk.interface.definition import prepared
from infra_cdk.interface.throttles import THROTTLES, Throttle

API = "RestAPI"
HANDLER = "APIHandler"
PERMISSION = "APIHandlerInvokePermission"
_LEAST = 1


class Interface(Construct):
    """``api_id`` and ``stage`` of the packaged interface, ``stage_arn`` for a firewall, ``access_log`` for metrics."""

    def __init__(self, scope: Construct, id: str, place: Place, application: Chalice, key: kms.IKey) -> None:
        """Configure what ``application`` brought; the access log is encrypted with ``key``."""
        super().__init__(scope, id)
        self._place = place
        self.api_id = Fn.ref(API)
        self.stage = Fn.sub(f"${{{API}.Stage}}")
        self.access_log = log_group(self, "Interface", place, key)
        self._admit_logging()
        self._configure(application.get_resource(API))
        application.get_resource(PERMISSION).add_property_override("FunctionName", {"Fn::Sub": f"${{{HANDLER}.Alias}}"})

    @property
    def stage_arn(self) -> str:
        """ARN of the stage, in a firewall's words; whoever uses it waits for the stage."""
        path = f"/restapis/{self.api_id}/stages/{self.stage}"
        return f"arn:{Stack.of(self).partition}:apigateway:{self._place.region}::{path}"

    def _admit_logging(self) -> None:
        """Let API Gateway write logs: one role for an account and region, whoever sets it last."""
        role = iam.Role(
            self,
            "Logging",
            assumed_by=iam.ServicePrincipal("apigateway.amazonaws.com"),
            managed_policies=[
                iam.ManagedPolicy.from_aws_managed_policy_name("service-role/AmazonAPIGatewayPushToCloudWatchLogs")
            ],
        )
        account = apigateway.CfnAccount(self, "Account", cloud_watch_role_arn=role.role_arn)
        self.access_log.node.add_dependency(account)

    def _configure(self, api: CfnResource) -> None:
        definition: dict[str, Any] = Stack.of(self).resolve(api.definition_body)  # type: ignore[attr-defined]
        api.definition_body = prepared(definition, HANDLER)  # type: ignore[attr-defined]
        settings: dict[str, object] = {
            "Name": self._place.named("api"),
            # Without it the transform adds a stage of its own, called Stage, that nobody limits or watches.
            "OpenApiVersion": "2.0",
            "EndpointConfiguration": {"Type": "REGIONAL"},
            "DisableExecuteApiEndpoint": True,
            "TracingEnabled": True,
            "AccessLogSetting": {"DestinationArn": _plain_arn(self.access_log), "Format": log_format()},
            "MethodSettings": [self._usual(), *(self._costly(throttle) for throttle in THROTTLES)],
        }
        for name, value in settings.items():
            api.add_property_override(name, value)

    def _usual(self) -> dict[str, object]:
        capacity = self._place.deployment.capacity
        return _method("*", "/*", capacity.requests, capacity.burst)

    def _costly(self, throttle: Throttle) -> dict[str, object]:
        capacity = self._place.deployment.capacity
        return _method(
            throttle.method,
            throttle.resource,
            max(_LEAST, round(capacity.requests * throttle.share)),
            max(_LEAST, round(capacity.burst * throttle.share)),
        )


def _method(method: str, resource: str, requests: int, burst: int) -> dict[str, object]:
    return {
        "HttpMethod": method,
        "ResourcePath": resource,
        "ThrottlingRateLimit": requests,
        "ThrottlingBurstLimit": burst,
        "MetricsEnabled": True,
        # The log of executions has bodies at its finer level and no retention of its own; the access log tells why a
        # request failed as well.
        "LoggingLevel": "OFF",
        "DataTraceEnabled": False,
    }


def _plain_arn(group: logs.LogGroup) -> str:
    """Return the ARN without the ``:*`` that CloudFormation ends it with: API Gateway takes none."""
    return Stack.of(group).format_arn(
        service="logs",
        resource="log-group",
        resource_name=group.log_group_name,
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
