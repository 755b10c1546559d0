"""The nightly matching: what prepares it, and what its state machine calls."""

from infra_cdk.functions.grants import Objects, StartsMatching, Table, Verb
from infra_cdk.functions.machine import JOIN, PART
from infra_cdk.functions.sources import ScheduleSource
from infra_cdk.functions.specs.function import Function, Share

FUNCTIONS: tuple[Function, ...] = (
    Function(
        name="prepare_matching",
        memory=3_008,
        timeout=900,
        share=Share.ALONE,
        source=ScheduleSource(expression="cron(0 17 * * ? *)"),
        grants=(
            Table("vacancies", (Verb.SCAN,)),
            Table("people", (Verb.SCAN,)),
            Objects("matches", ("PutObject",)),
            StartsMatching(),
        ),
    ),
    # The state machine that the function before starts calls these two.
    Function(
        name=PART,
        memory=2_048,
        timeout=900,
        numeric=True,
        grants=(Objects("matches", ("GetObject", "PutObject"), ("ListBucket",)),),
    ),
    Function(
        name=JOIN,
        memory=2_048,
        timeout=900,
        share=Share.ALONE,
        grants=(Objects("matches", ("DeleteObject", "GetObject", "PutObject"), ("ListBucket",)),),
    ),
)
