"""Job seekers: registration, contact, profile, consent."""
