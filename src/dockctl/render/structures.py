"""The Go structures behind docker's templates: their fields in their order, also those that an engine leaves out.

Field for field as in moby's api/types and docker's own, version 28. A field is named as in Go, then with ``:`` as in
JSON where that differs; a sign tells its kind: none for a string, ``#`` a number, ``?`` a boolean, ``@`` a time, ``~``
a duration, ``[]`` a slice, ``{}`` a map, ``{[]}`` a map of slices, ``*`` a pointer, ``=`` a structure, ``<`` an
embedded one. The type of what is in it follows, where that is a structure, too. ``Host`` and ``PythonVersion`` are ours.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dockctl.gotemplate.values import NilList, NilMap, Pointer, Structure
from dockctl.render.units import go_duration, go_timestamp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CONTAINER, IMAGE, NETWORK, VOLUME = (
    "container.InspectResponse", "image.InspectResponse", "network.Inspect", "volume.Volume",
)  # fmt: skip
INFO, VERSION = "system.dockerInfo", "system.versionInfo"
_STRUCTURES = {
    CONTAINER: """
        ID:Id Created Path Args[] State*container.State Image ResolvConfPath HostnamePath HostsPath LogPath Name
        RestartCount# Driver Platform MountLabel ProcessLabel AppArmorProfile ExecIDs[]
        HostConfig*container.HostConfig GraphDriver=storage.DriverData SizeRw* SizeRootFs*
        Mounts[]container.MountPoint Config*container.Config NetworkSettings*container.NetworkSettings
        ImageManifestDescriptor*v1.Descriptor""",
    "container.State": """
        Status Running? Paused? Restarting? OOMKilled? Dead? Pid# ExitCode# Error StartedAt FinishedAt
        Health*container.Health""",
    "container.Health": "Status FailingStreak# Log[]container.HealthcheckResult",
    "container.HealthcheckResult": "Start@ End@ ExitCode# Output",
    "container.HostConfig": """
        Binds[] ContainerIDFile LogConfig=container.LogConfig NetworkMode PortBindings{[]}nat.PortBinding
        RestartPolicy=container.RestartPolicy AutoRemove? VolumeDriver VolumesFrom[] ConsoleSize[] Annotations{}
        CapAdd[] CapDrop[] CgroupnsMode DNS:Dns[] DNSOptions:DnsOptions[] DNSSearch:DnsSearch[] ExtraHosts[]
        GroupAdd[] IpcMode Cgroup Links[] OomScoreAdj# PidMode Privileged? PublishAllPorts? ReadonlyRootfs?
        SecurityOpt[] StorageOpt{} Tmpfs{} UTSMode UsernsMode ShmSize# Sysctls{} Runtime Isolation
        Resources<container.Resources Mounts[]mount.Mount MaskedPaths[] ReadonlyPaths[] Init*""",
    "container.Resources": """
        CPUShares:CpuShares# Memory# NanoCPUs:NanoCpus# CgroupParent BlkioWeight#
        BlkioWeightDevice[]blkiodev.WeightDevice BlkioDeviceReadBps[]blkiodev.ThrottleDevice
        BlkioDeviceWriteBps[]blkiodev.ThrottleDevice BlkioDeviceReadIOps[]blkiodev.ThrottleDevice
        BlkioDeviceWriteIOps[]blkiodev.ThrottleDevice CPUPeriod:CpuPeriod# CPUQuota:CpuQuota#
        CPURealtimePeriod:CpuRealtimePeriod# CPURealtimeRuntime:CpuRealtimeRuntime# CpusetCpus CpusetMems
        Devices[]container.DeviceMapping DeviceCgroupRules[] DeviceRequests[]container.DeviceRequest KernelMemory#
        KernelMemoryTCP# MemoryReservation# MemorySwap# MemorySwappiness* OomKillDisable* PidsLimit*
        Ulimits[]units.Ulimit CPUCount:CpuCount# CPUPercent:CpuPercent# IOMaximumIOps# IOMaximumBandwidth#""",
    "container.Config": """
        Hostname Domainname User AttachStdin? AttachStdout? AttachStderr? ExposedPorts{}struct Tty? OpenStdin? StdinOnce?
        Env[] Cmd[] Healthcheck*v1.HealthcheckConfig ArgsEscaped? Image Volumes{}struct WorkingDir Entrypoint[]
        NetworkDisabled? MacAddress OnBuild[] Labels{} StopSignal StopTimeout* Shell[]""",
    "container.NetworkSettings": """
        NetworkSettingsBase<container.NetworkSettingsBase DefaultNetworkSettings<container.DefaultNetworkSettings
        Networks{}network.EndpointSettings""",
    "container.NetworkSettingsBase": """
        Bridge SandboxID SandboxKey Ports{[]}nat.PortBinding HairpinMode? LinkLocalIPv6Address
        LinkLocalIPv6PrefixLen# SecondaryIPAddresses[]network.Address SecondaryIPv6Addresses[]network.Address""",
    "container.DefaultNetworkSettings": """
        EndpointID Gateway GlobalIPv6Address GlobalIPv6PrefixLen# IPAddress IPPrefixLen# IPv6Gateway MacAddress""",
    "struct": "",
    "container.MountPoint": "Type Name Source Destination Driver Mode RW? Propagation",
    "container.LogConfig": "Type Config{}",
    "container.RestartPolicy": "Name MaximumRetryCount#",
    "container.DeviceMapping": "PathOnHost PathInContainer CgroupPermissions",
    "container.DeviceRequest": "Driver Count# DeviceIDs[] Capabilities[] Options{}",
    "blkiodev.WeightDevice": "Path Weight#",
    "blkiodev.ThrottleDevice": "Path Rate#",
    "units.Ulimit": "Name Hard# Soft#",
    "nat.PortBinding": "HostIP:HostIp HostPort",
    "network.Address": "Addr PrefixLen#",
    "network.EndpointSettings": """
        IPAMConfig*network.EndpointIPAMConfig Links[] Aliases[] MacAddress DriverOpts{} GwPriority# NetworkID
        EndpointID Gateway IPAddress IPPrefixLen# IPv6Gateway GlobalIPv6Address GlobalIPv6PrefixLen# DNSNames[]""",
    "network.EndpointIPAMConfig": "IPv4Address IPv6Address LinkLocalIPs[]",
    "mount.Mount": """
        Type Source Target ReadOnly? Consistency BindOptions*mount.BindOptions VolumeOptions*mount.VolumeOptions
        ImageOptions*mount.ImageOptions TmpfsOptions*mount.TmpfsOptions ClusterOptions*mount.ClusterOptions""",
    "mount.BindOptions": """
        Propagation NonRecursive? CreateMountpoint? ReadOnlyNonRecursive? ReadOnlyForceRecursive?""",
    "mount.VolumeOptions": "NoCopy? Labels{} Subpath DriverConfig*mount.Driver",
    "mount.Driver": "Name Options{}",
    "mount.ImageOptions": "Subpath",
    "mount.TmpfsOptions": "SizeBytes# Mode# Options[]",
    "mount.ClusterOptions": "",
    "storage.DriverData": "Data{} Name",
    "v1.HealthcheckConfig": "Test[] Interval~ Timeout~ StartPeriod~ StartInterval~ Retries#",
    "v1.Descriptor": """
        MediaType:mediaType Digest:digest Size:size# URLs:urls[] Annotations:annotations{} Data:data[]
        Platform:platform*v1.Platform ArtifactType:artifactType""",
    "v1.Platform": "Architecture:architecture OS:os OSVersion:os.version OSFeatures:os.features[] Variant:variant",
    IMAGE: """
        ID:Id RepoTags[] RepoDigests[] Parent Comment Created Container ContainerConfig*container.Config
        DockerVersion Author Config*v1.DockerOCIImageConfig Architecture Variant Os OsVersion Size# VirtualSize#
        GraphDriver=storage.DriverData RootFS=image.RootFS Metadata=image.Metadata Descriptor*v1.Descriptor
        Manifests[]""",
    "v1.DockerOCIImageConfig": """
        ImageConfig<v1.ImageConfig DockerOCIImageConfigExt<v1.DockerOCIImageConfigExt""",
    "v1.ImageConfig": """
        User ExposedPorts{}struct Env[] Entrypoint[] Cmd[] Volumes{}struct WorkingDir Labels{} StopSignal ArgsEscaped?""",
    "v1.DockerOCIImageConfigExt": "Healthcheck*v1.HealthcheckConfig OnBuild[] Shell[]",
    "image.RootFS": "Type Layers[]",
    "image.Metadata": "LastTagTime@",
    NETWORK: """
        Name ID:Id Created@ Scope Driver EnableIPv4? EnableIPv6? IPAM=network.IPAM Internal? Attachable? Ingress?
        ConfigFrom=network.ConfigReference ConfigOnly? Containers{}network.EndpointResource Options{} Labels{} Peers[]
        Services{}""",
    "network.IPAM": "Driver Options{} Config[]network.IPAMConfig",
    "network.IPAMConfig": "Subnet IPRange Gateway AuxAddress:AuxiliaryAddresses{}",
    "network.ConfigReference": "Network",
    "network.EndpointResource": "Name EndpointID MacAddress IPv4Address IPv6Address",
    VOLUME: """
        ClusterVolume* CreatedAt Driver Labels{} Mountpoint Name Options{} Scope Status{} UsageData*volume.UsageData""",
    "volume.UsageData": "RefCount# Size#",
    INFO: "Info<system.Info ServerErrors[] UserName ClientInfo*system.clientInfo ClientErrors[] Host",
    "system.Info": """
        ID Containers# ContainersRunning# ContainersPaused# ContainersStopped# Images# Driver DriverStatus[]
        SystemStatus[] Plugins=system.PluginsInfo MemoryLimit? SwapLimit? KernelMemory? KernelMemoryTCP?
        CPUCfsPeriod:CpuCfsPeriod? CPUCfsQuota:CpuCfsQuota? CPUShares? CPUSet? PidsLimit? IPv4Forwarding? Debug? NFd#
        OomKillDisable? NGoroutines# SystemTime LoggingDriver CgroupDriver CgroupVersion NEventsListener# KernelVersion
        OperatingSystem OSVersion OSType Architecture IndexServerAddress RegistryConfig*registry.ServiceConfig NCPU#
        MemTotal# GenericResources[] DockerRootDir HTTPProxy:HttpProxy HTTPSProxy:HttpsProxy NoProxy Name Labels[]
        ExperimentalBuild? ServerVersion Runtimes{}system.RuntimeWithStatus DefaultRuntime Swarm=swarm.Info
        LiveRestoreEnabled? Isolation InitBinary ContainerdCommit=system.Commit RuncCommit=system.Commit
        InitCommit=system.Commit SecurityOptions[] ProductLicense DefaultAddressPools[]system.NetworkAddressPool
        FirewallBackend*system.FirewallInfo CDISpecDirs[] DiscoveredDevices[]system.DeviceInfo
        Containerd*system.ContainerdInfo Warnings[]""",
    "system.PluginsInfo": "Volume[] Network[] Authorization[] Log[]",
    "system.Commit": "ID Expected",
    "system.NetworkAddressPool": "Base Size#",
    "system.FirewallInfo": "Driver Info[]",
    "system.DeviceInfo": "Source ID",
    "system.ContainerdInfo": "Address Namespaces=system.ContainerdNamespaces",
    "system.ContainerdNamespaces": "Containers Plugins",
    "system.RuntimeWithStatus": "Runtime<system.Runtime Status:status{}",
    "system.Runtime": "Path:path Args:runtimeArgs[] Type:runtimeType Options:options{}",
    "registry.ServiceConfig": """
        AllowNondistributableArtifactsCIDRs[] AllowNondistributableArtifactsHostnames[] InsecureRegistryCIDRs[]
        IndexConfigs{}registry.IndexInfo Mirrors[] ExtraFields{}""",
    "registry.IndexInfo": "Name Mirrors[] Secure? Official?",
    "swarm.Info": """
        NodeID NodeAddr LocalNodeState ControlAvailable? Error RemoteManagers[]swarm.Peer Nodes# Managers#
        Cluster*swarm.ClusterInfo Warnings[]""",
    "swarm.Peer": "NodeID Addr",
    "swarm.ClusterInfo": """
        ID Version* CreatedAt@ UpdatedAt@ Spec* TLSInfo* RootRotationInProgress? DefaultAddrPool[] SubnetSize#
        DataPathPort#""",
    "system.clientInfo": "Debug? clientVersion<system.clientVersion Plugins[] Warnings[]",
    VERSION: "Client=system.clientVersion Server*types.Version Host",
    "system.clientVersion": """
        Platform*types.Platform Version APIVersion:ApiVersion DefaultAPIVersion GitCommit GoVersion Os Arch BuildTime
        Context PythonVersion""",
    "types.Version": """
        Platform=types.Platform Components[]types.ComponentVersion Version APIVersion:ApiVersion MinAPIVersion
        GitCommit GoVersion Os Arch KernelVersion Experimental? BuildTime""",
    "types.Platform": "Name",
    "types.ComponentVersion": "Name Version Details{}",
}
_FIELD = re.compile(r"(\w+)(?::([\w.]+))?(?:(\[\]|\{\[\]\}|\{\}|[#?@~*=<])([\w.]*))?")
_SECOND = 1_000_000_000  # nanoseconds


class Time(str):
    """A time as JSON has it, which Go prints in another way."""

    __slots__ = ()

    def __str__(self) -> str:
        return go_timestamp(self[:])


class Duration(int):
    """Nanoseconds, which Go prints as a duration."""

    __slots__ = ()

    def __str__(self) -> str:
        return go_duration(int(self) / _SECOND)


_ZEROS = {
    "": "", "#": 0, "?": False, "*": None, "@": Time("0001-01-01T00:00:00Z"), "~": Duration(0),
    "[]": NilList(), "{}": NilMap(), "{[]}": NilMap(),
}  # fmt: skip


class Field(NamedTuple):
    """A field: its names in Go and in JSON, its kind (a sign), and the structure in it, "" for none."""

    go: str
    json: str
    kind: str
    inner: str


@cache
def fields(name: str) -> list[Field]:
    """Return the fields of the structure ``name``, in Go's order."""
    found = [_FIELD.fullmatch(word) for word in _STRUCTURES[name].split()]
    return [Field(match[1], match[2] or match[1], match[3] or "", match[4] or "") for match in found if match]


def structure(name: str, answer: Mapping[str, Any], *, pointer: bool = False) -> Structure:
    """Return ``answer``, an object of JSON, as Go's structure ``name``: without what that doesn't know."""
    values = {field.go: _value(field, answer) for field in fields(name)}
    embedded = [field.go for field in fields(name) if field.kind == "<"]
    return Structure(values, answer, go_type=f"{'*' if pointer else ''}{name}", embedded=embedded)


def _value(field: Field, answer: Mapping[str, Any]) -> object:
    """Return what ``answer`` has for ``field``; what is not as the API says is shown as it is."""
    if field.kind == "<":
        return structure(field.inner, answer)
    value = answer.get(field.json)
    if value is None:
        return structure(field.inner, {}) if field.kind == "=" else _ZEROS[field.kind]
    if field.kind not in _MAKERS:
        return value
    kind, make = _MAKERS[field.kind]
    return make(field, value) if isinstance(value, kind) else value


def _pointer(field: Field, value: Any) -> object:  # noqa: ANN401  (any JSON)
    if not isinstance(value, dict):
        return Pointer(value)
    return structure(field.inner, value, pointer=True) if field.inner else value


def _item(inner: str, value: Any) -> object:  # noqa: ANN401  (any JSON)
    return structure(inner, value) if inner and isinstance(value, dict) else value


def _list(field: Field, values: list[Any]) -> object:
    return [_item(field.inner, value) for value in values]


def _map(field: Field, values: dict[str, Any]) -> object:
    return {key: _item(field.inner, value) for key, value in values.items()}


def _map_of_lists(field: Field, values: dict[str, Any]) -> object:
    return {key: _value(field._replace(json=key, kind="[]"), values) for key in values}


_MAKERS: dict[str, tuple[type, Callable[[Field, Any], object]]] = {
    "=": (dict, lambda field, value: structure(field.inner, value)),
    "*": (object, _pointer),
    "[]": (list, _list),
    "{}": (dict, _map),
    "{[]}": (dict, _map_of_lists),
    "@": (str, lambda _, value: Time(value)),
    "~": (int, lambda _, value: Duration(value)),
}
