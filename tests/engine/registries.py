"""The configuration of the registries, all serving one storage folder.

===========================  =======================  =============================================
address (inside)             speaks                   stands for
===========================  =======================  =============================================
127.0.0.1:5000               http, no accounts        a registry on the engine's own machine
127.0.0.1:5001               http, no accounts        the same behind a slow line
registry.test:5443           TLS, basic accounts      a company's registry
registry-1.docker.io:443     TLS, token accounts      Docker Hub (anonymous pulls but ``private/*``)
===========================  =======================  =============================================
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "10.99.0.1"
PLAIN = "127.0.0.1:5000"
SLOW = "127.0.0.1:5001"
BASIC = "registry.test:5443"
NAMES = ("registry.test", "registry-1.docker.io", "index.docker.io", "auth.docker.io")
TOKEN_PORT = 5444
USERNAME = "alice"
PASSWORD = "sesame"
# bcrypt of PASSWORD: the registry takes no other scheme and the standard library can't make it.
HTPASSWD = "alice:$2b$05$CLDnhxnRBK13xQiKhKvlr.7Yt1MbWjSs7/JBG3rXFpje3/kaYMNkm\n"


def write_certificates(folder: Path, *, expired: bool = False) -> None:
    """Make a certificate authority and one server certificate for all registry names.

    Writes ``ca.crt``, ``ca.key``, ``server.crt`` and ``server.key`` into ``folder``, the server's good till
    yesterday if ``expired``, and a client's as docker's clients look for one: ``ca.pem``, ``cert.pem`` and ``key.pem``.
    """
    alternatives = ",".join(f"DNS:{name}" for name in (*NAMES, "localhost")) + ",IP:127.0.0.1"
    (folder / "server.ext").write_text(f"subjectAltName={alternatives}\n")
    commands = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=dockctl-tests -keyout ca.key -out ca.crt",
        "openssl req -newkey rsa:2048 -nodes -subj /CN=registry.test -keyout server.key -out server.csr",
        "openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial"
        f" -days {-1 if expired else 30} -extfile server.ext -out server.crt",
        # A client's, for engines that listen on TCP.
        "openssl req -newkey rsa:2048 -nodes -subj /CN=client -keyout key.pem -out client.csr",
        "openssl x509 -req -in client.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -out cert.pem",
    )
    for command in commands:
        subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    (folder / "ca.pem").write_bytes((folder / "ca.crt").read_bytes())


def write_configurations(folder: Path) -> list[Path]:
    """Write one configuration file a registry and return their paths."""
    (folder / "htpasswd").write_text(HTPASSWD)
    tls = {"certificate": str(folder / "server.crt"), "key": str(folder / "server.key")}
    basic = {"htpasswd": {"realm": "registry.test", "path": str(folder / "htpasswd")}}
    token = {
        "token": {
            "realm": f"https://auth.docker.io:{TOKEN_PORT}/token",
            "service": "registry.docker.io",
            "issuer": "dockctl-tests",
            "rootcertbundle": str(folder / "ca.crt"),
        },
    }
    registries: dict[str, dict[str, object]] = {
        "plain": {"http": {"addr": PLAIN}},
        "basic": {"http": {"addr": f"{ADDRESS}:5443", "tls": tls}, "auth": basic},
        "hub": {"http": {"addr": f"{ADDRESS}:443", "tls": tls}, "auth": token},
    }
    paths = []
    for name, settings in registries.items():
        path = folder / f"{name}.yml"
        storage = {"filesystem": {"rootdirectory": str(folder / "registry")}}
        # JSON is YAML: the registry reads it, and no YAML library is needed to write it.
        path.write_text(
            json.dumps(
                {
                    "version": 0.1,
                    "log": {"level": "warn"},
                    "storage": storage,
                    **settings,
                },
            ),
        )
        paths.append(path)
    return paths
