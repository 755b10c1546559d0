"""Which group a title belongs to, told from known phrases that look like it."""
