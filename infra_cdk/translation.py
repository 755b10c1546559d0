"""Expands the serverless transform as CloudFormation does, on this machine and without an account.

Chalice's part of a template says ``AWS::Serverless::Function`` and ``AWS::Serverless::Api``. What CloudFormation makes
of them is only seen after the transform: checks, costs and emulators read the expanded template.
"""

import copy
import logging
from typing import Any, cast

TRANSFORM = "AWS::Serverless-2016-10-31"

Template = dict[str, Any]
"""A CloudFormation template as JSON."""


class TranslationError(ValueError):
    """The transform refuses a template; the message names each resource and what is wrong with it."""


def is_serverless(template: Template) -> bool:
    """Tell whether CloudFormation would expand ``template`` before it makes anything."""
    wanted = template.get("Transform", [])
    return TRANSFORM in ([wanted] if isinstance(wanted, str) else wanted)


def translate(template: Template, region: str, account: str) -> Template:
    """Return ``template`` as CloudFormation would deploy it in ``region`` of ``account``, without the transform.

    A template that asks for no transform comes back as an equal copy. References, conditions, rules, outputs and the
    metadata of resources stay. Raises `TranslationError`.
    """
    if not is_serverless(template):
        return copy.deepcopy(template)
    from boto3 import Session
    from samtranslator.metrics.metrics import DummyMetricsPublisher, Metrics
    from samtranslator.model.exceptions import InvalidDocumentException
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator
    from samtranslator.utils.py27hash_fix import to_py27_compatible_template, undo_mark_unicode_str_in_template

    logging.getLogger("samtranslator.feature_toggle").setLevel(logging.ERROR)  # speaks of toggles of the service alone
    source = copy.deepcopy(template)
    values = {"AWS::Region": region, "AWS::Partition": partition(region), "AWS::AccountId": account}
    # The transform names deployments and versions by a hash of what it reads; the service hashes as Python 2.7 did.
    to_py27_compatible_template(source, values)
    metrics = Metrics("translation", DummyMetricsPublisher())
    translator = Translator(_MANAGED_POLICIES, Parser(), boto_session=Session(region_name=region), metrics=metrics)
    try:
        expanded = translator.translate(source, values, passthrough_metadata=True)
    except InvalidDocumentException as error:
        raise TranslationError(_sentence(error)) from error
    finally:
        metrics.publish()
    return cast("Template", undo_mark_unicode_str_in_template(expanded))


def partition(region: str) -> str:
    """Return the partition of AWS that ``region`` belongs to."""
    special = {"cn": "aws-cn", "us-gov": "aws-us-gov"}
    return next((name for start, name in special.items() if region.startswith(f"{start}-")), "aws")


_MANAGED_POLICIES: dict[str, str] = {}
"""Names of managed policies that a template may use in place of ARNs: none, ours are written out in full."""


def _sentence(error: Any) -> str:  # noqa: ANN401 - the translator is untyped
    causes = [cause.message for cause in error.causes] or [error.message]
    return "The serverless transform refuses the template: " + " ".join(causes)
