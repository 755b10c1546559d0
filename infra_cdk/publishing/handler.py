"""Copies pages into the bucket that the edge reads, and has the edge forget the old ones.

A function of the edge's stack, whole in this file: it is put into the template as it stands (4,096 bytes at most).
"""

import json
import urllib.request
from collections.abc import Mapping
from typing import Any

import boto3


def handler(event: Mapping[str, Any], _context: object) -> None:
    """Answer CloudFormation, whatever happened; a deletion touches nothing."""
    try:
        if event["RequestType"] != "Delete":
            publish(event["ResourceProperties"], event["RequestId"], boto3.client("s3"), boto3.client("cloudfront"))
        answer = {"Status": "SUCCESS", "Reason": "Done."}
    except Exception as error:
        answer = {"Status": "FAILED", "Reason": f"{type(error).__name__}: {error}"[:500]}
    for name in ("StackId", "RequestId", "LogicalResourceId"):
        answer[name] = event[name]
    answer["PhysicalResourceId"] = event.get("PhysicalResourceId") or event["LogicalResourceId"]
    send(event["ResponseURL"], json.dumps(answer).encode())


def publish(wanted: Any, reference: str, s3: Any, cloudfront: Any) -> None:  # noqa: ANN401
    """Make the bucket hold the wanted pages and no others, then forget what the edge has of it."""
    bucket, pages = wanted["Bucket"], wanted["Pages"]
    for page in pages:
        s3.copy_object(
            Bucket=bucket,
            Key=page["Key"],
            CopySource={"Bucket": page["SourceBucket"], "Key": page["SourceKey"]},
            MetadataDirective="REPLACE",
            ContentType=page["ContentType"],
            CacheControl=page["CacheControl"],
        )
    kept = {page["Key"] for page in pages}
    for part in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for entry in part.get("Contents", ()):
            if entry["Key"] not in kept:
                s3.delete_object(Bucket=bucket, Key=entry["Key"])
    forgotten = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": reference}
    cloudfront.create_invalidation(DistributionId=wanted["Distribution"], InvalidationBatch=forgotten)


def send(url: str, body: bytes) -> None:
    """Put the answer at the signed address, which was signed without a media type."""
    request = urllib.request.Request(url, data=body, method="PUT", headers={"Content-Type": ""})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        answer.read()
