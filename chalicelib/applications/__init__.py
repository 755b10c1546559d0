"""Applications of people to vacancies."""
