"""What a platform on one machine offers beside the interface, under ``/dev``: tokens, partners, seeding, jobs, mail."""
