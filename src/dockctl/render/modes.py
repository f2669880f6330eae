"""Words of docker's that are types of their own in Go, with the methods that templates call on them."""

from __future__ import annotations

from dockctl.gotemplate.errors import CallError
from dockctl.gotemplate.kinds import Structure, Word

_CONTAINER = "container:"


class _Mode(Word):
    """A mode: the host's, a container's or one of its own."""

    __slots__ = ()

    def IsHost(self) -> bool:
        return self == "host"


class _SharedMode(_Mode):
    """A mode that can be another container's."""

    __slots__ = ()

    def IsContainer(self) -> bool:
        return self.startswith(_CONTAINER)

    def _container(self) -> str:
        return self.removeprefix(_CONTAINER) if self.IsContainer() else ""


class NetworkMode(_SharedMode):
    """HostConfig.NetworkMode."""

    go_type = "container.NetworkMode"
    __slots__ = ()

    def IsBridge(self) -> bool:
        return self == "bridge"

    def IsNone(self) -> bool:
        return self == "none"

    def IsDefault(self) -> bool:
        return self == "default"

    def IsPrivate(self) -> bool:
        return not self.IsHost() and not self.IsContainer()

    def IsUserDefined(self) -> bool:
        return not self.IsContainer() and self not in {"bridge", "host", "none", "default"}

    def ConnectedContainer(self) -> str:
        return self._container()

    def UserDefined(self) -> str:
        return self[:] if self.IsUserDefined() else ""

    def NetworkName(self) -> str:
        return "container" if self.IsContainer() else self[:]


class IpcMode(_SharedMode):
    """HostConfig.IpcMode."""

    go_type = "container.IpcMode"
    __slots__ = ()

    def IsPrivate(self) -> bool:
        return self == "private"

    def IsShareable(self) -> bool:
        return self == "shareable"

    def IsNone(self) -> bool:
        return self == "none"

    def IsEmpty(self) -> bool:
        return not self

    def Valid(self) -> bool:
        return self in {"", "none", "private", "host", "shareable"} or self.IsContainer()

    def Container(self) -> str:
        return self._container()


class PidMode(_SharedMode):
    """HostConfig.PidMode."""

    go_type = "container.PidMode"
    __slots__ = ()

    def IsPrivate(self) -> bool:
        return not self.IsHost() and not self.IsContainer()

    def Valid(self) -> bool:
        return self in {"", "host"} or bool(self._container())

    def Container(self) -> str:
        return self._container()


class UTSMode(_Mode):
    """HostConfig.UTSMode."""

    go_type = "container.UTSMode"
    __slots__ = ()

    def IsPrivate(self) -> bool:
        return not self.IsHost()

    def Valid(self) -> bool:
        return self in {"", "host"}


class UsernsMode(UTSMode):
    """HostConfig.UsernsMode."""

    go_type = "container.UsernsMode"
    __slots__ = ()


class CgroupnsMode(_Mode):
    """HostConfig.CgroupnsMode."""

    go_type = "container.CgroupnsMode"
    __slots__ = ()

    def IsPrivate(self) -> bool:
        return self == "private"

    def IsEmpty(self) -> bool:
        return not self

    def Valid(self) -> bool:
        return self in {"", "private", "host"}


class CgroupSpec(Word):
    """HostConfig.Cgroup."""

    go_type = "container.CgroupSpec"
    __slots__ = ()

    def IsContainer(self) -> bool:
        return self.startswith(_CONTAINER)

    def Valid(self) -> bool:
        return not self or bool(self.Container())

    def Container(self) -> str:
        return self.removeprefix(_CONTAINER) if self.IsContainer() else ""


class Isolation(Word):
    """HostConfig.Isolation."""

    go_type = "container.Isolation"
    __slots__ = ()

    def IsDefault(self) -> bool:
        return self.lower() in {"", "default"}

    def IsHyperV(self) -> bool:
        return self.lower() == "hyperv"

    def IsProcess(self) -> bool:
        return self.lower() == "process"


class Port(Word):
    """A container's port, as the keys of NetworkSettings.Ports are."""

    go_type = "nat.Port"
    __slots__ = ()

    def Proto(self) -> str:
        return self.partition("/")[2] or "tcp" if self.partition("/")[0] else ""

    def Port(self) -> str:
        return self.partition("/")[0]

    def Int(self) -> int:
        """Return the port's number; raises CallError for a range of several."""
        number = self.Port()
        if not number.isdecimal():
            if number:
                raise CallError(f'strconv.ParseUint: parsing "{number}": invalid syntax')
            return 0
        return int(number)


class RestartPolicy(Structure):
    """HostConfig.RestartPolicy."""

    def _is(self, *names: str) -> bool:
        return self.fields.get("Name") in names

    def IsNone(self) -> bool:
        return self._is("no", "")

    def IsAlways(self) -> bool:
        return self._is("always")

    def IsOnFailure(self) -> bool:
        return self._is("on-failure")

    def IsUnlessStopped(self) -> bool:
        return self._is("unless-stopped")


class Ulimit(Structure):
    """units.Ulimit."""

    def String(self) -> str:
        return "{Name}={Soft}:{Hard}".format(**self.fields)


class WeightDevice(Structure):
    """blkiodev.WeightDevice."""

    def String(self) -> str:
        return "{Path}:{Weight}".format(**self.fields)


class ThrottleDevice(Structure):
    """blkiodev.ThrottleDevice."""

    def String(self) -> str:
        return "{Path}:{Rate}".format(**self.fields)


WORDS: dict[str, type[Word]] = {
    kind.go_type: kind
    for kind in (NetworkMode, IpcMode, PidMode, UTSMode, UsernsMode, CgroupnsMode, CgroupSpec, Isolation, Port)
}
STRUCTURES: dict[str, type[Structure]] = {
    "container.RestartPolicy": RestartPolicy, "units.Ulimit": Ulimit, "blkiodev.WeightDevice": WeightDevice,
    "blkiodev.ThrottleDevice": ThrottleDevice,
}  # fmt: skip
