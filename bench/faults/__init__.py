"""What becomes of operations when services behind the platform, or the way to it, fail: docs/security/faults.md."""
