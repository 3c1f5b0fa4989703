"""A server to be mistreated, load upon it, and the questions asked afterwards.

Everything lives in one temporary folder and on 127.0.0.1, and every wait has an end.
"""
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Failed(Exception):
    """A promise that was not kept; the message says which."""


class Skipped(Exception):
    """Something this machine does not allow; the message says what."""


def binary(name, variable):
    """A program of ours: named by a variable, or the newest build."""
    if os.environ.get(variable):
        return os.environ[variable]
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
    builds = [os.path.join(target, build, name) for build in ("debug", "release")]
    builds = [path for path in builds if os.access(path, os.X_OK)]
    if not builds:
        raise Failed(f"{name} is not built: cargo build -p {name}")
    return max(builds, key=os.path.getmtime)


def within(seconds, what, condition, pause=0.05):
    """Waits until `condition()` is true and answers it; after `seconds`, `what` was not kept."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(pause)
    raise Failed(f"not within {seconds} s: {what}")


def read_lines(stream, into):
    """Empties a program's stream, so that it never waits for us."""
    for line in stream:
        into.append(line.rstrip())


class Rig:
    """One data folder, on one engine, with the servers that are started on it one after the other."""

    def __init__(self, engine, data=None, environment=None):
        self.place = tempfile.TemporaryDirectory(prefix="rapport-crash-")
        self.data = data or os.path.join(self.place.name, "data")
        os.makedirs(self.data, exist_ok=True)
        self.environment = environment or dict(os.environ)
        self.program = binary("rapport", "RAPPORT_BIN")
        self.where = ["--data", self.data]
        self.port = 0
        self.server = None
        self.log = []
        if engine == "postgres":
            self.where += ["--database-url", new_database()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
        self.place.cleanup()

    # ---- the server ----

    def start(self, seconds=60):
        """Starts a server, on the port of the one before, waits until it accepts requests, and answers how long that took."""
        begun = time.monotonic()
        command = [self.program, "serve", "--listen", f"127.0.0.1:{self.port}", *self.where]
        self.server = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.log = []
        threading.Thread(target=read_lines, args=(self.server.stderr, self.log), daemon=True).start()
        within(seconds, "the server listens", self._listening, pause=0.002)
        return time.monotonic() - begun

    def _listening(self):
        for line in list(self.log):
            found = re.match(r"listening on http://[^ ]*:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                return True
        if self.server.poll() is not None:
            raise Failed("the server ended at its start: " + " | ".join(self.log[-5:]))
        return False

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def kill(self):
        """kill -9."""
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGKILL)
            self.server.wait(10)

    def stop(self):
        """SIGTERM, as an operator does; it must end within 5 seconds."""
        self.server.terminate()
        try:
            self.server.wait(6)
        except subprocess.TimeoutExpired:
            raise Failed("the server did not end within 5 s of SIGTERM") from None

    def alive(self):
        return self.server is not None and self.server.poll() is None

    def run(self, *arguments, seconds=120):
        """A command of the program on this data folder."""
        done = subprocess.run(
            [self.program, *arguments, *self.where], capture_output=True, text=True, timeout=seconds,
            env={**self.environment, "LD_PRELOAD": ""})
        if done.returncode != 0:
            raise Failed(f"rapport {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()[-400:]}")
        return done.stdout

    def key(self):
        """A source's write key."""
        return self.run("source", "add", "load").strip()

    def token(self):
        """An owner's API token."""
        return self.run("token", "add", "load", "--role", "owner").strip()

    # ---- requests ----

    def get(self, path, seconds=10):
        """Status and body; status 0 where nobody answers."""
        return self._send(urllib.request.Request(self.url + path), seconds)

    def track(self, key, message_id, seconds=15, padding=0):
        """Sends one touch: status and body."""
        body = json.dumps({"writeKey": key, "batch": [{
            "type": "track", "event": "Probe", "userId": "probe", "messageId": message_id,
            "properties": {"padding": "x" * padding},
        }]}).encode()
        request = urllib.request.Request(
            self.url + "/v1/batch", body, {"Content-Type": "application/json"}, method="POST")
        return self._send(request, seconds)

    def _send(self, request, seconds):
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
        except (urllib.error.URLError, OSError, socket.timeout) as error:
            return 0, str(error)

    # ---- what must be true afterwards ----

    def verify(self, acknowledged):
        """With the server down: every acknowledged touch is there once, and every reader ends where a rebuild does."""
        exported = subprocess.Popen(
            [self.program, "export", "touches", "--format", "jsonl", *self.where],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**self.environment, "LD_PRELOAD": ""})
        errors = []
        reader = threading.Thread(target=lambda: errors.extend(exported.stderr), daemon=True)
        reader.start()
        held = Counter(json.loads(line)["message_id"] for line in exported.stdout)
        if exported.wait(60) != 0:
            raise Failed("the export failed: " + "".join(errors)[-400:])
        missing = [message for message in acknowledged if message not in held]
        repeated = [message for message, count in held.items() if message is not None and count > 1]
        if missing:
            raise Failed(f"{len(missing)} of {len(acknowledged)} acknowledged touches are gone, such as {missing[0]}")
        if repeated:
            raise Failed(f"{len(repeated)} touches are there more than once, such as {repeated[0]}")
        self.run("doctor", "--verify-readers", "--json", seconds=600)
        return len(held)


class Load:
    """The load generator, running beside the server until it is told to end."""

    def __init__(self, rig, key, rate=2000, connections=4, users=5000, seed=1):
        self.acks = os.path.join(rig.place.name, f"acks-{seed}-{time.monotonic_ns()}")
        command = [
            binary("load", "RAPPORT_LOAD_BIN"), "track", "--url", rig.url, "--key", key, "--rate", str(rate),
            "--connections", str(connections), "--users", str(users), "--seed", str(seed), "--batch", "20",
            "--seconds", "3600", "--drain", "15", "--settle", "60", "--ack-log", self.acks,
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.progress = []
        threading.Thread(target=read_lines, args=(self.process.stderr, self.progress), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def accepted(self):
        """Touches accepted so far, as the last progress line has it."""
        for line in reversed(list(self.progress)):
            found = re.match(r"\s*\d+ s\s+(\d+) accepted", line)
            if found:
                return int(found.group(1))
        return 0

    def wait_for_more(self, count=1, seconds=30):
        """Waits until at least `count` more touches have been accepted."""
        before = self.accepted()
        within(seconds, f"{count} more touches accepted", lambda: self.accepted() >= before + count)

    def end(self):
        """Ends the load: its figures, and the acknowledged message ids."""
        self.process.terminate()
        out, _ = self.process.communicate(timeout=120)
        figures = {line["name"].removeprefix("tracking."): line["value"] for line in map(json.loads, out.splitlines())}
        with open(self.acks) as lines:
            acknowledged = lines.read().split()
        if not acknowledged:
            raise Failed("nothing was acknowledged at all: " + " | ".join(self.progress[:3]))
        return figures, acknowledged


def new_database():
    """A fresh database on the PostgreSQL that scripts/with-postgres.sh started."""
    address = os.environ["RAPPORT_TEST_POSTGRES"]
    name = f"crash_{os.getpid()}_{time.monotonic_ns()}"
    psql = os.path.join(os.environ["RAPPORT_TEST_POSTGRES_BIN"], "psql")
    subprocess.run([psql, address, "-qc", f"create database {name}"], check=True)
    return address.rsplit("/", 1)[0] + "/" + name
