"""What standards ask for and where this platform shows it: kept as tables, checked, and written as pages."""
