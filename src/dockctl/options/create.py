"""From the flags of ``run`` and ``create`` to the request that docker would send for them.

Every field that docker sends is sent, also where it is empty, so that an engine can't tell the two apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dockctl.options.devices import check_device, is_cdi, parse_device
from dockctl.options.endpoints import chosen_networks, endpoints
from dockctl.options.environment import as_mapping, read_variables, resolve_variables
from dockctl.options.health import healthcheck
from dockctl.options.networks import check_mac
from dockctl.options.ports import parse_expose, parse_publish, short_forms
from dockctl.options.resources import resources, restart_policy
from dockctl.options.security import effective_capabilities, security_options, split_system_paths
from dockctl.options.volumes import is_anonymous, resolve_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dockctl.engine.payloads.containers import ContainerCreateRequest
    from dockctl.options.flags import CreateFlags
    from dockctl.options.streams import Streams

WINDOWS_FLAGS = ("cpu_count", "cpu_percent", "io_maxbandwidth", "io_maxiops")
_CONTAINER_MODE = re.compile(r"container:.+")
_LARGEST_SWAPPINESS = 100


def build_request(  # noqa: PLR0913  (what a request is made of)
    image: str,
    command: Sequence[str] | None,
    flags: CreateFlags,
    *,
    environment: Mapping[str, str],
    streams: Streams,
    console_size: Sequence[int] = (0, 0),
) -> ContainerCreateRequest:
    """Return the body of POST /containers/create; raises ValueError in docker's words.

    ``environment`` gives the values of variables that are passed by name alone. An entrypoint of "" takes
    the image's away; None keeps it. ``console_size`` is height and width of the user's terminal.
    """
    _check(flags)
    volumes = flags.volume or []
    bindings = [binding for text in short_forms(flags.publish or ()) for binding in parse_publish(text)]
    exposed = [binding.port for binding in bindings]
    exposed += [port for text in flags.expose or () for port in parse_expose(text)]
    files = [pair for path in flags.env_file or () for pair in read_variables(path, environment)]
    given = {variable.partition("=")[0]: variable for variable in flags.env or ()}  # the last of a name wins
    if flags.dotenv:
        from dockctl.options.dotenv_files import read_dotenv

        files += [pair for path in flags.dotenv for pair, _ in read_dotenv(path, environment)]
    variables = files + resolve_variables(given.values(), environment)
    labels = [pair for path in flags.label_file or () for pair in read_variables(path, None)]
    networks = chosen_networks(flags)
    request: dict[str, Any] = {
        "Hostname": flags.hostname,
        "Domainname": flags.domainname,
        "User": flags.user,
        "AttachStdin": streams.stdin,
        "AttachStdout": streams.stdout,
        "AttachStderr": streams.stderr,
        "Tty": flags.tty,
        "OpenStdin": flags.interactive,
        "StdinOnce": flags.interactive and streams.stdin,
        "Env": variables or None,
        "Cmd": list(command) if command else None,
        "Image": image,
        "Volumes": {volume: {} for volume in volumes if is_anonymous(volume)},
        "WorkingDir": flags.workdir,
        "Entrypoint": None if flags.entrypoint is None else [flags.entrypoint],
        "OnBuild": None,
        "Labels": as_mapping([*labels, *(flags.label or ())]),
        "HostConfig": _host_config(flags, volumes, console_size, networks[0].target),
        "NetworkingConfig": {"EndpointsConfig": endpoints(networks, named=bool(flags.network))},
    }
    if exposed:
        request["ExposedPorts"] = {port: {} for port in exposed}
    for binding in bindings:
        published = request["HostConfig"]["PortBindings"].setdefault(binding.port, [])
        published.append({"HostIp": binding.address, "HostPort": binding.host_port})
    optional = {
        "Healthcheck": healthcheck(flags),
        "StopSignal": flags.stop_signal,
        "StopTimeout": flags.stop_timeout,
    }
    request |= {name: value for name, value in optional.items() if value is not None and value != ""}
    return request  # type: ignore[return-value]


def _check(flags: CreateFlags) -> None:
    """Raise ValueError for values that docker refuses before it asks an engine."""
    modes = (
        ("pid", flags.pid, "PID", flags.pid in {"", "host"} or bool(_CONTAINER_MODE.fullmatch(flags.pid))),
        ("uts", flags.uts, "UTS", flags.uts in {"", "host"}),
        ("userns", flags.userns, "USER", flags.userns in {"", "host"}),
        ("cgroupns", flags.cgroupns, "CGROUP", flags.cgroupns in {"", "host", "private"}),
    )
    swappiness = flags.memory_swappiness
    if swappiness != -1 and not 0 <= swappiness <= _LARGEST_SWAPPINESS:
        raise ValueError(f"invalid value: {swappiness}. Valid memory swappiness range is 0-100")
    check_mac(flags.mac_address)
    for flag, _, name, valid in modes:
        if not valid:
            raise ValueError(f"--{flag}: invalid {name} mode")
    if flags.remove and flags.restart not in {"", "no"}:
        raise ValueError("conflicting options: cannot specify both --restart and --rm")
    if flags.log_driver == "none" and flags.log_opt:
        raise ValueError(f"invalid logging opts for driver {flags.log_driver}")


def _host_config(
    flags: CreateFlags,
    volumes: Sequence[str],
    console_size: Sequence[int],
    network_mode: str,
) -> dict[str, Any]:
    added, dropped = effective_capabilities(flags.cap_add or (), flags.cap_drop or ())
    options, unconfined = split_system_paths(security_options(flags.security_opt or ()))
    config: dict[str, Any] = {
        "Binds": [resolve_source(volume) for volume in dict.fromkeys(volumes) if not is_anonymous(volume)]
        or None,
        "ContainerIDFile": "",
        "LogConfig": {"Type": flags.log_driver, "Config": as_mapping(flags.log_opt or ())},
        "NetworkMode": network_mode,
        "PortBindings": {},
        "RestartPolicy": restart_policy(flags.restart),
        "AutoRemove": flags.remove,
        "VolumeDriver": flags.volume_driver,
        "VolumesFrom": flags.volumes_from,
        "ConsoleSize": list(console_size),
        "CapAdd": added or None,
        "CapDrop": dropped or None,
        "CgroupnsMode": flags.cgroupns,
        "Dns": flags.dns or [],
        "DnsOptions": flags.dns_option or [],
        "DnsSearch": flags.dns_search or [],
        "ExtraHosts": flags.add_host,
        "GroupAdd": flags.group_add,
        "IpcMode": flags.ipc,
        "Cgroup": "",
        "Links": flags.link,
        "OomScoreAdj": flags.oom_score_adj,
        "PidMode": flags.pid,
        "Privileged": flags.privileged,
        "PublishAllPorts": flags.publish_all,
        "ReadonlyRootfs": flags.read_only,
        "SecurityOpt": options or ([] if unconfined else None),
        "UTSMode": flags.uts,
        "UsernsMode": flags.userns,
        "ShmSize": flags.shm_size,
        "Isolation": flags.isolation,
        "MaskedPaths": [] if unconfined else None,
        "ReadonlyPaths": [] if unconfined else None,
        **_resources(flags),
    }
    optional = {
        "Annotations": dict(flags.annotation or ()),
        "Init": flags.init,
        "Mounts": flags.mount,
        "Runtime": flags.runtime,
        "StorageOpt": _storage_options(flags.storage_opt or ()),
        "Sysctls": dict(flags.sysctl or ()),
        "Tmpfs": {path: rest for path, _, rest in (text.partition(":") for text in flags.tmpfs or ())},
    }
    return config | {name: value for name, value in optional.items() if value or value is False}


def _resources(flags: CreateFlags) -> dict[str, Any]:
    def limits(values: Sequence[Any] | None, name: str) -> list[dict[str, Any]]:
        return [{"Path": limit.path, name: limit.value} for limit in values or ()]

    cdi = [device for device in flags.device or () if is_cdi(device)]
    requests: list[dict[str, Any]] = list(flags.gpus or ())
    if cdi:
        requests.append({"Driver": "cdi", "Count": 0, "DeviceIDs": cdi, "Capabilities": None, "Options": None})
    ulimits = {limit.name: limit for limit in flags.ulimit or ()}
    return resources(flags) | {
        "CgroupParent": flags.cgroup_parent,
        "BlkioWeightDevice": limits(flags.blkio_weight_device, "Weight"),
        "BlkioDeviceReadBps": limits(flags.device_read_bps, "Rate"),
        "BlkioDeviceWriteBps": limits(flags.device_write_bps, "Rate"),
        "BlkioDeviceReadIOps": limits(flags.device_read_iops, "Rate"),
        "BlkioDeviceWriteIOps": limits(flags.device_write_iops, "Rate"),
        "Devices": [parse_device(check_device(device)) for device in flags.device or () if not is_cdi(device)],
        "DeviceCgroupRules": flags.device_cgroup_rule,
        "DeviceRequests": requests or None,
        "MemorySwappiness": flags.memory_swappiness,
        "OomKillDisable": flags.oom_kill_disable,
        "Ulimits": [
            {"Name": name, "Hard": ulimits[name].hard, "Soft": ulimits[name].soft} for name in sorted(ulimits)
        ],
        "CpuCount": flags.cpu_count,
        "CpuPercent": flags.cpu_percent,
        "IOMaximumIOps": flags.io_maxiops,
        "IOMaximumBandwidth": flags.io_maxbandwidth,
    }


def _storage_options(values: Sequence[str]) -> dict[str, str]:
    for value in values:
        if "=" not in value:
            raise ValueError("invalid storage option")
    return as_mapping(values)


def use_old_settings(request: ContainerCreateRequest) -> None:
    """Change ``request`` to what engines before API 1.44 understand; raises ValueError where that can't be said.

    They know one hardware address a container, and one network when it is made.
    """
    endpoints = request["NetworkingConfig"]["EndpointsConfig"]
    if len(endpoints) > 1:
        raise ValueError("several networks for a new container require API version 1.44 or later")
    for mount in request["HostConfig"].get("Mounts") or ():
        if mount.get("BindOptions", {}).get("ReadOnlyForceRecursive"):
            raise ValueError("bind-recursive=readonly requires API v1.44 or later")
    for endpoint in endpoints.values():
        if endpoint["GwPriority"]:
            raise ValueError("gw-priority requires API version 1.48 or later")
        if endpoint["MacAddress"]:
            request["MacAddress"] = endpoint["MacAddress"]
