#!/usr/bin/env python3
"""The command line, as somebody types it: every command of the program against a server and without one, on both engines.

    commands.py [--engine sqlite|postgres] [TEST…]      (default: both engines, all tests)

Builds nothing: it takes the newest `rapport` of the build folder, or RAPPORT_BIN. PostgreSQL is a throwaway cluster of
scripts/with-postgres.sh. The last line is `N passed, N failed`. To add a test: a function here whose name begins with `test_`;
it gets a Place, which is an empty data folder on one engine.
"""
import argparse
import base64
import csv
import hashlib
import hmac
import http.server
import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "crash"))
from rig import ROOT, Failed, Rig, new_database, within  # noqa: E402  (the path is ours to name)


class Place(Rig):
    """A data folder on one engine, with the commands that are run on it."""

    def __init__(self, engine, options=()):
        super().__init__(engine)
        self.engine = engine
        self.options = list(options)
        self.token = None

    def run(self, *words, code=0, where=None, environment=None):
        """Runs a command, which must end with `code`; answers what it printed, and what it told."""
        ended = subprocess.run([self.program, *words, *(where or self.where)], capture_output=True, text=True, timeout=120,
                               env={**os.environ, **(environment or {})})
        if ended.returncode != code:
            raise Failed(f"{' '.join(words)}: exit {ended.returncode}, not {code}: {ended.stdout} {ended.stderr}")
        return ended.stdout.strip(), ended.stderr.strip()

    def serve(self):
        """Starts the server with the options of this place."""
        self.where += self.options
        try:
            self.start()
        finally:
            if self.options:
                del self.where[-len(self.options):]
        self.token, _ = self.run("token", "add", "tests", "--role", "owner")

    def ask(self, method, path, body=None, headers=None):
        """Asks the server; answers the status and what it said."""
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.url + path, data=data, method=method, headers={
            "Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **(headers or {})})
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                status, text = answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            status, text = refused.code, refused.read()
        return status, json.loads(text) if text else None

    def good(self, method, path, body=None, headers=None):
        """Asks for what must be answered with success."""
        status, told = self.ask(method, path, body, headers)
        same(status // 100, 2, f"{method} {path}: {told}")
        return told

    def file(self, name, text):
        """Writes a file beside the data folder."""
        path = os.path.join(self.place.name, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path


def same(got, wanted, what):
    """What was got is what was wanted."""
    if got != wanted:
        raise Failed(f"{what}: got {got!r}, wanted {wanted!r}")


def holds(condition, what):
    """Something that must be so."""
    if not condition:
        raise Failed(what)


# ---- serving ----

def test_serve(place):
    """It says where it listens, is ready from then on, ends within five seconds, and is the only writer."""
    place.serve()
    holds(place.log[0].startswith("listening on http://127.0.0.1:"), place.log[0])
    same(urllib.request.urlopen(place.url + "/readyz", timeout=5).status, 200, "readyz")
    # A second one is refused, and a command goes through the first.
    _, told = place.run("serve", "--listen", "127.0.0.1:0", code=1)
    holds(told and "panicked" not in told, f"a second server says why it does not start: {told!r}")
    begun = time.monotonic()
    place.server.send_signal(signal.SIGTERM)
    same(place.server.wait(timeout=10), 0, "the end after SIGTERM")
    holds(time.monotonic() - begun < 5, "it ends within five seconds")


def test_prints_alone(place):
    """Tokens and keys are printed alone, with a server and without; wrong words are refused with 2."""
    for running in (False, True):
        if running:
            place.serve()
        name = "with" if running else "without"
        token, _ = place.run("token", "add", name, "--role", "analyst")
        holds(token.startswith("rpt_") and " " not in token and "\n" not in token, token)
        key, _ = place.run("source", "add", f"shop {name}")
        holds(key and " " not in key and "\n" not in key, key)
        once, _ = place.run("user", "add", f"{name}@shop.example", "--role", "agent")
        holds(once, "a one-time sign-in")
        made = json.loads(place.run("token", "add", f"{name} json", "--role", "agent", "--json")[0])
        holds(made["token"].startswith("rpt_"), made)
    place.run("source", "add", "till", "--touchpoint", f"shop {name}")
    place.run("source", "add", "till", "--touchpoint", "nowhere", code=2)
    place.run("token", "add", "x", "--role", "king", code=2)
    place.run("token", "add", code=2)
    place.run("nonsense", code=2)


def test_settings_from_a_file(place):
    """A configuration file says what options would; a wrong one is refused with 2 and its name."""
    config = place.file("rapport.toml", f'data = "{place.data}"\n')
    key, _ = place.run("source", "add", "from a file", "--config", config, where=place.where[2:])
    holds(key, "a write key")
    wrong = place.file("wrong.toml", "data = [1]\n")
    _, told = place.run("doctor", "--config", wrong, code=2)
    holds("wrong.toml" in told and "data" in told, told)


# ---- files ----

def test_import_and_export(place):
    """Rejects have a file and the exit code 3; the same file twice changes nothing; what went in comes out, masked."""
    place.serve()
    path = place.file("people.csv", "Mail,Phone,Name,City\nann@example.com,13812345678,Ann Lee,Shanghai\nann-at-home,,No One,\n"
                                    "bob@example.com,,Bob,Beijing\n")
    mapping = ["--map", "Mail=email", "--map", "Phone=phone", "--map", "Name=name", "--map", "City=attribute.city"]
    place.run("import", "customers", path, *mapping, code=3)
    with open(path + ".rejects.csv", encoding="utf-8-sig") as rejects:
        rows = list(csv.DictReader(rejects))
    same([(row["line"], row["column"]) for row in rows], [("3", "Mail")], "the rejects")
    holds("ann-at-home" not in rows[0]["reason"], "a reject does not repeat the value")
    place.run("import", "customers", path, *mapping, code=3)
    within(20, "both are recognised", lambda: len(place.good("GET", "/api/v1/customers?kind=all")["data"]) == 2)
    clean = place.file("touches.jsonl", '{"who":"ann@example.com","what":"Visited","when":"2026-05-01T08:00:00Z","id":"t1","room":"7"}\n')
    place.run("import", "touches", clean, "--map", "who=email", "--map", "what=event", "--map", "when=at", "--map", "id=message_id",
              "--map", "room=property.room", "--timezone", "Asia/Shanghai")
    place.run("import", "customers", os.path.join(place.place.name, "missing.csv"), "--map", "a=email", code=2)
    place.run("import", "customers", path, "--map", "Mail=nonsense", code=2)
    touches = [json.loads(line) for line in place.run("export", "touches", "--format", "jsonl")[0].splitlines()]
    named = [touch for touch in touches if touch["message_id"] == "t1"]
    same(len(named), 1, "the touch comes out once")
    for field in ("id", "message_id", "seq", "source", "touchpoint", "channel", "type", "event", "customer_id", "identities", "at",
                  "received_at", "properties"):
        holds(field in named[0], f"an exported touch has {field}")
    holds("ann@example.com" not in json.dumps(touches), "what comes out is masked")
    plain, _ = place.run("export", "customers", "--format", "csv", "--reveal", "a test")
    holds("ann@example.com" in plain, "what is revealed is plain")
    out = os.path.join(place.place.name, "out.parquet")
    place.run("export", "customers", "--format", "parquet", "--to", out)
    with open(out, "rb") as parquet:
        same(parquet.read(4), b"PAR1", "a Parquet file")
    place.stop()
    # Without a server the command holds the folder itself.
    again = place.run("export", "customers", "--format", "jsonl")[0].splitlines()
    same(len(again), 2, "customers without a server")


# ---- checks ----

def test_audit_and_doctor(place):
    """The record of changes is proven, and a changed entry is found; the doctor says what is well."""
    place.serve()
    place.good("POST", "/api/v1/customers", {"identities": [{"kind": "email", "value": "ann@example.com"}], "name": "Ann"})
    place.run("audit", "verify")
    told, _ = place.run("doctor", "--verify-readers")
    holds("BAD" not in told and "ok" in told, told)
    holds(json.loads(place.run("doctor", "--json")[0])["well"] is True, "the doctor in JSON")
    place.stop()
    place.run("audit", "verify")
    change = "UPDATE audit SET actor = 'nobody' WHERE seq = 1"
    if place.engine == "sqlite":
        import sqlite3
        found = [name for name in os.listdir(place.data) if name.endswith(".db") and "key" not in name]
        base = sqlite3.connect(os.path.join(place.data, found[0]))
        base.execute(change)
        base.commit()
        base.close()
    else:
        address = place.where[place.where.index("--database-url") + 1]
        psql = os.path.join(os.environ["RAPPORT_TEST_POSTGRES_BIN"], "psql")
        subprocess.run([psql, "-q", address, "-c", change], check=True, capture_output=True)
    place.run("audit", "verify", code=1)


def test_master_key_rotates(place):
    """A new master key wraps the keyring; the old one alone does not open it again."""
    place.run("source", "add", "first")
    with open(os.path.join(place.data, "master.key"), encoding="ascii") as held:
        old = held.read()
    place.run("key", "rotate")
    place.run("source", "add", "second")
    kept = place.file("old.key", old)
    _, told = place.run("source", "add", "third", "--master-key-file", kept, code=2)
    holds("master_key" in told, told)


# ---- backups ----

def test_backup(place):
    """Taken while touches come in, proven, and brought back on either engine; who was erased since stays erased."""
    place.serve()
    for name in ("ann", "bob"):
        place.good("POST", "/api/v1/customers", {"identities": [{"kind": "email", "value": f"{name}@example.com"}], "name": name})
    ann = place.good("GET", "/api/v1/customers?identity=email:ann@example.com")["data"][0]["id"]
    ended, sent = threading.Event(), [0]

    def tell():
        while not ended.is_set():
            touch = {"message_id": f"m{sent[0]}", "event": "Called", "identities": [{"kind": "email", "value": "bob@example.com"}]}
            place.good("POST", "/api/v1/touches", {"touches": [touch]})
            sent[0] += 1

    teller = threading.Thread(target=tell)
    teller.start()
    within(30, "touches come in", lambda: sent[0] > 5)
    to = os.path.join(place.place.name, "backup")
    try:
        place.run("backup", "create", to)
    finally:
        ended.set()
        teller.join()
    place.run("backup", "create", to, code=2)
    proven = json.loads(place.run("backup", "verify", to, "--json")[0])
    holds(proven["intact"] and proven["keyring"] and proven["master_key_tried"], proven)
    place.good("DELETE", f"/api/v1/customers/{ann}?reason=asked")
    place.stop()
    _, told = place.run("backup", "restore", to, code=1)
    holds("empty" in told, f"a place that is not empty is refused: {told}")
    erasures = [os.path.join(place.data, name) for name in os.listdir(place.data) if name.startswith("erasures")]
    same(len(erasures), 1, "the list of erasures is kept apart")
    for engine in ("sqlite", "postgres"):
        with Place(engine) as other:
            _, told = other.run("backup", "restore", to, code=2)
            holds("master key" in told, f"it says that the master key is wanted: {told}")
            key = ["--master-key-file", os.path.join(place.data, "master.key")]
            other.where += key
            other.run("backup", "restore", to, "--erasures", erasures[0])
            other.serve()
            same(other.good("GET", "/api/v1/customers?identity=email:ann@example.com")["data"], [], "who was erased")
            bob = other.good("GET", "/api/v1/customers?identity=email:bob@example.com", headers={"X-Reveal-Reason": "a test"})["data"]
            same([one["name"] for one in bob], ["bob"], "who was not")
            holds(json.loads(other.run("doctor", "--verify-readers", "--json")[0])["well"], "all is well after it")
    victim = next(os.path.join(folder, name) for folder, _, names in os.walk(to) for name in sorted(names)
                  if os.path.getsize(os.path.join(folder, name)) > 400 and "keyring" not in folder and not name.endswith(".json"))
    with open(victim, "r+b") as damaged:
        damaged.seek(200)
        byte = damaged.read(1)
        damaged.seek(200)
        damaged.write(bytes([byte[0] ^ 0xFF]))
    place.run("backup", "verify", to, code=1)


# ---- webhooks ----

class Receiver:
    """An endpoint that answers as it is told, and keeps what it heard."""

    def __init__(self):
        self.heard, self.answers = [], []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.heard.append((dict(self.headers), body, time.monotonic()))
                self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def is_signed(secret, headers, body):
    """The rule of Standard Webhooks."""
    headers = {name.lower(): value for name, value in headers.items()}
    key = base64.b64decode(secret.removeprefix("whsec_"))
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    fresh = abs(time.time() - int(headers["webhook-timestamp"])) < 300
    return fresh and wanted in headers["webhook-signature"].split(" ")


def test_webhooks(place):
    """Signed, tried again later with the same id, replayed, and every try listed."""
    place.options = ["--webhooks-allow-private"]
    place.serve()
    receiver = Receiver()
    receiver.answers = [500, 500]
    made = place.good("POST", "/api/v1/webhooks", {"name": "tests", "url": receiver.url, "kinds": ["touch"]})
    touch = {"event": "Called", "identities": [{"kind": "email", "value": "ann@example.com"}]}
    place.good("POST", "/api/v1/touches", {"touches": [touch]})
    within(90, "the third try", lambda: len(receiver.heard) >= 3, pause=0.2)
    ids = {headers.get("webhook-id") or headers.get("Webhook-Id") for headers, _, _ in receiver.heard}
    same(len(ids), 1, "one id for all tries")
    for headers, body, _ in receiver.heard:
        holds(is_signed(made["secret"], headers, body), "it is signed")
        holds(not is_signed(made["secret"], headers, body + b" "), "what was changed is not")
        same(json.loads(body)["type"], "touch", "what it tells")
        holds(b"ann@example.com" not in body, "it is masked")
    first, second, third = (at for _, _, at in receiver.heard[:3])
    holds(3.5 < second - first < 15 and third - second > 1.5 * (second - first),
          f"each wait is longer: {second - first:.1f} s, {third - second:.1f} s")
    path = f"/api/v1/webhooks/{made['id']}/deliveries"
    delivery = within(10, "it is delivered", lambda: next(
        (one for one in place.good("GET", path)["data"] if one["state"] == "delivered"), None))
    tries = place.good("GET", f"{path}/{delivery['id']}/attempts")["data"]
    same([one["status"] for one in tries], [200, 500, 500], "the tries, newest first")
    place.good("POST", f"{path}/{delivery['id']}/replay")
    within(30, "the replay", lambda: len(receiver.heard) >= 4)
    replayed = {name.lower(): value for name, value in receiver.heard[3][0].items()}
    holds(replayed["webhook-id"] in ids, "a replay has the id of before")
    place.run("token", "add", "curious", "--role", "agent")


def main():
    tests = {name[5:]: test for name, test in globals().items() if name.startswith("test_")}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=("sqlite", "postgres"))
    parser.add_argument("test", nargs="*", help=", ".join(tests))
    given = parser.parse_args()
    unknown = set(given.test) - set(tests)
    if unknown:
        parser.error(f"no such test: {', '.join(sorted(unknown))}")
    if "RAPPORT_TEST_POSTGRES_CTL" not in os.environ:
        beside = os.path.join(ROOT, "scripts", "with-postgres.sh")
        os.execv(beside, [beside, sys.executable, os.path.abspath(__file__), *sys.argv[1:]])
    passed = failed = 0
    for name, test in tests.items():
        for engine in ("sqlite", "postgres"):
            if (given.test and name not in given.test) or given.engine not in (None, engine):
                continue
            begun = time.monotonic()
            try:
                with Place(engine) as place:
                    test(place)
                good, told = True, test.__doc__
            except Failed as broken:
                good, told = False, str(broken)
            except Exception:  # whatever else happens is a failure of this test, and the others still run
                good, told = False, traceback.format_exc()
            passed, failed = passed + good, failed + (not good)
            print(f"{'passed' if good else 'FAILED'}   {name} on {engine} ({time.monotonic() - begun:.0f} s): {told}", flush=True)
    print(f"commands: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
