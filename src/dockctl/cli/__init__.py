"""The program: its commands, its global options, its boundary."""
