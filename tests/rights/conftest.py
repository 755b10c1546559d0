from tests.functions.people_fixtures import active, api, someone
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
