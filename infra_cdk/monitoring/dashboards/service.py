"""The dashboard for whoever answers for the service: what the public gets, day by day, in Indonesian and English."""

from collections.abc import Iterator

from infra_cdk.monitoring.dashboards.widgets import Chart, Line, View, Widget, Words, body, numbers
from infra_cdk.monitoring.indicators import found_metrics, own_metric
from infra_cdk.monitoring.model import DAY
from infra_cdk.monitoring.slo.objectives import BUDGET_DAYS, Objective, objectives
from infra_cdk.monitoring.watched import Watched

_HOUR = 3_600
_A_DAY = "per hari · a day"
_OUTCOMES = {"found": "ditemukan · found", "loosened": "dilonggarkan · loosened", "nothing": "kosong · nothing"}
_ALERTED = {"told": "dikabari · told", "deferred": "ditunda · put off", "failed": "gagal · failed"}
_CHANNELS = {"direct": "langsung · direct", "partner": "mitra · partners"}


def service_dashboard(watched: Watched) -> dict[str, object]:
    """Return the body of the dashboard: a month, day by day."""
    return body(tuple(_widgets(watched)), watched.place.region, BUDGET_DAYS)


def _widgets(watched: Watched) -> Iterator[Widget]:
    deployment = watched.place.deployment
    yield Words(
        text=f"# Layanan pasar kerja · labour market service: {deployment.name} {deployment.stage}\n"
        "Angka per hari, waktu UTC, tanpa data pribadi. Days are UTC; no personal data.",
        height=2,
    )
    yield Words(text="## Pencari kerja · job seekers")
    yield from _seekers(watched)
    yield Words(text="## Lowongan · vacancies")
    yield from _vacancies(watched)
    yield Words(text="## Mitra · partners")
    yield from _partners(watched)
    yield Words(text=f"## Janji layanan, {BUDGET_DAYS} hari · service objectives, {BUDGET_DAYS} days")
    for objective in objectives(watched):
        yield _attainment(objective)


def _seekers(watched: Watched) -> Iterator[Chart]:
    yield numbers("Pendaftaran · registrations", _happened(watched, "person_registered"))
    yield numbers("Kontak terverifikasi · verified contacts", _happened(watched, "welcome"))
    yield numbers("Pencarian · searches", *_total(watched, "Searched"))
    yield numbers("Lamaran · applications", _happened(watched, "application_received"))
    outcomes = tuple(
        Line(label=label, metric=own_metric(watched, "Searched", "Sum", outcome=outcome))
        for outcome, label in _OUTCOMES.items()
    )
    yield Chart(title="Hasil pencarian · outcome of searches", lines=outcomes, period=DAY, stacked=True)
    logged = Line(label=_A_DAY, metric=own_metric(watched, "SearchLogged", "Sum"))
    yield numbers("Pencarian tercatat tanpa data pribadi · searches logged", logged)
    yield _all("Pencarian tidak tercatat · searches not logged", watched, "SearchLogLost")
    yield _all("Pesan terkirim · messages sent", watched, "MessageSent")
    alerted = tuple(
        Line(label=label, metric=own_metric(watched, "AlertsSent", "Sum", outcome=outcome))
        for outcome, label in _ALERTED.items()
    )
    yield Chart(title="Kabar lowongan · people told of new vacancies", lines=alerted, period=DAY, stacked=True)
    yield Chart(
        title="Tahap lamaran · steps of applications", lines=(_happened(watched, "application_state"),), period=DAY
    )


_KEPT_UP = {
    "Perusahaan diingatkan · employers reminded": "EmployersReminded",
    "Pencari kerja dicocokkan · people matched": "PeopleMatched",
    "Pencari kerja diingatkan · people reminded": "PeopleReminded",
    "Pencari kerja nonaktif · people inactive": "PeopleInactive",
    "Akun lama dihapus · old accounts erased": "PeopleExpired",
    "Kabar lowongan jatuh tempo · alerts due": "AlertsDue",
    "Lowongan cocok dengan pencarian · alert matches": "AlertMatches",
    "Diberi tahu soal keterlambatan · told of late decisions": "EscalationsTold",
}


def _vacancies(watched: Watched) -> Iterator[Chart]:
    yield numbers("Lowongan tayang · published", *_total(watched, "VacancyStep", state="published"))
    yield numbers("Terisi · filled", *_total(watched, "VacancyStep", state="filled"))
    taken_off = Line(label=_A_DAY, metric=own_metric(watched, "VacanciesTakenOff", "Sum"))
    yield numbers("Diturunkan otomatis · taken off", taken_off)
    for label, name in _KEPT_UP.items():
        yield numbers(label, Line(label=_A_DAY, metric=own_metric(watched, name, "Sum")))
    overdue = Line(label="terakhir · latest", metric=own_metric(watched, "ReviewsOverdue", "Maximum"))
    yield numbers("Keputusan petugas terlambat · reviews overdue", overdue)
    yield numbers("Terlambat, dinaikkan · escalated", *_total(watched, "ReviewsEscalated"))
    yield numbers("Ditolak dari yang diperiksa (%) · rejected share", *_rejected(watched))
    yield _publication(watched)
    yield _all("Lowongan menurut tahap · vacancies by step", watched, "VacancyStep", width=16)


def _partners(watched: Watched) -> Iterator[Chart]:
    yield _all(
        "Kiriman menurut mitra dan hasil · items pushed, by partner and outcome", watched, "PushedItems", width=16
    )
    delays = tuple(
        Line(label=f"{statistic}, detik · seconds", metric=own_metric(watched, "PushDelay", statistic))
        for statistic in ("p50", "p95")
    )
    yield _all("Baris unggahan menurut hasil · rows uploaded, by outcome", watched, "UploadedRows", width=16)
    yield Chart(title="Waktu proses kiriman · time to receipt", lines=delays, period=_HOUR)


def _happened(watched: Watched, topic: str) -> Line:
    return Line(label=_A_DAY, metric=own_metric(watched, "Happened", "Sum", topic=topic))


def _total(watched: Watched, name: str, **dimensions: str) -> tuple[Line, Line]:
    """All metrics of a name as one number."""
    found = found_metrics(watched, name, "Sum", DAY, **dimensions)
    return (
        Line(label="", expression=found, hidden=True, id="parts"),
        Line(label=_A_DAY, expression="SUM(parts)", id="total"),
    )


def _all(title: str, watched: Watched, name: str, width: int = 8) -> Chart:
    """A curve for each combination of dimensions, named by them."""
    found = Line(label="", expression=found_metrics(watched, name, "Sum", DAY))
    return Chart(title=title, lines=(found,), period=DAY, width=width, stacked=True)


def _rejected(watched: Watched) -> tuple[Line, ...]:
    """The machine or an officer rejects; what is held may still be published."""
    parts = tuple(
        Line(label="", expression=found_metrics(watched, "VacancyStep", "Sum", DAY, state=state), hidden=True, id=state)
        for state in ("published", "rejected")
    )
    share = "100 * SUM(rejected) / (SUM(rejected) + SUM(published))"
    return (*parts, Line(label="%", expression=share, id="share"))


def _publication(watched: Watched) -> Chart:
    lines: list[Line] = []
    for channel, label in _CHANNELS.items():
        for statistic in ("p50", "p90"):
            metric = own_metric(watched, "TimeToPublication", statistic, channel=channel)
            name = f"{channel}_{statistic}"
            lines.append(Line(label="", metric=metric, hidden=True, id=name))
            lines.append(Line(label=f"{label} {statistic}", expression=f"{name} / {_HOUR}", id=f"{name}_hours"))
    return Chart(title="Waktu hingga tayang, jam · hours to publication", lines=tuple(lines), period=DAY)


def _attainment(objective: Objective) -> Chart:
    """Per cent of good events over all the time that is shown, beside what was promised."""
    parts = tuple(Line(label="", metric=metric, hidden=True, id=metric.id) for metric in objective.metrics)
    attained = Line(label="%", expression=f"100 * (1 - ({objective.bad_share}))", id="attained")
    return Chart(
        title=f"{objective.judul} · {objective.title} (target {100 * objective.target:.4g} %)",
        lines=(*parts, attained),
        view=View.NUMBERS,
        period=DAY,
        width=6,
        height=4,
        whole=True,
    )
