"""The tracking API by hand: what no well-behaved SDK sends, and what the contract says about it.

One check more: write a function `wire(name, tracker, report)` and add it to CHECKS. Ids start with `tracker.stem`, which
is new in every run.
"""
import base64
import gzip
import json
import re
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from api import Answer, Api, eventually, request
from report import Report

JSON = "application/json"
SNIPPET = Path(__file__).parent / "../../snippet/dist/rapport.js"


class Tracker:
    """Posts bodies to the tracking API and looks up what was kept of them."""

    def __init__(self, base: str, key: str, api: Api, stem: str):
        self.base, self.key, self.api, self.stem = base, key, api, stem

    def item(self, name: str, **fields) -> dict:
        return {"type": "track", "event": "Wire", "userId": f"{self.stem}-{name}", "messageId": f"{self.stem}-{name}",
                "originalTimestamp": stamp(), **fields}

    def post(self, items: list[dict], path: str = "/v1/batch", headers: dict | None = None, **fields) -> Answer:
        body = {"batch": items, "writeKey": self.key, "sentAt": stamp(), **fields}
        return self.raw(json.dumps(body).encode(), path, headers)

    def raw(self, body: bytes, path: str = "/v1/batch", headers: dict | None = None) -> Answer:
        return request("POST", self.base + path, body, {"Content-Type": JSON} if headers is None else headers)

    def touches(self, user: str, wanted: int = 1) -> list[dict]:
        """The touches of a user id, as soon as there are as many as wanted."""
        found: list[dict] = []

        def enough() -> bool:
            customers = self.api.customers("user_id", user)
            found[:] = self.api.timeline(customers[0]["id"]) if customers else []
            return len(found) >= wanted

        eventually(enough, 10)
        return [touch for touch in found if not touch["type"].startswith("decision.")]

    def kept(self, name: str) -> int:
        return len(self.touches(f"{self.stem}-{name}"))


def stamp(**ago) -> str:
    return (datetime.now(timezone.utc) - timedelta(**ago)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def explained(report: Report, name: str, answer: Answer, statuses: tuple, words: tuple = ()) -> None:
    """An error answer has the status, `code` and `message` (an SDK reads both), and says the words."""
    report.check(f"{name}: status {' or '.join(map(str, statuses))}", answer.status in statuses, answer.status)
    told = answer.json
    report.check(f"{name}: the answer has code and message",
                 isinstance(told.get("code"), str) and isinstance(told.get("message"), str), answer.body[:200])
    text = answer.body.decode(errors="replace")
    missing = [word for word in words if word not in text]
    if words:
        report.check(f"{name}: the answer names {', '.join(words)}", not missing, text[:300])


def basic(key: str) -> str:
    return "Basic " + base64.b64encode(f"{key}:".encode()).decode()


def keys(tracker: Tracker, report: Report) -> None:
    wrong = {"Content-Type": JSON, "Authorization": basic("no-such-key")}
    items = [tracker.item("wrong-key")]
    explained(report, "wrong key", tracker.raw(json.dumps({"batch": items}).encode(), headers=wrong), (401,))
    explained(report, "wrong key in the body", tracker.post(items, writeKey="no-such-key"), (401,))
    explained(report, "no key", tracker.raw(json.dumps({"batch": items}).encode()), (401,))
    ways = {
        "basic": ({"Content-Type": JSON, "Authorization": basic(tracker.key)}, None),
        "body": ({"Content-Type": JSON}, tracker.key),
        "both": ({"Content-Type": JSON, "Authorization": basic(tracker.key)}, tracker.key),
        "bearer-and-body": ({"Content-Type": JSON, "Authorization": "Bearer some-oauth-token"}, tracker.key),
    }
    for name, (headers, key) in ways.items():
        body = {"batch": [tracker.item(f"key-{name}")], "sentAt": stamp()}
        if key:
            body["writeKey"] = key
        answer = tracker.raw(json.dumps(body).encode(), headers=headers)
        report.equal(f"key by {name}: status", answer.status, 200)
        report.equal(f"key by {name}: kept", tracker.kept(f"key-{name}"), 1)
    report.equal("a wrong key keeps nothing", len(tracker.api.customers("user_id", f"{tracker.stem}-wrong-key")), 0)


def limits(tracker: Tracker, report: Report) -> None:
    big = tracker.item("oversized", properties={"text": "x" * (33 << 10)})
    around = [tracker.item("before-it"), big, tracker.item("after-it")]
    explained(report, "oversized event", tracker.post(around), (400,), (f"{tracker.stem}-oversized", "32"))
    for name in ("before-it", "after-it"):
        report.equal(f"oversized event: the good one {name} is kept", tracker.kept(name), 1)
    report.equal("oversized event: it is not kept",
                 len(tracker.api.customers("user_id", f"{tracker.stem}-oversized")), 0)
    nearly = tracker.item("nearly", properties={"text": "字" * 10_000})
    report.equal("an event just under 32 KB: status", tracker.post([nearly]).status, 200)
    long_id = tracker.item("long-id", messageId=f"{tracker.stem}-" + "m" * 100)
    explained(report, "messageId of over 100 characters", tracker.post([tracker.item("beside-it"), long_id]), (400,))
    report.equal("messageId of over 100 characters: the good one is kept", tracker.kept("beside-it"), 1)
    nobody = {name: value for name, value in tracker.item("nobody").items() if name != "userId"}
    report.check("event of nobody: no failure of the server",
                 tracker.post([nobody, tracker.item("somebody")]).status in (200, 400))
    report.equal("event of nobody: the good one is kept", tracker.kept("somebody"), 1)


def bombs(tracker: Tracker, report: Report) -> None:
    headers = {"Content-Type": JSON, "Content-Encoding": "gzip", "Authorization": basic(tracker.key)}
    for name, filler in [("of blanks", b" "), ("of a string", b"x")]:
        bomb = gzip.compress(b'{"batch":[],"x":"' + filler * (256 << 20) + b'"}', 9)
        start = time.monotonic()
        answer = tracker.raw(bomb, headers=headers)
        seconds = time.monotonic() - start
        explained(report, f"gzip bomb {name} ({len(bomb) >> 10} KB for 256 MB)", answer, (400, 413))
        report.check(f"gzip bomb {name}: the answer names the limit",
                     re.search(rb"4 ?M(i?B)?\b|4194304|4,194,304", answer.body), answer.body[:200])
        report.check(f"gzip bomb {name}: answered within a second", seconds < 1.0, f"{seconds:.2f} s")
    plain = tracker.raw(json.dumps({"batch": [], "x": "x" * (5 << 20)}).encode(), headers={"Content-Type": JSON})
    report.check("5 MB uncompressed: refused", plain.status in (400, 413, 0), plain.status)
    for name, body, extra in [
        ("broken gzip", b"\x1f\x8b\x08\0\0\0\0\0\0\xffnot gzip at all", {"Content-Encoding": "gzip"}),
        ("cut gzip", gzip.compress(b'{"batch":[]}' * 99)[:-12], {"Content-Encoding": "gzip"}),
        ("broken JSON", b'{"batch":[', {}),
        ("JSON that is no object", b'["batch"]', {}),
        ("text that is not UTF-8", b'{"batch":[{"type":"track","event":"\xff\xfe"}]}', {}),
    ]:
        sent = tracker.raw(body, headers={"Content-Type": JSON, "Authorization": basic(tracker.key), **extra})
        explained(report, name, sent, (400,))
    report.equal("the server goes on after all that", tracker.post([tracker.item("goes-on")]).status, 200)


def content_types(tracker: Tracker, report: Report) -> None:
    for number, kind in enumerate(["text/plain", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded",
                                   "application/octet-stream", "multipart/form-data; boundary=x", ""]):
        name = f"type-{number}"
        packed = number % 2 == 0
        headers = {"Content-Type": kind, **({"Content-Encoding": "gzip"} if packed else {})}
        body = json.dumps({"batch": [tracker.item(name)], "writeKey": tracker.key, "sentAt": stamp()}).encode()
        answer = tracker.raw(gzip.compress(body) if packed else body, headers=headers)
        title = f"content type '{kind}'{' with gzip' if packed else ''}"
        report.equal(f"{title}: status", answer.status, 200)
        report.equal(f"{title}: kept", tracker.kept(name), 1)


def paths(tracker: Tracker, report: Report) -> None:
    for path in ("/v1/b", "/v1/import", f"/beacon/v1/batch?writeKey={tracker.key}"):
        name = "path-" + path.split("?")[0].replace("/", "-")
        report.equal(f"{path.split('?')[0]}: status", tracker.post([tracker.item(name)], path).status, 200)
        report.equal(f"{path.split('?')[0]}: kept", tracker.kept(name), 1)
    longs = ["identify", "track", "page", "screen", "group", "alias"]
    for path in [*longs, *(word[0] for word in longs)]:
        kind = next(word for word in longs if word[0] == path[0])
        name = f"single-{path}"
        item = {**tracker.item(name), "writeKey": tracker.key, "sentAt": stamp(), "groupId": f"{tracker.stem}-org",
                "previousId": f"{tracker.stem}-{name}-old", "name": "N"}
        del item["type"]
        if kind != "alias":
            del item["previousId"]
        if kind != "group":
            del item["groupId"]
        answer = tracker.raw(json.dumps(item).encode(), f"/v1/{path}", {"Content-Type": "text/plain"})
        report.equal(f"/v1/{path}: status", answer.status, 200)
        report.equal(f"/v1/{path}: kept as {kind}",
                     [touch["type"] for touch in tracker.touches(f"{tracker.stem}-{name}")], [kind])
    report.equal("/v1/m: status", tracker.raw(b'{"series":[]}', "/v1/m").status, 200)
    report.equal("/rsaMetrics: status", tracker.raw(b"{}", "/rsaMetrics").status, 200)


def settings(tracker: Tracker, report: Report) -> None:
    base = tracker.base
    script = request("GET", f"{base}/rapport.js")
    report.check("/rapport.js: served as a script, and the committed build",
                 script.status == 200 and "javascript" in script.headers.get("content-type", "")
                 and script.body == SNIPPET.read_bytes(), f"{script.status} {script.headers}")
    got = request("GET", f"{base}/v1/projects/{tracker.key}/settings", headers={"Origin": "https://shop.example"})
    segment = got.json.get("integrations", {}).get("Segment.io", {})
    scheme, _, host = base.partition("://")
    report.equal("settings: apiKey, apiHost and protocol lead back here",
                 (segment.get("apiKey"), segment.get("apiHost"), segment.get("protocol")),
                 (tracker.key, f"{host}/v1", scheme))
    report.equal("settings: metrics are off", got.json.get("metrics", {}).get("sampleRate"), 0)
    report.check("settings: readable from another origin", got.headers.get("access-control-allow-origin"), got.headers)
    source = request("GET", f"{base}/sourceConfig/?writeKey={tracker.key}",
                     headers={"Authorization": basic(tracker.key)})
    told = source.json.get("source", {})
    report.check("/sourceConfig: id, config and destinations",
                 source.status == 200 and told.get("id") and told.get("config") is not None
                 and told.get("destinations") == [], source.body[:200])


def cross_origin(tracker: Tracker, report: Report) -> None:
    asked = "authorization,content-type,x-retry-count,anonymousid,sentat,rsa-flags"
    for path in ("/v1/batch", "/v1/t", f"/v1/projects/{tracker.key}/settings", "/sourceConfig", "/rsaMetrics"):
        answer = request("OPTIONS", tracker.base + path, headers={
            "Origin": "https://shop.example", "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": asked})
        allowed = answer.headers.get("access-control-allow-headers", "").lower()
        good = (answer.status in (200, 204) and answer.headers.get("access-control-allow-origin") == "https://shop.example"
                and all(word in allowed for word in asked.split(",")))
        report.check(f"preflight of {path.replace(tracker.key, 'KEY')}: origin and headers reflected", good,
                     f"{answer.status} {answer.headers}")
    for status, key in [(200, tracker.key), (401, "no-such-key")]:
        answer = tracker.post([tracker.item(f"cors-{status}")], writeKey=key,
                              headers={"Content-Type": "text/plain", "Origin": "https://shop.example"})
        report.equal(f"the answer {status} can be read from another origin",
                     (answer.status, answer.headers.get("access-control-allow-origin")), (status, "https://shop.example"))


def odd_items(tracker: Tracker, report: Report) -> None:
    number = int(tracker.stem.encode().hex()[-10:], 16)
    odd = [
        {**tracker.item("numeric"), "userId": number},
        {**tracker.item("nulls"), "anonymousId": None, "groupId": None, "context": None, "integrations": None,
         "properties": None, "previousId": None},
        {**tracker.item("unknown"), "_metadata": {"nodeVersion": "20"}, "channel": "server", "brandNew": [1, {"a": 2}]},
        {**tracker.item("micro"), "timestamp": "2026-01-02T03:04:05.678901+00:00", "originalTimestamp": None},
        {**tracker.item("no-time"), "originalTimestamp": None},
        {**tracker.item("no-id"), "messageId": None},
        {**tracker.item("emoji"), "event": "👩‍👩‍👧‍👦 családi vásárlás\u0000 بيع", "properties": {"钥匙": "値"}},
    ]
    answer = tracker.post(odd, context={"library": {"name": "wire"}}, integrations={"All": True})
    report.check("odd but valid items: status 200", answer.status == 200, f"{answer.status} {answer.body[:300]}")
    for item in odd:
        user = str(item["userId"])
        report.equal(f"odd item '{user.removeprefix(tracker.stem + '-') if user != str(number) else 'numeric'}': kept",
                     len(tracker.touches(user)), 1)
    report.equal("an empty batch: status", tracker.post([]).status, 200)


def repeats(tracker: Tracker, report: Report) -> None:
    item = tracker.item("repeat")
    for name, change, sent in [
        ("first", {}, stamp()),
        ("same", {}, stamp()),
        ("another sentAt", {}, stamp(minutes=-3)),
        ("another timestamp", {"originalTimestamp": stamp(hours=7)}, stamp()),
        ("other properties", {"properties": {"late": True}}, stamp()),
    ]:
        answer = tracker.post([{**item, **change}], sentAt=sent)
        report.equal(f"repeat, {name}: status", answer.status, 200)
    report.equal("a message id sent five times is one touch", tracker.kept("repeat"), 1)
    twice = tracker.item("twice-in-one")
    report.equal("a message id twice in a batch: status", tracker.post([twice, twice]).status, 200)
    report.equal("a message id twice in a batch is one touch", tracker.kept("twice-in-one"), 1)


def clocks(tracker: Tracker, report: Report) -> None:
    ahead = {"hours": -5}
    item = tracker.item("skewed", originalTimestamp=stamp(hours=-5, seconds=30))
    tracker.post([item], sentAt=stamp(**ahead))
    touches = tracker.touches(f"{tracker.stem}-skewed")
    wanted = datetime.now(timezone.utc) - timedelta(seconds=30)
    off = abs(datetime.fromisoformat(touches[0]["at"]) - wanted) if touches else timedelta.max
    report.check("a clock five hours ahead is corrected by sentAt", off < timedelta(seconds=10), off)


def deletions(tracker: Tracker, report: Report) -> None:
    user = f"{tracker.stem}-traits"
    first = {"type": "identify", "userId": user, "messageId": f"{user}-1", "originalTimestamp": stamp(seconds=9),
             "traits": {"harness_gone": "was here", "harness_blank": "was here"}}
    second = {**first, "messageId": f"{user}-2", "originalTimestamp": stamp(),
              "traits": {"harness_gone": None, "harness_blank": ""}}
    by_context = {"type": "identify", "userId": user, "messageId": f"{user}-3", "originalTimestamp": stamp(),
                  "context": {"traits": {"harness_context": "kept"}}}
    for item in (first, second, by_context):
        tracker.post([item])
    tracker.touches(user, 3)

    def attributes() -> dict:
        found = tracker.api.customers("user_id", user)
        return (tracker.api.customer(found[0]["id"]).get("attributes") or {}) if found else {}

    eventually(lambda: attributes().get("harness_context") and not attributes().get("harness_gone"), 10)
    left = attributes()
    report.check("a trait set to null is deleted", left.get("harness_gone") is None, left)
    report.check("a trait set to '' is not", left.get("harness_blank") == "", left)
    report.check("traits that only context.traits carries are taken", left.get("harness_context") == "kept", left)


CHECKS = [keys, limits, bombs, content_types, paths, settings, cross_origin, odd_items, repeats, clocks, deletions]
