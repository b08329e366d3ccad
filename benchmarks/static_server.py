"""A small static host for a built site, as a real one behaves: gzip, 404.html for what is not there.

`python benchmarks/static_server.py site 8000` serves; the browser tests and the measurements start it themselves.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from time import sleep
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
}
_PACKED = frozenset((".png", ".gz", ".pf_meta", ".pf_index", ".pf_fragment", ".pagefind"))


class Sent(NamedTuple):
    """One answer: the path that was asked for and the bytes of its body on the wire."""

    path: str
    size: int


@dataclass
class Trouble:
    """What is wrong with a host at the moment: it says nothing for some seconds, or answers with an error."""

    seconds: float = 0
    status: int = 200


class Host(NamedTuple):
    """A running server: where it is, what it has sent so far, and what trouble it should have."""

    url: str
    sent: list[Sent]
    trouble: Trouble


@cache
def _body(file: Path, _changed: float) -> tuple[bytes, bool]:
    data = file.read_bytes()
    return (data, False) if file.suffix in _PACKED else (gzip.compress(data, 9, mtime=0), True)


@contextmanager
def serve(site: Path, port: int = 0, under: str = "/") -> Iterator[Host]:
    """Serve the folder `site` on this machine, under a path that ends in a slash, until the block ends."""
    sent: list[Sent] = []
    trouble = Trouble()
    lock = Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body leave in one packet; two would wait for each other.
        wbufsize = -1

        def do_GET(self) -> None:
            sleep(trouble.seconds)
            path = unquote(urlsplit(self.path).path)
            file = site / path.removeprefix(under).lstrip("/")
            if file.is_dir() and not path.endswith("/"):
                self.send_response(301)
                self.send_header("Location", f"{path}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            file = file / "index.html" if file.is_dir() else file
            status = 200 if path.startswith(under) and file.is_file() and site in file.parents else 404
            file = file if status == 200 else site / "404.html"
            status = status if trouble.status == 200 else trouble.status
            data, packed = _body(file, file.stat().st_mtime)
            self.send_response(status)
            self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-cache")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(data)
            with lock:
                sent.append(Sent(path, len(data)))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Requests are counted, not printed."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield Host(f"http://127.0.0.1:{server.server_port}{under}", sent, trouble)
        server.shutdown()


if __name__ == "__main__":
    with serve(Path(sys.argv[1]).resolve(), int(sys.argv[2])) as host:
        print(host.url)
        input("Press Enter to stop. ")
