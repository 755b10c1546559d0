"""How well search finds what is meant, on real vacancies: queries in families, judgements, metrics, steps."""
