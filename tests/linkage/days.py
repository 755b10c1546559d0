"""Days that the tests share: the insurance's sandbox says that somebody is insured since the day of asking."""

from datetime import UTC, datetime, timedelta

TODAY = datetime.now(UTC).date()
FIRST = TODAY - timedelta(days=30)
