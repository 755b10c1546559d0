"""The capabilities of Padan: people, employers, vacancies and everything between them."""
