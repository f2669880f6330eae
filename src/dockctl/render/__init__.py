"""Data to text: tables, progress, units. Takes values and an output, never an engine."""
