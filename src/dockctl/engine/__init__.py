"""The Engine API, typed: usable without the command line, and printing nothing.

>>> from dockctl.engine.client import Engine
>>> from dockctl.transport.address import parse_address
>>> engine = Engine(parse_address("unix:///var/run/docker.sock"))
>>> engine.containers.list(all_=True)  # doctest: +SKIP
"""
