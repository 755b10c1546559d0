"""The platform on one machine: emulator, engines, event delivery, HTTP front."""
