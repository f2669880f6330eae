"""What a user may say about the engine to use: cheap to import, since every invocation has it."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_CONTEXT = "default"


@dataclass(frozen=True)
class EndpointOptions:
    """The global options that choose an engine and secure the connection; None where one isn't given."""

    host: str = ""
    context: str = ""
    tls: bool | None = None
    tls_verify: bool | None = None
    authority: str = ""
    certificate: str = ""
    key: str = ""
