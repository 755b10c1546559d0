"""How well facts are read from the texts of vacancies."""
