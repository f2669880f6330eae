"""Tar archives between the engine and this machine."""
