"""The Go structures behind docker's templates: their fields in their order, also those that an engine leaves out.

Field for field as in moby's api/types and docker's own, version 28. A field is named as in Go, then with ``:`` as in
JSON where that differs; a sign tells its kind: none for a string, ``'`` a string of another type, ``#`` a number, ``?`` a
boolean, ``@`` a time, ``~`` a duration, ``[]`` a slice, ``{}`` a map, ``{nat.Port}`` a map of ports, ``{[]}`` one of ports
to slices, ``*`` a pointer, ``=`` a structure, ``<`` an embedded one. The type of what is in it follows, where that is not
a string or an int. ``Host`` and ``PythonVersion`` are ours.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dockctl.gotemplate.kinds import INTERFACE, Integer, Map, Pointer, Slice, Structure, Word
from dockctl.render.modes import STRUCTURES, WORDS, Port
from dockctl.render.times import Duration, Time

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
        HostConfig*container.HostConfig GraphDriver=storage.DriverData SizeRw*int64 SizeRootFs*int64
        Mounts[]container.MountPoint Config*container.Config NetworkSettings*container.NetworkSettings
        ImageManifestDescriptor*v1.Descriptor""",
    "container.State": """
        Status Running? Paused? Restarting? OOMKilled? Dead? Pid# ExitCode# Error StartedAt FinishedAt
        Health*container.Health""",
    "container.Health": "Status FailingStreak# Log[]*container.HealthcheckResult",
    "container.HealthcheckResult": "Start@ End@ ExitCode# Output",
    "container.HostConfig": """
        Binds[] ContainerIDFile LogConfig=container.LogConfig NetworkMode'container.NetworkMode
        PortBindings{[]}nat.PortBinding RestartPolicy=container.RestartPolicy AutoRemove? VolumeDriver
        VolumesFrom[] ConsoleSize[][2]uint Annotations{} CapAdd[]strslice.StrSlice CapDrop[]strslice.StrSlice
        CgroupnsMode'container.CgroupnsMode DNS:Dns[] DNSOptions:DnsOptions[] DNSSearch:DnsSearch[] ExtraHosts[]
        GroupAdd[] IpcMode'container.IpcMode Cgroup'container.CgroupSpec Links[] OomScoreAdj#
        PidMode'container.PidMode Privileged? PublishAllPorts? ReadonlyRootfs? SecurityOpt[] StorageOpt{}
        Tmpfs{} UTSMode'container.UTSMode UsernsMode'container.UsernsMode ShmSize#int64 Sysctls{} Runtime
        Isolation'container.Isolation Resources<container.Resources Mounts[]mount.Mount MaskedPaths[]
        ReadonlyPaths[] Init*bool""",
    "container.Resources": """
        CPUShares:CpuShares#int64 Memory#int64 NanoCPUs:NanoCpus#int64 CgroupParent BlkioWeight#uint16
        BlkioWeightDevice[]*blkiodev.WeightDevice BlkioDeviceReadBps[]*blkiodev.ThrottleDevice
        BlkioDeviceWriteBps[]*blkiodev.ThrottleDevice BlkioDeviceReadIOps[]*blkiodev.ThrottleDevice
        BlkioDeviceWriteIOps[]*blkiodev.ThrottleDevice CPUPeriod:CpuPeriod#int64 CPUQuota:CpuQuota#int64
        CPURealtimePeriod:CpuRealtimePeriod#int64 CPURealtimeRuntime:CpuRealtimeRuntime#int64 CpusetCpus
        CpusetMems Devices[]container.DeviceMapping DeviceCgroupRules[] DeviceRequests[]container.DeviceRequest
        KernelMemory#int64 KernelMemoryTCP#int64 MemoryReservation#int64 MemorySwap#int64 MemorySwappiness*int64
        OomKillDisable*bool PidsLimit*int64 Ulimits[]*units.Ulimit CPUCount:CpuCount#int64
        CPUPercent:CpuPercent#int64 IOMaximumIOps#uint64 IOMaximumBandwidth#uint64""",
    "container.Config": """
        Hostname Domainname User AttachStdin? AttachStdout? AttachStderr? ExposedPorts{nat.Port}struct Tty?
        OpenStdin? StdinOnce? Env[] Cmd[]strslice.StrSlice Healthcheck*v1.HealthcheckConfig ArgsEscaped? Image
        Volumes{}struct WorkingDir Entrypoint[]strslice.StrSlice NetworkDisabled? MacAddress OnBuild[] Labels{}
        StopSignal StopTimeout*int Shell[]strslice.StrSlice""",
    "container.NetworkSettings": """
        NetworkSettingsBase<container.NetworkSettingsBase DefaultNetworkSettings<container.DefaultNetworkSettings
        Networks{}*network.EndpointSettings""",
    "container.NetworkSettingsBase": """
        Bridge SandboxID SandboxKey Ports{[]}nat.PortBinding HairpinMode? LinkLocalIPv6Address
        LinkLocalIPv6PrefixLen# SecondaryIPAddresses[]network.Address SecondaryIPv6Addresses[]network.Address""",
    "container.DefaultNetworkSettings": """
        EndpointID Gateway GlobalIPv6Address GlobalIPv6PrefixLen# IPAddress IPPrefixLen# IPv6Gateway MacAddress""",
    "struct": "",
    "container.MountPoint": "Type'mount.Type Name Source Destination Driver Mode RW? Propagation'mount.Propagation",
    "container.LogConfig": "Type Config{}",
    "container.RestartPolicy": "Name'container.RestartPolicyMode MaximumRetryCount#",
    "container.DeviceMapping": "PathOnHost PathInContainer CgroupPermissions",
    "container.DeviceRequest": "Driver Count# DeviceIDs[] Capabilities[][]string Options{}",
    "blkiodev.WeightDevice": "Path Weight#uint16",
    "blkiodev.ThrottleDevice": "Path Rate#uint64",
    "units.Ulimit": "Name Hard#int64 Soft#int64",
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
    "mount.TmpfsOptions": "SizeBytes#int64 Mode#uint32 Options[][]string",
    "mount.ClusterOptions": "",
    "storage.DriverData": "Data{} Name",
    "v1.HealthcheckConfig": "Test[] Interval~ Timeout~ StartPeriod~ StartInterval~ Retries#",
    "v1.Descriptor": """
        MediaType:mediaType Digest:digest Size:size#int64 URLs:urls[] Annotations:annotations{} Data:data[]
        Platform:platform*v1.Platform ArtifactType:artifactType""",
    "v1.Platform": "Architecture:architecture OS:os OSVersion:os.version OSFeatures:os.features[] Variant:variant",
    IMAGE: """
        ID:Id RepoTags[] RepoDigests[] Parent Comment Created Container ContainerConfig*container.Config
        DockerVersion Author Config*v1.DockerOCIImageConfig Architecture Variant Os OsVersion Size#int64 VirtualSize#int64
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
        ClusterVolume* CreatedAt Driver Labels{} Mountpoint Name Options{} Scope Status{}any UsageData*volume.UsageData""",
    "volume.UsageData": "RefCount#int64 Size#int64",
    INFO: "Info<system.Info ServerErrors[] UserName ClientInfo*system.clientInfo ClientErrors[] Host",
    "system.Info": """
        ID Containers# ContainersRunning# ContainersPaused# ContainersStopped# Images# Driver DriverStatus[][2]string
        SystemStatus[][2]string Plugins=system.PluginsInfo MemoryLimit? SwapLimit? KernelMemory? KernelMemoryTCP?
        CPUCfsPeriod:CpuCfsPeriod? CPUCfsQuota:CpuCfsQuota? CPUShares? CPUSet? PidsLimit? IPv4Forwarding? Debug? NFd#
        OomKillDisable? NGoroutines# SystemTime LoggingDriver CgroupDriver CgroupVersion NEventsListener# KernelVersion
        OperatingSystem OSVersion OSType Architecture IndexServerAddress RegistryConfig*registry.ServiceConfig NCPU#
        MemTotal#int64 GenericResources[] DockerRootDir HTTPProxy:HttpProxy HTTPSProxy:HttpsProxy NoProxy Name Labels[]
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
        IndexConfigs{}*registry.IndexInfo Mirrors[] ExtraFields{}""",
    "registry.IndexInfo": "Name Mirrors[] Secure? Official?",
    "swarm.Info": """
        NodeID NodeAddr LocalNodeState'swarm.LocalNodeState ControlAvailable? Error RemoteManagers[]swarm.Peer
        Nodes# Managers# Cluster*swarm.ClusterInfo Warnings[]""",
    "swarm.Peer": "NodeID Addr",
    "swarm.ClusterInfo": """
        ID Version* CreatedAt@ UpdatedAt@ Spec* TLSInfo* RootRotationInProgress? DefaultAddrPool[] SubnetSize#uint32
        DataPathPort#uint32""",
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
# What JSON doesn't have of what docker has no answer for: Go leaves it out when it is empty.
_LEFT_OUT = {
    INFO: {"ServerErrors", "UserName", "ClientErrors", "ClientInfo", "Host"},
    "system.Info": {
        "SystemStatus", "KernelMemory", "KernelMemoryTCP", "CgroupVersion", "ProductLicense", "DefaultAddressPools",
        "FirewallBackend", "DiscoveredDevices", "Containerd",
    },
    "swarm.Info": {"Nodes", "Managers", "Cluster", "Warnings"},
    "system.Commit": {"Expected"},
}  # fmt: skip
_EMPTY: dict[str, object] = {"": "", "'": "", "#": 0, "?": False}
_FIELD = re.compile(r"(\w+)(?::([\w.]+))?(?:(\[\]|\{\[\]\}|\{nat\.Port\}|\{\}|['#?@~*=<])(\*?)(.*))?")
_NUMBERS = {"int64", "uint", "uint16", "uint32", "uint64"}
_PORT = "nat.Port"
# Slices and arrays that have names or lengths, and what is in them.
_SLICES = {"strslice.StrSlice": "strslice.StrSlice", "[2]uint": "[2]uint"}
_SLICE_ITEMS = {"[2]uint": "uint"}
_ELEMENTS = {
    "": "string", "any": INTERFACE, "struct": "struct {}", "strslice.StrSlice": "string", "[2]uint": "uint",
}  # fmt: skip


class Field(NamedTuple):
    """A field: its names in Go and in JSON, its kind (a sign), and the type of what is in it, "" for the usual one.

    ``star`` is one where a slice or a map holds pointers to that.
    """

    go: str
    json: str
    kind: str
    inner: str
    star: str = ""


@cache
def fields(name: str) -> list[Field]:
    """Return the fields of the structure ``name``, in Go's order."""
    found = [_FIELD.fullmatch(word) for word in _STRUCTURES.get(name, "").split()]
    return [
        Field(match[1], match[2] or match[1], match[3] or "", match[5] or "", match[4] or "")
        for match in found
        if match
    ]


@cache
def _names(name: str) -> frozenset[str]:
    """Return the names of all fields of a structure, those of embedded ones among them."""
    found: set[str] = set()
    for field in fields(name):
        found.add(field.go)
        if field.kind == "<":
            found |= _names(field.inner)
    return frozenset(found)


def empty_answer(name: str) -> dict[str, Any]:
    """Return the structure ``name`` with nothing in it as Go writes JSON."""
    found: dict[str, Any] = {}
    for field in fields(name):
        if field.kind == "<":
            found |= empty_answer(field.inner)
        elif field.go not in _LEFT_OUT.get(name, ()):
            found[field.json] = empty_answer(field.inner) if field.kind == "=" else _EMPTY.get(field.kind)
    return found


def pointer(name: str, answer: Mapping[str, Any]) -> Pointer:
    """Return a pointer to ``answer`` as the structure ``name``."""
    return Pointer(structure(name, answer))


def structure(name: str, answer: Mapping[str, Any]) -> Structure:
    """Return ``answer``, an object of JSON, as Go's structure ``name``: without what that doesn't know."""
    values = {field.go: _value(field, answer) for field in fields(name)}
    embedded = [field.go for field in fields(name) if field.kind == "<"]
    made = STRUCTURES.get(name, Structure)
    return made(values, answer, go_type="struct {}" if name == "struct" else name, embedded=embedded)


def _value(field: Field, answer: Mapping[str, Any]) -> object:
    """Return what ``answer`` has for ``field``; what is not as the API says is shown as it is."""
    if field.kind == "<":
        return structure(field.inner, answer)
    value = answer.get(field.json)
    if value is None:
        return _zero(field)
    kind, make = _MAKERS[field.kind]
    return make(field, value) if isinstance(value, kind) else value


def _zero(field: Field) -> object:
    """Return what Go has in a field that is not in the answer."""
    inner = _element(field)
    if field.kind == "=":
        return structure(field.inner, {})
    if field.kind == "*":
        return Pointer(
            None, f"*{field.inner or 'struct'}", _names(field.inner) if field.inner in _STRUCTURES else ()
        )
    if field.kind == "[]":
        return Slice((), inner, go_type=_SLICES.get(field.inner, ""), is_nil=True)
    if field.kind in {"{}", "{[]}", "{nat.Port}"}:
        return _map_type(field, {}, is_nil=True)
    if field.kind == "'":
        return _word(field.inner)("")
    return _number(field, 0) if field.kind == "#" else _ZEROS[field.kind]


def _element(field: Field) -> str:
    """Return the name of the type of what is in a slice or a map."""
    return field.star + _ELEMENTS.get(field.inner, field.inner)


@cache
def _word(go_type: str) -> type[Word]:
    """Return the class of the words that Go calls ``go_type``."""
    return WORDS.get(go_type) or type("Named", (Word,), {"go_type": go_type, "__slots__": ()})


def _typed(go_type: str, value: Any) -> object:  # noqa: ANN401  (any JSON)
    """Return ``value`` as a ``go_type``, if it can be one."""
    if go_type.startswith("*"):
        inner = _typed(go_type[1:], value)
        return Pointer(inner) if isinstance(inner, Structure) else inner
    if go_type in _STRUCTURES and isinstance(value, dict):
        return structure(go_type, value)
    if go_type in _NUMBERS and isinstance(value, int):
        return Integer.of(go_type, value)
    if go_type.startswith("[") and isinstance(value, list):
        return Slice(
            [_typed(go_type.partition("]")[2], item) for item in value],
            go_type.partition("]")[2],
            go_type=go_type,
        )
    return value


def _number(field: Field, value: int) -> object:
    return _typed(field.inner, value) if field.inner else value


def _pointer(field: Field, value: Any) -> object:  # noqa: ANN401  (any JSON)
    if isinstance(value, dict) and field.inner not in _STRUCTURES:
        return value
    return Pointer(_typed(field.inner, value))


def _list(field: Field, values: list[Any]) -> object:
    items = [_typed(field.star + _SLICE_ITEMS.get(field.inner, field.inner), value) for value in values]
    return Slice(items, _element(field), go_type=_SLICES.get(field.inner, ""))


def _map(field: Field, values: dict[str, Any]) -> object:
    return _map_type(field, {key: _typed(field.star + field.inner, value) for key, value in values.items()})


def _map_type(field: Field, items: Mapping[Any, object], *, is_nil: bool = False) -> Map:
    if field.kind == "{[]}":
        return Map(items, f"[]{field.inner}", key=_PORT, go_type="nat.PortMap", is_nil=is_nil)
    if field.kind == "{nat.Port}":
        ports = {Port(key): value for key, value in items.items()}
        return Map(ports, _element(field), key=_PORT, go_type="nat.PortSet", is_nil=is_nil)
    return Map(items, _element(field), is_nil=is_nil)


def _map_of_lists(field: Field, values: dict[str, Any]) -> object:
    lists = {Port(key): _value(field._replace(json=key, kind="[]"), values) for key in values}
    return _map_type(field, lists)


_ZEROS: dict[str, object] = {"": "", "?": False, "@": Time("0001-01-01T00:00:00Z"), "~": Duration(0)}
_MAKERS: dict[str, tuple[type, Callable[[Field, Any], object]]] = {
    "": (str, lambda _, value: value),
    "'": (str, lambda field, value: _word(field.inner)(value)),
    "#": (int, _number),
    "?": (bool, lambda _, value: value),
    "=": (dict, lambda field, value: structure(field.inner, value)),
    "*": (object, _pointer),
    "[]": (list, _list),
    "{}": (dict, _map),
    "{nat.Port}": (dict, _map),
    "{[]}": (dict, _map_of_lists),
    "@": (str, lambda _, value: Time(value)),
    "~": (int, lambda _, value: Duration(value)),
}
