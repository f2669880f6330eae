"""``python -m dockctl``."""

from dockctl.cli.main import run

if __name__ == "__main__":
    run()
