"""Plays what the runbooks say on the emulator, and measures it."""
