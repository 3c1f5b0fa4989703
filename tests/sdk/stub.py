"""A small strict stand-in for the server, to prove the harness and to record what the SDKs send.

    stub.py [--port N] [--record FOLDER] [--forget LABEL]

It speaks as much of the tracking API and of the customer API as check.py uses, keeps everything in memory, and refuses
what the contract refuses. The write key is `wk_stub`, the API token `rpt_stub`. `--record` writes each request as one
JSON file; `--forget` loses the touches whose message id ends in LABEL, which the checks must notice.
"""
import argparse
import base64
import binascii
import json
import zlib
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs, unquote, urlsplit

KEY, TOKEN = "wk_stub", "rpt_stub"
BODY_LIMIT, ITEM_LIMIT, MESSAGE_ID_LIMIT = 4 << 20, 32 << 10, 100
SINGLES = {"i": "identify", "t": "track", "p": "page", "s": "screen", "g": "group", "a": "alias"}
BATCHES = {"/v1/batch", "/v1/b", "/v1/import", "/beacon/v1/batch"}
SNIPPET = Path(__file__).parent / "../../snippet/dist/rapport.js"


class Refused(Exception):
    def __init__(self, status: int, code: str, message: str, errors: list | None = None):
        super().__init__(message)
        self.status = status
        self.body = {"code": code, "message": message, "title": message, "status": status, "errors": errors or []}


class Ledger:
    """Touches in order of arrival, and customers as sets of identities that were seen together."""

    def __init__(self, forget: str | None):
        self.forget, self.lock = forget, Lock()
        self.touches: dict[str, dict] = {}
        self.parent: dict[tuple, tuple] = {}
        self.traits: list[tuple] = []

    def root(self, identity: tuple) -> tuple:
        while self.parent.setdefault(identity, identity) != identity:
            identity = self.parent[identity]
        return identity

    def take(self, item: dict, sent_at: str | None) -> None:
        message_id = item.get("messageId") or f"stub-{len(self.touches)}"
        if message_id in self.touches or (self.forget and str(message_id).endswith(self.forget)):
            return
        identities = identities_of(item)
        traits = {**(item.get("context") or {}).get("traits", {}), **(item.get("traits") or {})}
        if item["type"] == "identify" and traits.get("email"):
            identities.append(("email", traits["email"]))
        for other in identities:
            self.parent[self.root(other)] = self.root(identities[0])
        if item["type"] == "identify":
            self.traits.append((identities[0], traits))
        properties = item.get("properties") or {}
        if item["type"] == "group":
            properties, traits = {**properties, "traits": traits}, {}
        self.touches[message_id] = {
            "id": f"tch_{len(self.touches)}", "message_id": message_id, "seq": len(self.touches) + 1,
            "type": item["type"], "event": item.get("event") or item.get("name"), "channel": "web",
            "identities": [{"kind": kind, "value": value} for kind, value in identities],
            "at": moment(item, sent_at).isoformat(), "properties": properties, "traits": traits, "anchor": identities[0],
        }

    def customer(self, identity: tuple) -> dict | None:
        if identity not in self.parent:
            return None
        root = self.root(identity)
        attributes: dict = {}
        for who, traits in self.traits:
            if self.root(who) == root:
                attributes.update(traits)
        attributes = {name: value for name, value in attributes.items() if value is not None}
        mine = [{"kind": kind, "value": value} for kind, value in self.parent if self.root((kind, value)) == root]
        return {"id": "cus_" + "~".join(root), "name": attributes.get("name"), "attributes": attributes,
                "identities": mine}

    def timeline(self, customer: str) -> list[dict]:
        root = self.root(tuple(customer.removeprefix("cus_").split("~", 1)))
        return [touch for touch in reversed(self.touches.values()) if self.root(touch["anchor"]) == root]


def identities_of(item: dict) -> list[tuple]:
    fields = [("user_id", "userId"), ("anonymous_id", "anonymousId"), ("user_id", "previousId")]
    return [(kind, str(item[field])) for kind, field in fields if item.get(field) not in (None, "")]


def moment(item: dict, sent_at: str | None) -> datetime:
    now = datetime.now(timezone.utc)
    stamp = item.get("timestamp") or item.get("originalTimestamp")
    if not stamp:
        return now
    stamp = datetime.fromisoformat(stamp)
    return now - (datetime.fromisoformat(sent_at) - stamp if sent_at else timedelta())


def unpacked(body: bytes, encoding: str) -> dict:
    if encoding == "gzip":
        try:
            body = (unzip := zlib.decompressobj(31)).decompress(body, BODY_LIMIT + 1)
            if not unzip.eof and len(body) <= BODY_LIMIT:
                raise Refused(400, "invalid_gzip", "the body is not complete gzip")
        except zlib.error as error:
            raise Refused(400, "invalid_gzip", f"the body is not gzip: {error}") from error
    if len(body) > BODY_LIMIT:
        raise Refused(400, "body_too_large", "a request may hold 4 MB after decompression")
    try:
        parsed = json.loads(body)
    except ValueError as error:
        raise Refused(400, "invalid_json", f"the body is not JSON: {error}") from error
    if not isinstance(parsed, dict):
        raise Refused(400, "invalid_json", "the body is not an object")
    return parsed


def key_of(headers, query: dict, parsed: dict) -> str | None:
    scheme, _, value = (headers.get("Authorization") or "").partition(" ")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode().split(":")[0]
        except (binascii.Error, UnicodeDecodeError) as error:
            raise Refused(401, "invalid_write_key", "the Authorization header cannot be read") from error
    return parsed.get("writeKey") or query.get("writeKey", [None])[0]


def fault_of(item: dict) -> str | None:
    if not identities_of(item):
        return f"event {item.get('messageId')} has neither userId nor anonymousId"
    size = len(json.dumps(item, ensure_ascii=False).encode())
    if size > ITEM_LIMIT:
        return f"event {item.get('messageId')} has {size} bytes; the limit is 32 KB"
    if len(str(item.get("messageId") or "")) >= MESSAGE_ID_LIMIT:
        return f"event {item['messageId'][:40]}… has a messageId of 100 characters or more"
    if item.get("type") not in SINGLES.values():
        return f"event {item.get('messageId')} has the unknown type {item.get('type')}"
    return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    ledger: Ledger
    record: Path | None = None
    recorded = 0

    def do_OPTIONS(self):
        self.answer(200, {})

    def do_GET(self):
        path, query = self.address()
        if path == "/rapport.js":
            return self.answer(200, SNIPPET.read_bytes(), "text/javascript")
        if path.startswith("/v1/projects/") and path.endswith("/settings"):
            host = self.headers["Host"] + "/v1"
            segment = {"apiKey": path.split("/")[3], "apiHost": host, "protocol": "http"}
            return self.answer(200, {"integrations": {"Segment.io": segment}, "metrics": {"sampleRate": 0}})
        if path in ("/sourceConfig", "/sourceConfig/"):
            return self.answer(200, {"source": {"id": "src_stub", "config": {}, "destinations": []}})
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self.answer(401, {"code": "unauthorized", "message": "a token is needed"})
        with self.ledger.lock:
            self.customers(path, query)

    def customers(self, path: str, query: dict):
        parts = path.split("/")
        if path == "/api/v1/customers":
            kind, _, value = query["identity"][0].partition(":")
            customer = self.ledger.customer((kind, value))
            return self.answer(200, {"data": [customer] if customer else [], "next_cursor": None})
        if path.startswith("/api/v1/customers/") and len(parts) == 5:
            identity = tuple(unquote(parts[4]).removeprefix("cus_").split("~", 1))
            return self.answer(200, self.ledger.customer(identity))
        if path.endswith("/timeline"):
            start = int(query.get("cursor", ["0"])[0])
            touches = self.ledger.timeline(unquote(parts[4]))
            more = str(start + 5) if len(touches) > start + 5 else None
            return self.answer(200, {"data": touches[start:start + 5], "next_cursor": more})
        return self.answer(404, {"code": "not_found", "message": "no such path"})

    def do_POST(self):
        path, query = self.address()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.keep(body)
        try:
            with self.ledger.lock:
                self.take(path, query, body)
            self.answer(200, {"success": True})
        except Refused as refused:
            self.answer(refused.status, refused.body)

    def take(self, path: str, query: dict, body: bytes):
        if path in ("/v1/m", "/rsaMetrics"):
            return
        kind = SINGLES.get(path.removeprefix("/v1/"), path.removeprefix("/v1/"))
        if path not in BATCHES and kind not in SINGLES.values():
            raise Refused(404, "not_found", f"no such path: {path}")
        parsed = unpacked(body, self.headers.get("Content-Encoding", ""))
        if key_of(self.headers, query, parsed) != KEY:
            raise Refused(401, "invalid_write_key", "no source has this write key")
        items = parsed["batch"] if path in BATCHES else [{**parsed, "type": kind}]
        faults = []
        for number, item in enumerate(items):
            fault = fault_of(item)
            if fault:
                faults.append({"field": f"batch[{number}]", "message": fault})
            else:
                self.ledger.take(item, parsed.get("sentAt"))
        if faults:
            raise Refused(400, "event_refused", faults[0]["message"], faults)

    def keep(self, body: bytes):
        if not self.record:
            return
        Handler.recorded += 1
        text = body if self.headers.get("Content-Encoding") != "gzip" else zlib.decompress(body, 31)
        try:
            parsed = json.loads(text)
        except ValueError:
            parsed = None
        record = {"method": self.command, "path": self.path, "headers": dict(self.headers),
                  "body": parsed, "body_base64": base64.b64encode(body).decode()}
        name = self.record / f"{Handler.recorded:04}.json"
        name.write_text(json.dumps(record, ensure_ascii=False, indent=1))

    def address(self) -> tuple[str, dict]:
        parts = urlsplit(self.path)
        return parts.path, parse_qs(parts.query)

    def answer(self, status: int, body, kind: str = "application/json"):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        origin = self.headers.get("Origin")
        if origin:
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
            self.send_header("Access-Control-Allow-Headers", self.headers.get("Access-Control-Request-Headers", "*"))
            self.send_header("Access-Control-Expose-Headers", "Retry-After")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request, client_address) -> None:
        """A client that goes away is nothing to report; a fault of the stub shows as a missing answer."""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--record", type=Path)
    options.add_argument("--forget")
    chosen = options.parse_args()
    Handler.ledger = Ledger(chosen.forget)
    Handler.record = chosen.record
    if chosen.record:
        chosen.record.mkdir(parents=True, exist_ok=True)
    server = QuietServer(("127.0.0.1", chosen.port), Handler)
    server.daemon_threads = True
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
