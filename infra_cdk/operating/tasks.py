"""Every task by the name that an operator types."""

from collections.abc import Callable, Sequence

from infra_cdk.deployment import Deployment
from infra_cdk.operating import incidents, partners, rebuilding, recovering, renewing

Task = Callable[[Deployment, Sequence[str]], object]
"""Does its work with the arguments behind its name; its docstring names them and says what it does."""

TASKS: dict[str, Task] = {
    "add-partner": partners.add_partner,
    "revoke-key": partners.revoke_key,
    "add-feed": partners.add_feed,
    "stop-feed": partners.stop_feed,
    "list-feeds": partners.list_feeds,
    "rebuild-index": rebuilding.rebuild_index,
    "reconcile": rebuilding.reconcile,
    "recode": rebuilding.recode,
    "place-people": rebuilding.place_people,
    "rebuild-quality": rebuilding.rebuild_quality,
    "renew-personal": renewing.renew_personal,
    "renew-secrets": renewing.renew_secrets,
    "audit-verify": incidents.audit_verify,
    "breach-notice": incidents.breach_notice,
    "breaches": incidents.list_breaches,
    "restore-contact": incidents.restore_contact,
    "complete-table": recovering.complete_table,
    "follow-streams": recovering.follow_streams,
    "stop-work": recovering.stop_work,
    "start-work": recovering.start_work,
    "repeat-erasures": recovering.repeat_erasures,
}
