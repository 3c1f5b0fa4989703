"""A proxy that passes requests on and loses the first answer to each.

An SDK that hears 503 sends the batch again, though the server already has it: the only honest way to see whether a
repeat counts twice. `attempts` tells how often each batch came by and what its sentAt was.
"""
import gzip
import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request, client_address) -> None:
        """An SDK that ends while its connection is open is nothing to report."""


class LossyProxy:
    def __init__(self, upstream: str):
        self.upstream = upstream
        self.attempts: dict[tuple, list[str]] = {}
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, answer = proxy.forward(self.path, dict(self.headers), body)
                if proxy.first_time(self.headers, body):
                    status, answer = 503, b'{"code":"answer_lost","message":"the proxy lost the answer"}'
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def forward(self, path: str, headers: dict, body: bytes) -> tuple[int, bytes]:
        passed = {name: value for name, value in headers.items() if name.lower() not in ("host", "connection")}
        request = urllib.request.Request(self.upstream + path, body, passed, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def first_time(self, headers, body: bytes) -> bool:
        if headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        parsed = json.loads(body)
        batch = tuple(item.get("messageId") for item in parsed["batch"])
        times = self.attempts.setdefault(batch, [])
        times.append(parsed.get("sentAt"))
        return len(times) == 1

    def stop(self) -> None:
        self.server.shutdown()
