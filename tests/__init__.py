"""The tests of dockctl."""
