"""What a finding says to those who look for work: findings are worded for who has to mend them."""

from chalicelib.texts import Text

_TO_THE_POSTER = Text("; mohon diperbaiki.", "; please mend it.")
_TO_SEEKERS = Text(
    "; Anda tetap dapat melamar, dan pemberi kerja diminta memperbaikinya.",
    "; you may apply all the same, and the employer is asked to mend it.",
)


def for_seekers(message: Text) -> Text:
    """Return the message of a finding as a job seeker reads it; also that of one that was stored long ago."""
    return Text(
        message.id.replace(_TO_THE_POSTER.id, _TO_SEEKERS.id), message.en.replace(_TO_THE_POSTER.en, _TO_SEEKERS.en)
    )
