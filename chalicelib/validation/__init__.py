"""Machine checks of vacancies: rules, severities, findings."""
