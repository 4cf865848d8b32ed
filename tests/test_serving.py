"""The app in a browser: who may see it, and that it works there."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

import readlist
from readlist import Library, Status

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PAPERS = '{"title": "Quiet Maps"}\n{"title": "Loud Maps"}\n'


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "a library.db"
    with Library.open(path) as made:
        made.add(PAPERS, name="two.jsonl")
    return path


@pytest.fixture
def address(library: Path, tmp_path: Path) -> Iterator[str]:
    """What `readlist serve` prints, while it runs."""
    environment = {**os.environ, "READLIST_CONFIG": str(tmp_path / "config.toml"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "readlist", "serve", "--port", str(free_port()), "--library", str(library)],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as server:
        assert server.stderr is not None
        yield server.stderr.readline().removeprefix("open ").strip()
        server.terminate()


async def test_only_who_has_the_key_sees_it(address: str) -> None:
    place, _, key = address.partition("/?key=")
    page = Path(readlist.__file__).parent / "page" / "app_index.html"
    assert "http" not in page.read_text()
    socket_of = f"{place.replace('http', 'ws')}/ws"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:

        async def answer(url: str, **headers: str) -> int:
            async with session.get(url, headers=headers) as response:
                return response.status

        async def connects(**headers: str) -> bool:
            try:
                async with session.ws_connect(socket_of, headers=headers):
                    return True
            except aiohttp.WSServerHandshakeError as error:
                return error.status != 403

        assert await answer(place) == 403
        assert await answer(f"{place}/?key={key[1:]}{key[0]}") == 403
        assert not await connects(Origin=place)
        assert await answer(address, Host="rebound.example.org") == 403
        assert await answer(address) == 200
        assert await answer(place) == 200
        assert not await connects(Origin="http://other.example.org")
        assert not await connects()
        assert await connects(Origin=place)


@pytest.fixture
def browser(address: str, tmp_path: Path) -> Iterator[str]:
    """Where Chromium, which has opened the address, tells of its pages."""
    place = f"127.0.0.1:{free_port()}"
    words = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
        " --disable-component-update --disable-sync --remote-allow-origins=* --window-size=1200,800"
    )
    with subprocess.Popen(
        [
            str(CHROMIUM), *words.split(), f"--remote-debugging-port={place.partition(':')[2]}",
            f"--user-data-dir={tmp_path / 'browser'}", address,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:  # fmt: skip
        yield f"http://{place}/json"
        running.kill()


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
async def test_a_paper_is_decided_on_in_a_browser(browser: str, library: Path) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(await opened_page(session, browser)) as page:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            focus = {"expression": "document.querySelector('textarea')?.focus()"}
            await page.send_json({"id": 1, "method": "Runtime.evaluate", "params": focus})
            for kind in ("keyDown", "keyUp"):
                key = {"type": kind, "key": "d", "text": "d", "code": "KeyD", "windowsVirtualKeyCode": 68}
                await page.send_json({"id": 2, "method": "Input.dispatchKeyEvent", "params": key})
            await asyncio.sleep(0.5)
            with Library.open(library) as looked_at:
                if looked_at.counts()[Status.READ]:
                    return
    raise AssertionError("the key did nothing")


async def opened_page(session: aiohttp.ClientSession, address: str) -> str:
    for _ in range(200):
        try:
            async with session.get(address) as response:
                for found in await response.json():
                    if found["type"] == "page" and "key=" in found["url"]:
                        return str(found["webSocketDebuggerUrl"])
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.1)
    raise AssertionError("no browser")
