"""What a user may say about the engine to use: cheap to import, since every invocation has it."""

from __future__ import annotations

from typing import NamedTuple

DEFAULT_CONTEXT = "default"
PROXY_VARIABLES = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy")


class EndpointOptions(NamedTuple):
    """The global options that choose an engine and secure the connection; None where one isn't given."""

    host: str = ""
    context: str = ""
    tls: bool | None = None
    tls_verify: bool | None = None
    authority: str = ""
    certificate: str = ""
    key: str = ""
