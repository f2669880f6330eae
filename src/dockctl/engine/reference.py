"""Image references: ``[registry/]repository[:tag][@digest]``, short as users type them and in full.

The grammar is that of the distribution project's reference package.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dockctl.errors import InvalidReferenceError
from dockctl.late import late_pattern
from dockctl.letters import lower

HUB = "docker.io"
OFFICIAL = "library/"
DEFAULT_TAG = "latest"
_LONGEST_NAME = 255

_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
_DOMAIN = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?"
_COMPONENT = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_TAG = r"[0-9A-Za-z_][0-9A-Za-z_.-]{0,127}"
_DIGEST = r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"
_REFERENCE = late_pattern(
    rf"(?P<domain>{_DOMAIN})/(?P<path>{_COMPONENT}(?:/{_COMPONENT})*)"
    rf"(?::(?P<tag>{_TAG}))?(?:@(?P<digest>{_DIGEST}))?",
)
_DIGEST_LENGTHS = {"sha256": 64, "sha384": 96, "sha512": 128}


class Reference(NamedTuple):
    """A reference in full; ``tag`` and ``digest`` are "" where it has none."""

    domain: str
    path: str
    tag: str = ""
    digest: str = ""

    @property
    def name(self) -> str:
        """Registry and repository: ``docker.io/library/alpine``."""
        return f"{self.domain}/{self.path}"

    @property
    def canonical(self) -> str:
        """The whole reference: ``docker.io/library/alpine:latest``."""
        return self.name + self._suffix

    @property
    def familiar_name(self) -> str:
        """The repository as users write it: ``alpine``."""
        if self.domain != HUB:
            return self.name
        official = self.path.removeprefix(OFFICIAL)
        return official if "/" not in official else self.path

    @property
    def familiar(self) -> str:
        """The whole reference as users write it: ``alpine:latest``."""
        return self.familiar_name + self._suffix

    @property
    def _suffix(self) -> str:
        return (f":{self.tag}" if self.tag else "") + (f"@{self.digest}" if self.digest else "")

    def with_default_tag(self) -> Reference:
        """Return the reference with the tag ``latest`` if it has neither tag nor digest."""
        return self if self.tag or self.digest else self._replace(tag=DEFAULT_TAG)


def parse_reference(text: str) -> Reference:
    """Return the reference that a user's ``text`` names; raises InvalidReferenceError."""
    if re.fullmatch(r"[a-f0-9]{64}", text):
        raise InvalidReferenceError(
            f"invalid repository name ({text}), cannot specify 64-byte hexadecimal strings",
        )
    domain, remainder = _split_domain(text)
    repository = remainder.partition(":")[0]
    if lower(repository) != repository:
        raise InvalidReferenceError(
            f"invalid reference format: repository name ({repository}) must be lowercase",
        )
    match = _REFERENCE.fullmatch(f"{domain}/{remainder}")
    if match is None:
        raise InvalidReferenceError("invalid reference format")
    reference = Reference(**{name: value or "" for name, value in match.groupdict().items()})
    if len(reference.path) > _LONGEST_NAME:
        raise InvalidReferenceError(f"repository name must not be more than {_LONGEST_NAME} characters")
    _check_digest(reference.digest)
    return reference


def _split_domain(text: str) -> tuple[str, str]:
    first, slash, rest = text.partition("/")
    looks_like_host = any(sign in first for sign in ".:") or first == "localhost" or first != lower(first)
    if slash and looks_like_host:
        domain, remainder = first, rest
    else:
        domain, remainder = HUB, text
    if domain == "index.docker.io":
        domain = HUB
    if domain == HUB and "/" not in remainder:
        remainder = OFFICIAL + remainder
    return domain, remainder


def _check_digest(digest: str) -> None:
    if not digest:
        return
    algorithm, _, value = digest.partition(":")
    if algorithm not in _DIGEST_LENGTHS:
        raise InvalidReferenceError("unsupported digest algorithm")
    if len(value) != _DIGEST_LENGTHS[algorithm]:
        raise InvalidReferenceError("invalid checksum digest length")
    if value != value.lower():
        raise InvalidReferenceError("invalid checksum digest format")


def is_image_id(text: str) -> bool:
    """Tell whether ``text`` is an image's whole ID."""
    return bool(re.fullmatch(r"(?:sha256:)?[a-f0-9]{64}", text))


def parse_any_reference(text: str) -> Reference | None:
    """Return the reference, with its default tag, that ``text`` names, or None if it is an image's whole ID."""
    return None if is_image_id(text) else parse_reference(text).with_default_tag()
