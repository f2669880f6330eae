"""The token server of the registry that stands for Docker Hub.

Gives anybody a token to pull, but for ``private/*``, and the one known account a token for everything.
"""

from __future__ import annotations

import base64
import json
import secrets
import ssl
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.engine.registries import ADDRESS, PASSWORD, TOKEN_PORT, USERNAME


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def make_token(folder: Path, *, account: str, scopes: list[str], service: str) -> str:
    """Return a signed JSON Web Token that grants ``account`` what it may do of ``scopes``."""
    access = []
    for scope in scopes:
        kind, name, actions = scope.split(":", 2)
        anonymous = [] if name.startswith("private/") else ["pull"]
        granted = actions.split(",") if account else anonymous
        access.append({"type": kind, "name": name, "actions": granted})
    certificate = ssl.PEM_cert_to_DER_cert((folder / "ca.crt").read_text())
    header = {"typ": "JWT", "alg": "RS256", "x5c": [base64.b64encode(certificate).decode()]}
    now = int(time.time())
    claims = {
        "iss": "dockctl-tests",
        "sub": account,
        "aud": service,
        "exp": now + 300,
        "nbf": now - 10,
        "iat": now,
        "jti": secrets.token_hex(8),
        "access": access,
    }
    message = f"{_encode(json.dumps(header).encode())}.{_encode(json.dumps(claims).encode())}"
    signature = subprocess.run(
        ["openssl", "dgst", "-sha256", "-sign", str(folder / "ca.key")],
        input=message.encode(),
        capture_output=True,
        check=True,
    ).stdout
    return f"{message}.{_encode(signature)}"


class TokenHandler(BaseHTTPRequestHandler):
    """Answers ``GET /token?service=…&scope=…`` (and the POST form of OAuth 2)."""

    folder: Path

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        header = self.headers.get("Authorization", "")
        account = ""
        if header:
            decoded = base64.b64decode(header.removeprefix("Basic ")).decode()
            account, _, password = decoded.partition(":")
            if (account, password) != (USERNAME, PASSWORD):
                self._answer(401, {"details": "incorrect username or password"})
                return
        self._grant(account, query)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        query = parse_qs(body)
        account = query.get("username", [""])[0]
        if (account, query.get("password", [""])[0]) != (USERNAME, PASSWORD):
            self._answer(401, {"details": "incorrect username or password"})
            return
        self._grant(account, query)

    def _grant(self, account: str, query: dict[str, list[str]]) -> None:
        scopes = [scope for value in query.get("scope", []) for scope in value.split()]
        service = query.get("service", ["registry.docker.io"])[0]
        token = make_token(self.folder, account=account, scopes=scopes, service=service)
        self._answer(200, {"token": token, "access_token": token, "expires_in": 300})

    def _answer(self, status: int, payload: dict[str, object]) -> None:
        data = json.dumps(payload).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
        """Say nothing: a test's output is no place for an access log."""


def main() -> None:
    """Serve until killed; the argument is the folder that holds the certificates."""
    TokenHandler.folder = Path(sys.argv[1])
    server = ThreadingHTTPServer((ADDRESS, TOKEN_PORT), TokenHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TokenHandler.folder / "server.crt", TokenHandler.folder / "server.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
