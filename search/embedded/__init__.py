"""The index inside the process, on tantivy: for one machine, for tests, and wherever no search cluster is wanted."""
