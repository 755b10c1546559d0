"""Identity, authorisation, message signatures and the vault for personal data. Knows no capability."""
