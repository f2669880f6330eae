"""Draw docs/pictures/*.svg: the most used screens in a window of 100 columns, of an engine that only seems to be one."""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from dockctl.engine.progress import PullEvent
from dockctl.render.live import PullsView
from dockctl.render.painting import Painter
from dockctl.render.waiting import Waiting, WaitingView
from dockctl.streams import RICH, Look
from tests.fake import answer
from tests.tty.live_engine import LiveEngine, Stream
from tests.tty.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path("docs/pictures")
COLUMNS, ROWS = 100, 18
LOOK = Look(terminal=True, colours=True, layout=RICH)
HOUR, DAY = 3600, 86_400
HOME, EMPTY_LINE, END = (
    "\x1b[H",
    "\x1b[2K",
    "\x1b[?7h",
)  # what begins a screen, each of its lines, and what ends it
# A viewer has a font of its own: no picture asks another machine for one.
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def container(line: str) -> dict[str, object]:
    """Return a container as an engine lists it: its number, name, image, age in hours, port, status and command."""
    number, name, image, age, port, status, command = line.split("|")
    ports = (
        [{"IP": "127.0.0.1", "PrivatePort": int(port), "PublicPort": int(port), "Type": "tcp"}] if port else []
    )
    return {
        "Id": f"{0x5F3A9C0B7D21 * int(number) % (1 << 48):012x}" + "0" * 52,
        "Names": [f"/{name}"],
        "Image": image,
        "ImageID": "sha256:" + "1" * 64,
        "Command": command,
        "Created": int(time.time()) - int(age) * HOUR,
        "Ports": ports,
        "Labels": {},
        "State": status.partition(" ")[0].lower().replace("up", "running"),
        "Status": status,
    }


CONTAINERS = [
    container(line)
    for line in (
        "1|shop-web-1|nginx:1.27|2|8080|Up 2 hours (healthy)|nginx -g 'daemon off;'",
        "2|shop-api-1|ghcr.io/example/shop-api:2.4.1|2|8000|Up 2 hours|gunicorn app:api",
        "3|shop-worker-1|ghcr.io/example/shop-api:2.4.1|2||Restarting (1) 5 seconds ago|celery worker",
        "4|shop-db-1|postgres:16|72|5432|Up 3 days (unhealthy)|docker-entrypoint.sh postgres",
        "5|migrate|ghcr.io/example/shop-api:2.4.1|2||Exited (0) 2 hours ago|alembic upgrade head",
        "6|import-2|python:3.13|96||Exited (1) 4 days ago|python import.py",
    )
]


def image(number: int, tag: str, size: int, age: int) -> dict[str, object]:
    """Return an image as an engine lists it; ``age`` is in seconds."""
    return {
        "Id": f"sha256:{0x9E3779B97F4A * number % (1 << 48):012x}" + "0" * 52,
        "RepoTags": [tag],
        "RepoDigests": [],
        "Created": int(time.time()) - age,
        "Size": size,
        "SharedSize": -1,
        "VirtualSize": size,
        "Containers": -1,
        "Labels": None,
        "ParentId": "",
    }


IMAGES = [
    image(1, "ghcr.io/example/shop-api:2.4.1", 187_000_000, 5 * HOUR),
    image(2, "nginx:1.27", 192_000_000, 12 * DAY),
    image(3, "postgres:16", 432_000_000, 20 * DAY),
    image(4, "python:3.13", 1_020_000_000, 25 * DAY),
    image(5, "<none>:<none>", 186_000_000, 6 * DAY),
]


def volume(name: str, size: int, uses: int) -> dict[str, object]:
    """Return a volume as an engine lists it."""
    return {
        "Name": name,
        "Driver": "local",
        "Mountpoint": f"/var/lib/docker/volumes/{name}/_data",
        "Scope": "local",
        "Labels": {},
        "Options": None,
        "UsageData": {"Size": size, "RefCount": uses},
    }


VOLUMES = [volume("shop_db-data", 1_200_000_000, 1), volume("shop_cache", 48_000_000, 0)]


def figures(name: str, processor: float, memory: int, received: int, sent: int) -> dict[str, object]:
    """Return what a container uses; ``memory`` is in MiB."""
    identifier = next(item["Id"] for item in CONTAINERS if item["Names"] == [f"/{name}"])
    return {
        "id": identifier,
        "name": f"/{name}",
        "cpu_stats": {"cpu_usage": {"total_usage": int(processor * 100)}, "system_cpu_usage": 10_000, "online_cpus": 1},
        "memory_stats": {"usage": memory << 20, "limit": 2 << 30},
        "networks": {"eth0": {"rx_bytes": received, "tx_bytes": sent}},
        "pids_stats": {"current": 7},
    }  # fmt: skip


FIGURES = [
    figures("shop-web-1", 3.42, 38, 81_300_000, 912_000_000),
    figures("shop-api-1", 96.1, 411, 104_000_000, 66_000_000),
    figures("shop-worker-1", 54.7, 530, 9_100_000, 2_300_000),
    figures("shop-db-1", 12.9, 1_790, 61_000_000, 48_000_000),
]


def log_lines(*lines: str) -> bytes:
    """Return an engine's answer with lines of a log."""
    data = b"".join(
        b"\x01\0\0\0" + (len(line) + 1).to_bytes(4, "big") + line.encode() + b"\n" for line in lines
    )
    return answer(data, kind="application/vnd.docker.raw-stream")


def history_step(age: int, made: str, size: int) -> dict[str, object]:
    """Return one step of an image's making."""
    return {
        "Id": "sha256:" + "9e3779b97f4a" * 5,
        "Created": int(time.time()) - age,
        "CreatedBy": made,
        "Size": size,
        "Tags": None,
        "Comment": "",
    }


def answers() -> dict[str, object]:
    """Return what the engine says."""
    found: dict[str, object] = {
        "/containers/json": CONTAINERS,
        "/events": Stream(),
        "/images/json": IMAGES,
        "/volumes": {"Volumes": VOLUMES, "Warnings": None},
        "/system/df": {
            "LayersSize": 1_900_000_000,
            "Images": IMAGES,
            "Containers": CONTAINERS,
            "Volumes": VOLUMES,
            "BuildCache": [],
        },
        "/history": [
            history_step(5 * HOUR, 'CMD ["gunicorn" "app:api"]', 0),
            history_step(5 * HOUR, "COPY src /app # buildkit", 2_100_000),
            history_step(5 * HOUR, "RUN /bin/sh -c pip install --no-cache-dir -r requirements.txt # buildkit", 61_000_000),
            history_step(9 * DAY, "WORKDIR /app", 0),
            history_step(25 * DAY, '/bin/sh -c #(nop)  CMD ["python3"]', 0),
            history_step(25 * DAY, "/bin/sh -c #(nop) ADD file:3b1f9c in / ", 124_000_000),
        ],
        "/shop-web-1/logs": log_lines(
            "2026-11-30T09:12:01.000000001Z GET /cart 200 3ms", "2026-11-30T09:12:04.000000001Z GET /pay 502 30001ms"
        ),
        "/shop-api-1/logs": log_lines(
            "2026-11-30T09:12:02.000000001Z cart of user 51 has 3 items",
            "2026-11-30T09:12:03.000000001Z error: payment service timeout",
        ),
    }  # fmt: skip
    for name in ("shop-web-1", "shop-api-1"):
        found[f"/containers/{name}/json"] = {
            "Id": name,
            "Name": f"/{name}",
            "Config": {"Tty": False},
            "State": {},
        }
    for sample in FIGURES:
        stream = found[f"/containers/{str(sample['id'])[:12]}/stats"] = Stream()
        stream.say(sample)
    return found


def run(words: Sequence[str], *, until: Sequence[str] = ()) -> list[Text]:
    """Return what a command writes to a terminal, or what fills its window when all of ``until`` stand there."""
    with tempfile.TemporaryDirectory() as home, LiveEngine(answers()) as fake:
        environment = {"PATH": os.environ["PATH"], "HOME": home, "PYTHONPATH": "src", "TZ": "UTC"}
        command = [sys.executable, "-m", "dockctl", "-H", fake.host, *words]
        window = Window(command, environment, columns=COLUMNS, rows=ROWS)
        if until:
            window.read_until(*until)
        else:
            window.read_to_end()
        window.close()
    written = window.written.decode().rpartition(HOME)[2].replace("\r", "")
    lines = [
        Text.from_ansi(line.replace(EMPTY_LINE, "").removesuffix(END))
        for line in written.removesuffix("\n").split("\n")
    ]
    return lines if until else [prompt(*words), *lines]


def prompt(*words: str) -> Text:
    """Return the line in which a user types a command."""
    return Text(f"$ dockctl {' '.join(words)}")


def pull() -> list[Text]:
    """Return the screen in the middle of a pull of three images."""
    now = [0.0]
    painter = Painter(LOOK)
    view = PullsView(painter.console, lambda: now[0])
    names = ["postgres:16", "ghcr.io/example/shop-api:2.4.1", "redis:7"]
    view.expect(names)
    done = [
        PullEvent("Pull complete", f"{0x5F3A9C0B7D21 * number % (1 << 48):012x}") for number in range(9, 13)
    ]
    view.follow("redis:7", [*done, PullEvent("Status: Downloaded newer image for redis:7")])
    steps = [
        ("postgres:16", "e4fff0779e6d", 14_200_000, 28_200_000),
        ("postgres:16", "2b0d7a0c9f31", 6_100_000, 112_000_000),
        ("ghcr.io/example/shop-api:2.4.1", "8f1d0c2ab7e5", 31_000_000, 61_000_000),
    ]
    for name in names[:2]:
        view.begin(name)
    for share in (0.4, 1.0):
        now[0] += 1.5
        for name, layer, current, total in steps:
            view.update(name, PullEvent("Downloading", layer, int(current * share), total))
            if share == 1.0:
                view.update(name, PullEvent("Waiting", layer[::-1]))
    lines = [Text.from_ansi(line) for line in painter.paint(view, COLUMNS, ROWS)]
    return [prompt("pull", *names), *lines]


def stop() -> list[Text]:
    """Return the screen while containers are stopping."""
    painter = Painter(LOOK)
    left = [("shop-api-1", "8s left"), ("shop-worker-1", "28s left"), ("shop-db-1", "58s left")]
    view = WaitingView(painter.console, lambda: Waiting("stopping", left))
    return [prompt("stop", "--all"), *(Text.from_ansi(line) for line in painter.paint(view, COLUMNS, ROWS))]


def save(name: str, lines: Sequence[Text]) -> None:
    """Write one picture."""
    console = Console(
        file=io.StringIO(), record=True, width=COLUMNS, force_terminal=True, color_system="standard"
    )
    for line in lines:
        console.print(line, no_wrap=True, crop=True, highlight=False)
    picture = FONTS.sub("", console.export_svg(title="dockctl", unique_id=f"dockctl-{name}"))
    (FOLDER / f"{name}.svg").write_text("".join(f"{line.rstrip()}\n" for line in picture.splitlines()))
    print(FOLDER / f"{name}.svg")


def main() -> None:
    """Draw all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    save("ps", run(["ps", "--all"]))
    save("ps-watch", run(["ps", "--all", "--watch"], until=["Ctrl-C ends"]))
    save("images", run(["images"]))
    save("history", run(["history", "ghcr.io/example/shop-api:2.4.1"]))
    save("logs", run(["logs", "--timestamps", "--grep", "timeout|502", "shop-web-1", "shop-api-1"]))
    save("volumes", run(["volume", "ls"]))
    save("disk-usage", run(["system", "df"]))
    save("stats", run(["stats", "--sort", "cpu"], until=["96.10%", "54.70%", "12.90%", "3.42%"]))
    save("pull", pull())
    save("stop", stop())


if __name__ == "__main__":
    main()
