"""Evidence for whoever audits the platform, collected from what is there: docs/decisions/0294-evidence.md."""
