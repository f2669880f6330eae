"""The user's terminal while a container is attached: its output, and signals."""
