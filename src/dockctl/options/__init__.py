"""The command line's grammar: what a user types, as values."""
