"""What keeps the indices of vacancies and people as their tables are."""

from infra_cdk.functions.grants import Searches, Table, Verb
from infra_cdk.functions.sources import ScheduleSource, StreamSource
from infra_cdk.functions.specs.function import WRITES_INDEX, Function, Share

FUNCTIONS: tuple[Function, ...] = (
    Function(
        name="index_vacancies",
        source=StreamSource(table="vacancies", batch=100, parallel=2, follows=True),
        grants=(WRITES_INDEX,),
    ),
    Function(
        name="index_people",
        source=StreamSource(table="people", batch=100, parallel=2, follows=True),
        grants=(WRITES_INDEX,),
    ),
    Function(
        name="reconcile_indices",
        memory=2048,
        timeout=900,
        share=Share.ALONE,
        source=ScheduleSource(expression="cron(0 19 * * ? *)", follows=True),
        grants=(
            Table("vacancies", (Verb.SCAN,)),
            Table("people", (Verb.SCAN,)),
            Searches(("Delete", "Get", "Post")),
        ),
    ),
)
