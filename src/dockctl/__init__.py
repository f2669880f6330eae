"""Docker's everyday commands in Python, speaking the Engine API over its socket."""

__version__ = "0.1.0"
