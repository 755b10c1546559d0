"""Rules and managed groups of `security.waf` in CloudFormation's words."""

from aws_cdk import aws_wafv2 as waf

from infra_cdk.constructs.firewall_statements import statement
from security.waf.groups import BOTS
from security.waf.model import Entry, Group, Rule
from security.waf.refusals import REFUSALS, Refusal

_Acl = waf.CfnWebACL
_COUNT = _Acl.RuleActionProperty(count={})


def rule(entry: Entry, priority: int) -> _Acl.RuleProperty:
    """Return a rule of a web ACL; the lower ``priority``, the earlier."""
    return _group(entry, priority) if isinstance(entry, Group) else _own(entry, priority)


def seen(name: str) -> _Acl.VisibilityConfigProperty:
    """Return what is measured under ``name``. Sampled requests are off: they show people's searches to the console."""
    return _Acl.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
    )


def bodies() -> dict[str, _Acl.CustomResponseBodyProperty]:
    """Return what refused callers read, by key."""
    return {
        refusal.key: _Acl.CustomResponseBodyProperty(content=refusal.body, content_type="APPLICATION_JSON")
        for refusal in REFUSALS
    }


def _own(entry: Rule, priority: int) -> _Acl.RuleProperty:
    return _Acl.RuleProperty(
        name=entry.name,
        priority=priority,
        statement=statement(entry.statement),
        action=_refuse(entry.refusal) if entry.refusal else _COUNT,
        rule_labels=[_Acl.LabelProperty(name=label) for label in entry.labels] or None,
        visibility_config=seen(entry.name),
    )


def _refuse(refusal: Refusal) -> _Acl.RuleActionProperty:
    answer = _Acl.CustomResponseProperty(
        response_code=refusal.status,
        custom_response_body_key=refusal.key,
        response_headers=[_Acl.CustomHTTPHeaderProperty(name=name, value=value) for name, value in refusal.headers],
    )
    return _Acl.RuleActionProperty(block=_Acl.BlockActionProperty(custom_response=answer))


def _group(entry: Group, priority: int) -> _Acl.RuleProperty:
    managed = _Acl.ManagedRuleGroupStatementProperty(
        vendor_name="AWS",
        name=entry.name,
        version=entry.version or None,
        rule_action_overrides=[
            _Acl.RuleActionOverrideProperty(name=override.rule, action_to_use=_COUNT) for override in entry.counted
        ],
        managed_rule_group_configs=_configuration(entry),
    )
    return _Acl.RuleProperty(
        name=entry.name,
        priority=priority,
        statement=_Acl.StatementProperty(managed_rule_group_statement=managed),
        override_action=_Acl.OverrideActionProperty(none={}),
        visibility_config=seen(entry.name),
    )


def _configuration(entry: Group) -> list[_Acl.ManagedRuleGroupConfigProperty] | None:
    if entry is not BOTS:
        return None
    level = _Acl.AWSManagedRulesBotControlRuleSetProperty(inspection_level="COMMON")
    return [_Acl.ManagedRuleGroupConfigProperty(aws_managed_rules_bot_control_rule_set=level)]
