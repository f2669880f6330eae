"""Docker's everyday commands in Python, speaking the Engine API over its socket."""

__version__ = "0.1.0"
PROGRAM = "dockctl"  # as it calls itself, whatever name it was started by
