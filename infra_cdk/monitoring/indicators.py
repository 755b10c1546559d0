"""The metrics that the platform's own code emits. A test holds this list to the calls of ``measure``, both ways."""

import msgspec

from infra_cdk.monitoring.model import NAMESPACE, Metric
from infra_cdk.monitoring.watched import Watched

SERVICE = "service"
"""The dimension that every one of them has: which deployment."""


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """A metric: its name, CloudWatch's unit, its dimensions beside `SERVICE`, and what one value says."""

    name: str
    unit: str = "Count"
    dimensions: tuple[str, ...] = ()
    meaning: str


INDICATORS = (
    Indicator(
        name="Latency",
        unit="Milliseconds",
        dimensions=("operation",),
        meaning="An operation of the interface took so long.",
    ),
    Indicator(
        name="Searched",
        dimensions=("outcome",),
        meaning="A search was answered: found, loosened (criteria were relaxed) or nothing.",
    ),
    Indicator(
        name="SearchDegraded",
        dimensions=("step",),
        meaning="A search was answered with less, as the index is in trouble: no_facets, plain, short or kept.",
    ),
    Indicator(
        name="Limited",
        dimensions=("limit",),
        meaning="A request was refused with 429: its caller had reached this limit.",
    ),
    Indicator(
        name="LimiterFailed", meaning="Requests could not be counted for some seconds: the table did not answer."
    ),
    Indicator(
        name="Shed",
        dimensions=("kind",),
        meaning="A request of this class was refused with 503 because it had waited too long, or had no place to.",
    ),
    Indicator(name="SearchLogged", meaning="A search, or what followed one, reached the log without personal data."),
    Indicator(
        name="SearchLogLost",
        dimensions=("reason",),
        meaning="One did not: too many waited (full), the table refused (store), or it could not be described.",
    ),
    Indicator(
        name="Happened",
        dimensions=("topic",),
        meaning="An event left the outbox: person_registered, application_received and others.",
    ),
    Indicator(
        name="VacancyStep",
        dimensions=("channel", "state"),
        meaning="A vacancy came into a state, posted here (direct) or pushed (partner).",
    ),
    Indicator(
        name="TimeToPublication",
        unit="Seconds",
        dimensions=("channel",),
        meaning="From a vacancy's first draft or push to its first publication.",
    ),
    Indicator(
        name="PushedItems",
        dimensions=("outcome", "partner"),
        meaning="So many items of a partner's push had this outcome.",
    ),
    Indicator(
        name="PushDelay",
        unit="Seconds",
        meaning="From the moment that a push was received until the outcomes of one of its chunks were recorded.",
    ),
    Indicator(
        name="UploadedRows",
        dimensions=("outcome",),
        meaning="So many rows of employers' files had this outcome.",
    ),
    Indicator(
        name="VacanciesTakenOff",
        meaning="Vacancies whose day had passed, or that were not mended in time.",
    ),
    Indicator(name="AlertMatches", meaning="A vacancy met a saved search of somebody who was not told of it before."),
    Indicator(name="AlertsDue", meaning="People who are to be told of new vacancies, each quarter of an hour."),
    Indicator(
        name="AlertsSent",
        dimensions=("outcome",),
        meaning="People were told of new vacancies, put off past quiet hours (deferred), or not now (failed).",
    ),
    Indicator(name="EmployersReminded", meaning="Employers were asked whether their vacancies still stand."),
    Indicator(name="PeopleMatched", meaning="People were given their best vacancies by the nightly matching."),
    Indicator(name="PeopleReminded", meaning="People long not seen were asked whether they still look for work."),
    Indicator(name="PeopleExpired", meaning="Accounts were erased that nobody came back to for years."),
    Indicator(name="PeopleInactive", meaning="People became inactive because they did not come for months."),
    Indicator(name="ReviewsOverdue", meaning="Vacancies on which an officer should have decided by now, each hour."),
    Indicator(
        name="ReviewsEscalated",
        dimensions=("level",),
        meaning="Vacancies that nobody decided on in time, brought to the province or the monitor in this hour.",
    ),
    Indicator(name="EscalationsTold", meaning="People who were sent a message that decisions are late."),
    Indicator(name="Indexed", dimensions=("kind",), meaning="Changes that a batch brought to an index."),
    Indicator(
        name="IndexLag",
        unit="Seconds",
        dimensions=("kind",),
        meaning="Age of the oldest change of a batch when the batch was indexed.",
    ),
    Indicator(
        name="IndexDrift",
        dimensions=("index",),
        meaning="Items that differed between a table and its index at the nightly comparison.",
    ),
    Indicator(name="MessageSent", dimensions=("channel", "topic"), meaning="A message was handed to SES or SNS."),
    Indicator(name="MessageRefused", dimensions=("topic",), meaning="A message was refused for good."),
    Indicator(name="RefreshReplayed", meaning="A session was ended because an old refresh handle of it was used."),
    Indicator(
        name="RegisterAsked",
        dimensions=("outcome", "port"),
        meaning="A register outside was asked: answered, or why there is no answer.",
    ),
    Indicator(
        name="ConfirmationSettled",
        dimensions=("port", "state"),
        meaning="A question to a register outside was answered, or given up (failed).",
    ),
    Indicator(
        name="FeedPulled",
        dimensions=("outcome", "partner"),
        meaning="A partner's feed was looked at: to its end, in part, in vain, or it is doubted (much is gone).",
    ),
    Indicator(
        name="FeedTroubled",
        meaning="After a look: 1 when the feed failed four times in a row or lost too much of its list, otherwise 0.",
    ),
    Indicator(name="AuditSealLag", unit="Seconds", meaning="Age of the oldest entry of a batch when it was sealed."),
    Indicator(name="AuditUnsealed", meaning="Entries of the audit that the hourly round found in no chain."),
    Indicator(name="AuditChanged", meaning="Entries of the audit that are not what was sealed, or were touched."),
    Indicator(
        name="RightsRequestsOpen", meaning="Requests of people about their data that wait for an answer, each hour."
    ),
    Indicator(name="RightsRequestsDueSoon", meaning="Those of them whose 72 hours end within a day, each hour."),
    Indicator(name="RightsRequestsOverdue", meaning="Those of them whose 72 hours are over, each hour."),
    Indicator(
        name="RightsRequestAge", unit="Seconds", meaning="Age of the oldest request without an answer, each hour."
    ),
    Indicator(name="BreachHours", meaning="Hours since the oldest breach was found that is not told to all yet."),
    Indicator(
        name="DocumentChecked",
        dimensions=("outcome",),
        meaning="An uploaded document was checked: its state, or why it was refused.",
    ),
)

_BY_NAME = {indicator.name: indicator for indicator in INDICATORS}


def own_metric(watched: Watched, name: str, statistic: str, id: str = "value", **dimensions: str) -> Metric:
    """Return an indicator as a metric; raises `ValueError` when it is not emitted with these dimensions."""
    if sorted(dimensions) != sorted(_BY_NAME[name].dimensions):
        raise ValueError(f"{name} is emitted with {_BY_NAME[name].dimensions}, not with {tuple(dimensions)}")
    named = {**dimensions, SERVICE: watched.service}
    return Metric(id=id, namespace=NAMESPACE, name=name, statistic=statistic, dimensions=tuple(sorted(named.items())))


def found_metrics(watched: Watched, name: str, statistic: str, period: int, **dimensions: str) -> str:
    """Return the search for every metric of an indicator that has ``dimensions``; for widgets, alarms take none."""
    indicator = _BY_NAME[name]
    if unknown := dimensions.keys() - set(indicator.dimensions):
        raise ValueError(f"{name} is not emitted with {', '.join(sorted(unknown))}")
    schema = ",".join((NAMESPACE, *sorted((SERVICE, *indicator.dimensions))))
    wanted = " ".join(f'{key}="{value}"' for key, value in sorted({**dimensions, SERVICE: watched.service}.items()))
    return f"SEARCH('{{{schema}}} MetricName=\"{name}\" {wanted}', '{statistic}', {period})"
