"""NumPy, as the layer of the functions that reckon with it."""

import sys

from aws_cdk import aws_lambda as functions
from aws_cdk import aws_s3_assets as assets
from constructs import Construct

from infra_cdk.deployment import Place
from infra_cdk.packaging.layer import numpy_layer


def numpy_version(scope: Construct, id: str, place: Place) -> functions.CfnLayerVersion:
    """Publish the layer for the processor of ``place``."""
    architecture = place.deployment.architecture
    asset = assets.Asset(scope, f"{id}Asset", path=str(numpy_layer(architecture)))
    major, minor = sys.version_info[:2]
    return functions.CfnLayerVersion(
        scope,
        id,
        content=functions.CfnLayerVersion.ContentProperty(s3_bucket=asset.s3_bucket_name, s3_key=asset.s3_object_key),
        compatible_architectures=[architecture],
        compatible_runtimes=[f"python{major}.{minor}"],
        description="NumPy, for the batch matching",
    )
