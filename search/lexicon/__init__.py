"""A vocabulary in compiled form: one file of tries and plain arrays that is mapped into memory and read in place."""
