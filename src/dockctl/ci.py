"""``--ci github|gitlab``: what a CI service shows of a run besides its bytes.

Everything goes to stderr, or to the files that the service names: stdout stays the container's. While a container's
output passes, GitHub takes no workflow commands (``::stop-commands::``): it can't inject any.
"""

from __future__ import annotations

import re
import secrets
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dockctl.errors import DockctlError, reason_of
from dockctl.streams import Output

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SHOWN_BYTES, _SHOWN_LINES = 8192, 20
_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f]")


class TailedOutput(Output):
    """An output that remembers its last lines."""

    def __init__(self, output: Output) -> None:
        super().__init__(output.descriptor, output.name, output.look)
        self._end = b""

    def write(self, data: str | bytes) -> None:
        """Write ``data``."""
        super().write(data)
        self.remember(data)

    def remember(self, data: str | bytes) -> None:
        """Take ``data`` for written."""
        piece = data.encode(errors="replace") if isinstance(data, str) else data
        self._end = (self._end + piece[-_SHOWN_BYTES:])[-_SHOWN_BYTES:]

    @property
    def lines(self) -> list[str]:
        """The last lines, without what would colour them."""
        text = _CONTROL.sub("", self._end.decode(errors="replace"))
        return text.splitlines()[-_SHOWN_LINES:]


class Ci:
    """No CI service: nothing more is told."""

    def __init__(self, stderr: Output, environment: Mapping[str, str]) -> None:
        self._stderr = stderr
        self._environment = environment

    @contextmanager
    def group(self, title: str) -> Iterator[None]:  # noqa: ARG002  (what the services show)
        """Let what is written while entered be folded away under ``title``."""
        yield

    @contextmanager
    def protected(self) -> Iterator[None]:
        """Let nothing that is written while entered mean anything to the service."""
        yield

    def mask(self, values: Sequence[str]) -> None:
        """Have the service hide ``values`` wherever they turn up."""

    def tell(self, title: str, status: int, lines: Sequence[str], facts: Mapping[str, str]) -> None:
        """Tell how a run ended: ``lines`` are its last ones, ``facts`` what later steps may want."""


class GithubCi(Ci):
    """GitHub Actions: workflow commands, the step's summary and its outputs."""

    @contextmanager
    def group(self, title: str) -> Iterator[None]:
        """Fold."""
        self._stderr.write(f"::group::{_escape(title)}\n")
        try:
            yield
        finally:
            self._stderr.write("::endgroup::\n")

    @contextmanager
    def protected(self) -> Iterator[None]:
        """Stop commands until a token that nobody can guess."""
        token = secrets.token_hex(16)
        self._stderr.write(f"::stop-commands::{token}\n")
        try:
            yield
        finally:
            self._stderr.write(f"\n::{token}::\n")

    def mask(self, values: Sequence[str]) -> None:
        """Hide, line by line: a mask is one line."""
        for line in dict.fromkeys(line for value in values for line in value.splitlines() if line.strip()):
            self._stderr.write(f"::add-mask::{_escape(line)}\n")

    def tell(self, title: str, status: int, lines: Sequence[str], facts: Mapping[str, str]) -> None:
        """Annotate a failure, and add to the summary and the outputs."""
        if status:
            text = _escape("\n".join(lines) or title)
            name = _escape(title).replace(":", "%3A").replace(",", "%2C")
            self._stderr.write(f"::error title={name}::{text}\n")
        row = "".join(f"| {name} | `{_cell(value)}` |\n" for name, value in facts.items())
        self._append("GITHUB_STEP_SUMMARY", f"### {_cell(title)}\n\n| | |\n|---|---|\n{row}\n")
        self._append("GITHUB_OUTPUT", "".join(f"{name}={_cell(value)}\n" for name, value in facts.items()))

    def _append(self, variable: str, text: str) -> None:
        path = self._environment.get(variable)
        if not path:
            return
        try:
            with Path(path).open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            self._stderr.write(f"WARNING: {variable}: {reason_of(error)}\n")


class GitlabCi(Ci):
    """GitLab: sections that can be folded."""

    @contextmanager
    def group(self, title: str) -> Iterator[None]:
        """Fold."""
        name = f"dockctl_{secrets.token_hex(4)}"
        self._write(f"section_start:{int(time.time())}:{name}[collapsed=true]", _CONTROL.sub("", title))
        try:
            yield
        finally:
            self._write(f"section_end:{int(time.time())}:{name}", "")

    def tell(self, title: str, status: int, lines: Sequence[str], facts: Mapping[str, str]) -> None:
        """Say once more what failed, where it is seen."""
        del facts
        if status:
            self._stderr.write("".join(f"{line}\n" for line in (f"ERROR: {title}", *lines)))

    def _write(self, mark: str, title: str) -> None:
        self._stderr.write(f"\x1b[0K{mark}\r\x1b[0K{title}\n".encode())


def choose_service(name: str, stderr: Output, environment: Mapping[str, str]) -> Ci:
    """Return the service that ``name`` or else DOCKCTL_CI names; raises DockctlError."""
    name = name or environment.get("DOCKCTL_CI", "")
    if name == "auto":
        found = {"github": "GITHUB_ACTIONS", "gitlab": "GITLAB_CI"}
        name = next((service for service, variable in found.items() if environment.get(variable) == "true"), "")
    kinds = {"": Ci, "github": GithubCi, "gitlab": GitlabCi}
    if name not in kinds:
        raise DockctlError(f'invalid --ci "{name}": must be one of "auto", "github" or "gitlab"')
    return kinds[name](stderr, environment)


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _cell(text: str) -> str:
    return re.sub(r"[\r\n|`]", " ", text)
