"""Make the test images from busybox-static and push them to a registry, without an engine.

Layers are reproducible: the same busybox gives the same digests.
"""

from __future__ import annotations

import gzip
import hashlib
import http.client
import io
import json
import platform
import random
import subprocess
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

BUSYBOX = Path("/bin/busybox")
CREATED = "2024-01-{day:02}T03:04:05Z"  # a day each: engines list images of one age in any order
MEGABYTE = 1_000_000

SPLINES = """#!/bin/sh
# Prints one line a second, like the image of Docker's own examples.
i=1
while [ "$i" -le "${SPLINES_MAX:-1000000}" ]; do
  echo "Reticulating spline $i..."
  i=$((i + 1))
  sleep "${SPLINES_DELAY:-1}"
done
"""


@dataclass
class Image:
    """An image to make: its references, its layers (tar archives) and its configuration."""

    references: list[str]
    layers: list[bytes]
    config: dict[str, object] = field(default_factory=dict)


def make_layer(files: dict[str, tuple[bytes, int]], links: dict[str, str] | None = None) -> bytes:
    """Return a tar archive of ``files`` (path → content and mode) and symbolic ``links``."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        folders = {str(parent) for path in [*files, *(links or {})] for parent in Path(path).parents}
        for folder in sorted(folders - {"."}):
            entry = tarfile.TarInfo(folder)
            entry.type, entry.mode = tarfile.DIRTYPE, 0o1777 if folder == "tmp" else 0o755
            archive.addfile(entry)
        for path, (content, mode) in files.items():
            entry = tarfile.TarInfo(path)
            entry.size, entry.mode = len(content), mode
            archive.addfile(entry, io.BytesIO(content))
        for path, target in (links or {}).items():
            entry = tarfile.TarInfo(path)
            entry.type, entry.linkname = tarfile.SYMTYPE, target
            archive.addfile(entry)
    return buffer.getvalue()


def make_images() -> list[Image]:
    """Return every image of the tests."""
    applets = subprocess.run(
        [BUSYBOX, "--list"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()
    base = make_layer(
        {
            "bin/busybox": (BUSYBOX.read_bytes(), 0o755),
            "etc/passwd": (b"root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n", 0o644),
            "etc/group": (b"root:x:0:\nnogroup:x:65534:\n", 0o644),
            "etc/os-release": (b'NAME="Alpine look-alike"\nID=alpine\n', 0o644),
            "root/.keep": (b"", 0o644),
            "tmp/.keep": (b"", 0o644),
        },
        {f"bin/{applet}": "busybox" for applet in applets if applet != "busybox"},
    )
    shell: dict[str, object] = {
        "Cmd": ["/bin/sh"],
        "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    }

    def blobs(count: int, size: int, seed: int) -> list[bytes]:
        noise = random.Random(seed)
        return [
            make_layer({f"data/{seed}-{number}": (noise.randbytes(size), 0o644)}) for number in range(count)
        ]

    health = {"Test": ["CMD-SHELL", "true"], "Interval": 1_000_000_000}
    everything = {
        "Entrypoint": ["/bin/echo", "entrypoint"],
        "Cmd": ["default"],
        "User": "nobody",
        "ExposedPorts": {"80/tcp": {}, "53/udp": {}},
        "Volumes": {"/data": {}},
        "WorkingDir": "/tmp",
        "Labels": {"test.label": "value"},
        "StopSignal": "SIGKILL",
    }
    splines = {"Entrypoint": None, "Cmd": ["/usr/local/bin/reticulate"]}
    # A private image has a layer of its own: Hub's look-alike shares its storage with the others.
    return [
        Image(["library/alpine:latest", "library/alpine:3.1", "library/busybox:latest"], [base], shell),
        Image(["library/alpine:multi"], [base, *blobs(5, 5 * MEGABYTE, 1)], shell),
        Image(["test/layers:30"], [base, *blobs(29, MEGABYTE // 4, 2)], shell),
        Image(
            ["bfirsh/reticulate-splines:latest"],
            [base, make_layer({"usr/local/bin/reticulate": (SPLINES.encode(), 0o755)})],
            shell | splines,
        ),
        Image(["test/healthcheck:latest"], [base], shell | {"Healthcheck": health, "Cmd": ["sleep", "1000"]}),
        Image(["test/everything:latest"], [base], shell | everything),
        Image(["private/secret:latest"], [base, make_layer({"secret": (b"sesame\n", 0o600)})], shell),
    ]


class Registry:
    """A registry's HTTP API, as much of it as a push needs."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(address, timeout=30)
        self._pushed: set[tuple[str, str]] = set()

    def _request(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        content_type: str = "application/octet-stream",
    ) -> http.client.HTTPResponse:
        self._connection.request(method, path, body, {"Content-Type": content_type})
        response = self._connection.getresponse()
        text = response.read()
        if response.status >= 400:
            message = f"{method} {path}: {response.status} {text.decode(errors='replace')}"
            raise RuntimeError(message)
        return response

    def push_blob(self, repository: str, data: bytes) -> str:
        """Upload ``data`` and return its digest."""
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        if (repository, digest) not in self._pushed:
            start = self._request("POST", f"/v2/{repository}/blobs/uploads/")
            location = urlsplit(start.headers["Location"])
            self._request("PUT", f"{location.path}?{location.query}&digest={digest}", data)
            self._pushed.add((repository, digest))
        return digest

    def push_image(self, image: Image, created: str) -> None:
        """Push one image, made at the time ``created``, under all its references."""
        compressed = [gzip.compress(layer, compresslevel=1, mtime=0) for layer in image.layers]
        architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
        identifiers = [f"sha256:{hashlib.sha256(layer).hexdigest()}" for layer in image.layers]
        config = json.dumps(
            {
                "architecture": architecture,
                "os": "linux",
                "created": created,
                "config": image.config,
                "rootfs": {"type": "layers", "diff_ids": identifiers},
                "history": [{"created": created, "created_by": f"seed layer {i}"} for i in identifiers],
            },
        ).encode()
        kind = "application/vnd.docker."
        for reference in image.references:
            repository, tag = reference.rsplit(":", 1)
            manifest = {
                "schemaVersion": 2,
                "mediaType": f"{kind}distribution.manifest.v2+json",
                "config": {
                    "mediaType": f"{kind}container.image.v1+json",
                    "size": len(config),
                    "digest": self.push_blob(repository, config),
                },
                "layers": [
                    {
                        "mediaType": f"{kind}image.rootfs.diff.tar.gzip",
                        "size": len(data),
                        "digest": self.push_blob(repository, data),
                    }
                    for data in compressed
                ],
            }
            body = json.dumps(manifest).encode()
            path = f"/v2/{repository}/manifests/{tag}"
            self._request("PUT", path, body, str(manifest["mediaType"]))


def seed(address: str) -> None:
    """Push all test images to the plain registry at ``address`` (``host:port``)."""
    registry = Registry(address)
    for day, image in enumerate(make_images(), start=1):
        registry.push_image(image, CREATED.format(day=day))
