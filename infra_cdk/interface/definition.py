"""The interface's definition (Swagger 2.0, from Chalice) as it is deployed: on the live alias, with our refusals."""

from typing import Any

from infra_cdk.interface.refusals import gateway_responses

Json = dict[str, Any]
_INTEGRATION = "x-amazon-apigateway-integration"
_VALIDATOR = "known-parameters"


def prepared(definition: Json, handler: str) -> Json:
    """Return ``definition`` with every call going to the alias of the function with logical id ``handler``.

    The app itself checks bodies and queries and says exactly what is wrong; API Gateway only makes sure that what the
    path promises is there.
    """
    paths = {path: _operations(methods, handler) for path, methods in definition["paths"].items()}
    return definition | {
        "paths": paths,
        "x-amazon-apigateway-gateway-responses": gateway_responses(),
        "x-amazon-apigateway-request-validators": {
            _VALIDATOR: {"validateRequestParameters": True, "validateRequestBody": False}
        },
        "x-amazon-apigateway-request-validator": _VALIDATOR,
    }


def _operations(methods: Json, handler: str) -> Json:
    return {method: _operation(operation, handler) for method, operation in methods.items()}


def _operation(operation: Json, handler: str) -> Json:
    integration = operation.get(_INTEGRATION, {})
    if integration.get("type") != "aws_proxy":
        return operation
    target = f"${{{handler}.Alias}}"
    arn = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/" + target + "/invocations"
    return operation | {_INTEGRATION: integration | {"uri": {"Fn::Sub": arn}}}
