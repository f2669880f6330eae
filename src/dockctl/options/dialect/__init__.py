"""Docker's dialect of flags and arguments on Typer; the only modules that know Typer's private names.

What differs from Typer's own: ``--flag=false`` and ``-t=false`` for booleans, ``-n=5``, values checked in
the order they are given, docker's messages and exit statuses, docker's layout of ``--help``, and no
pydantic, which Typer would import to convert each value.
"""
