"""The second line: a sample of what was published, users' reports, and error rates."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.monitoring.judging import Group, Saying, figures, judge, pending
    from chalicelib.monitoring.model import Device, NewReport, Report, Sampled
    from chalicelib.monitoring.reporting import report, reports_of
    from chalicelib.monitoring.sampling import sample

__all__ = [
    "Device",
    "Group",
    "NewReport",
    "Report",
    "Sampled",
    "Saying",
    "figures",
    "judge",
    "pending",
    "report",
    "reports_of",
    "sample",
]

__getattr__ = exports(__name__)
