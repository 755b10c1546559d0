"""Deploys the synthesized stacks to the emulator and uses the platform as its clients do."""
