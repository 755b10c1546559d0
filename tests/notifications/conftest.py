from tests.platform_fixtures import platform

__all__ = ["platform"]
