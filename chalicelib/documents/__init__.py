"""Documents of people: signed upload, check, text."""
