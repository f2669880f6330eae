"""A registry behind a slow line: what a pull shows can then be seen.

Passes TCP connections on to the plain registry, with at most ``BYTES_PER_SECOND`` back on each.
"""

from __future__ import annotations

import asyncio
import contextlib

from tests.engine.registries import PLAIN, SLOW

BYTES_PER_SECOND = 4_000_000
_PIECE = 64 * 1024


async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, rate: float) -> None:
    """Copy until the end, at most ``rate`` bytes a second."""
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(_PIECE):
            writer.write(data)
            await writer.drain()
            await asyncio.sleep(len(data) / rate)
    with contextlib.suppress(ConnectionError, RuntimeError):
        writer.close()


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Connect one client with the registry."""
    host, _, port = PLAIN.rpartition(":")
    registry_reader, registry_writer = await asyncio.open_connection(host, int(port))
    await asyncio.gather(
        copy(reader, registry_writer, float("inf")),
        copy(registry_reader, writer, BYTES_PER_SECOND),
    )


async def main() -> None:
    """Serve until killed."""
    host, _, port = SLOW.rpartition(":")
    server = await asyncio.start_server(handle, host, int(port))
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
