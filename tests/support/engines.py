"""Three browser engines behind the few commands that a journey needs.

Chromium is driven by playwright, like everywhere in these tests. WebKit has a driver that speaks WebDriver over HTTP;
Firefox speaks the same commands over a socket of its own (Marionette), so neither needs another package.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Protocol

from playwright.sync_api import Error, Page

SECONDS = 20
# Keys by their names in playwright, as WebDriver's code points.
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009", "Escape": "\ue00c"}


class MissingError(Exception):
    """The engine is not on this machine; the text says what to install."""


class Engine(Protocol):
    """One window of a browser."""

    def open(self, address: str) -> None:
        """Go to an address, as somebody types it."""

    def back(self) -> None:
        """Press the browser's back button."""

    def size(self, width: int, height: int) -> None:
        """Make the window this large, or as near as the browser allows."""

    def run(self, script: str, *values: Any) -> Any:
        """Run a script's body in the page, with `values` as its arguments; returns what it returns."""

    def press(self, *keys: str) -> None:
        """Press keys together: one letter each, or a name of KEYS."""

    def tap(self, selector: str, times: int = 1) -> None:
        """Tap, with a real pointer and in quick succession, on the middle of the first visible element."""


class Chromium:
    """A page of playwright's."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def back(self) -> None:
        self.page.go_back()

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def run(self, script: str, *values: Any) -> Any:
        try:
            return self.page.evaluate(f"values => (function () {{ {script} }}).apply(null, values)", list(values))
        except Error as error:
            # The page went as the script came. The others wait for the next page by themselves.
            if "context was destroyed" not in str(error):
                raise
            self.page.wait_for_load_state()
            return self.run(script, *values)

    def press(self, *keys: str) -> None:
        self.page.keyboard.press("+".join(keys))

    def tap(self, selector: str, times: int = 1) -> None:
        self.page.mouse.click(*self.run(MIDDLE, selector), click_count=times)


MIDDLE = """const shown = [...document.querySelectorAll(arguments[0])].find(element => element.checkVisibility());
    shown.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = shown.getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height / 2)];"""


class WebDriver:
    """A browser that knows the commands of the W3C's WebDriver standard, however it is sent them."""

    def command(self, name: str, **values: Any) -> Any:
        raise NotImplementedError

    def open(self, address: str) -> None:
        self.command("Navigate", url=address)

    def back(self) -> None:
        self.command("Back")

    def size(self, width: int, height: int) -> None:
        self.command("SetWindowRect", width=width, height=height)

    def run(self, script: str, *values: Any) -> Any:
        return self.command("ExecuteScript", script=script, args=list(values))

    def press(self, *keys: str) -> None:
        values = [KEYS.get(key, key) for key in keys]
        moves = [{"type": "keyDown", "value": value} for value in values]
        moves += [{"type": "keyUp", "value": value} for value in reversed(values)]
        self.command("PerformActions", actions=[{"type": "key", "id": "keys", "actions": moves}])

    def tap(self, selector: str, times: int = 1) -> None:
        x, y = self.run(MIDDLE, selector)
        moves: list[dict[str, Any]] = [{"type": "pointerMove", "x": x, "y": y, "duration": 0}]
        moves += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}] * times
        self.command("PerformActions", actions=[{"type": "pointer", "id": "mouse", "actions": moves}])


class WebKit(WebDriver):
    """Over HTTP, as the standard has it."""

    PATHS: ClassVar = {
        "Navigate": "url",
        "Back": "back",
        "SetWindowRect": "window/rect",
        "ExecuteScript": "execute/sync",
        "PerformActions": "actions",
    }

    def __init__(self, driver: str, minibrowser: Path) -> None:
        options = {"binary": str(minibrowser), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        session = ask(f"{driver}/session", wanted)
        self.session = f"{driver}/session/{session['sessionId']}"
        self.version = f"WebKitGTK {session['capabilities']['browserVersion']}"

    def command(self, name: str, **values: Any) -> Any:
        return ask(f"{self.session}/{self.PATHS[name]}", values)


class Firefox(WebDriver):
    """Over Marionette: each message is its length, a colon, and JSON."""

    def __init__(self, connection: socket.socket, file: BinaryIO) -> None:
        self.socket, self.file = connection, file
        self.count = 0
        self.receive()
        session = self.command("NewSession", capabilities={})
        self.version = f"Firefox {session['capabilities']['browserVersion']}"

    def receive(self) -> Any:
        length = b""
        while (digit := self.file.read(1)) != b":":
            length += digit
        return json.loads(self.file.read(int(length)))

    def command(self, name: str, **values: Any) -> Any:
        self.count += 1
        text = json.dumps([0, self.count, f"WebDriver:{name}", values]).encode()
        self.socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, result = self.receive()
        assert error is None, error["message"]
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result


@contextmanager
def webkit(folder: Path) -> Iterator[WebKit]:
    """WebKit on a screen that is only in memory, for it has no mode without one."""
    driver, screen = program("WebKitWebDriver", "webkit2gtk-driver"), program("Xvfb", "xvfb")
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    if not browsers:
        raise MissingError("WebKit's MiniBrowser is not here: install the package libwebkit2gtk-4.1-0.")
    with running(screen, "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp") as display:
        assert display.stdout
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {
            "DISPLAY": f":{display.stdout.readline().strip()}",
            # Root has no sandbox to itself, and a screen in memory no graphics card.
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "HOME": str(folder),
        }
        with running(driver, f"--port={port}", **environment):
            wait(lambda: answers(f"http://127.0.0.1:{port}/status"), "WebKit's driver")
            browser = WebKit(f"http://127.0.0.1:{port}", browsers[-1])
            yield browser
            urllib.request.urlopen(urllib.request.Request(browser.session, method="DELETE"), timeout=60).close()


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Firefox without a window, with a profile of its own in `folder`."""
    path = program("firefox", "firefox-esr")
    # Port 0 is any free one; Firefox writes down which.
    (folder / "user.js").write_text('user_pref("marionette.port", 0);\n')
    with running(path, "--headless", "--no-remote", "--marionette", "--profile", str(folder), HOME=str(folder)):
        written = folder / "MarionetteActivePort"
        wait(lambda: written.is_file() and written.read_text().strip(), "Firefox")
        port = int(written.read_text())
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection, connection.makefile("rb") as file:
            yield Firefox(connection, file)


def program(name: str, package: str) -> str:
    path = shutil.which(name)
    if not path:
        raise MissingError(
            f"The program {name} is not here: install the package {package}, then run make test-engines."
        )
    return path


@contextmanager
def running(*command: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A program that is ended, with all that it started, when the block ends."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        with process:
            try:
                yield process
            finally:
                os.killpg(process.pid, 15)
    except ProcessLookupError:
        pass


def ask(address: str, values: dict[str, Any]) -> Any:
    request = urllib.request.Request(address, json.dumps(values).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise AssertionError(json.load(error)["value"]["message"]) from error


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except OSError:
        return False
    return True


def wait(ready: Any, what: str) -> None:
    """Until `ready` gives something true; fails when that takes too long."""
    until = time.monotonic() + SECONDS
    while not ready():
        assert time.monotonic() < until, f"{what}: not after {SECONDS} seconds"
        time.sleep(0.05)
