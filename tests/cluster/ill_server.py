"""An HTTP server on loopback that behaves as a cluster does that is ill: refuses, is busy, says nothing.

In: the status that it answers with, or none to let whoever asks wait, who then must hang up. Out: its address.
"""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PATIENCE = 20.0  # seconds


@contextmanager
def ill_server(
    status: int | None, body: dict[str, Any] | None = None, certificate: Path | None = None
) -> Iterator[str]:
    hung_up = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if status is None:
                assert self.rfile.read(1) == b""
                hung_up.set()
                self.close_connection = True
                return
            answer = json.dumps(body or {"error": {"type": "an_exception"}, "status": status}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_POST = do_GET

        def log_message(self, *told: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *told: None  # type: ignore[method-assign]
    serving = threading.Thread(target=server.serve_forever, args=(0.05,))
    serving.start()
    try:
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}/askcast"
        assert status is not None or hung_up.wait(PATIENCE)
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
