"""People with a second factor, as if they had set it up earlier, and the codes that their authenticator shows."""

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.people import recovery_codes
from chalicelib.people.factor_model import SecondFactor
from chalicelib.people.factor_store import change_factor
from security import totp, vault
from security.sealed import Kind


def code_now(secret: str, steps: int = 0, clock: Clock = SYSTEM_CLOCK) -> str:
    """What the authenticator shows, or shows so many steps later."""
    return totp.code_at(secret, totp.step_of(epoch_seconds(clock.now())) + steps)


def enrolled(person_id: str, codes: tuple[str, ...] = ()) -> str:
    """Give somebody a confirmed second factor without ending a session; returns its secret."""
    secret = totp.new_secret()
    factor = SecondFactor(
        secret=vault.seal(secret, Kind.FACTOR, person_id),
        confirmed_at=SYSTEM_CLOCK.now(),
        recovery=recovery_codes.hashes_of(codes),
    )
    change_factor(person_id, lambda _: factor)
    return secret
