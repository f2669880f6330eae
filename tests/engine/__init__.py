"""A private engine for the tests: dockerd and its registries in namespaces of their own.

Standard library only, so that ``script/hello`` can start it before anything is installed::

    python3 -m tests.engine run -- dockctl run alpine echo hello world
"""
