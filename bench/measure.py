#!/usr/bin/env python3
"""The measurements, each on a fresh server. Figures go to stdout as JSON lines; run.sh builds, calls this and tabulates.

To add one: a function here, a line in PARTS, and its goal in table.py.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests", "crash"))

from rig import Rig, binary  # noqa: E402  (the crash tests' rig starts and stops servers here too)

LOAD = binary("load", "RAPPORT_LOAD_BIN")
CUSTOMERS = int(os.environ.get("RAPPORT_BENCH_CUSTOMERS", 1_000_000))
TOUCHES = int(os.environ.get("RAPPORT_BENCH_TOUCHES", 10_000_000))
SECONDS = os.environ.get("RAPPORT_BENCH_SECONDS", "60")
# SDKs of a busy site are many; each waits for its answer before it sends the next batch.
CONNECTIONS = "32"

CUSTOMER_MAP = ["user_id=user_id", "email=email", "phone=phone", "name=name", "city=attribute.city"]
TOUCH_MAP = ["message_id=message_id", "at=at", "event=event", "user_id=user_id", "anonymous_id=anonymous_id",
             "path=property.path", "price=property.price"]


def load(*arguments, **options):
    subprocess.run([LOAD, *arguments], check=True, **options)


def figure(name, value, unit, cache="warm"):
    load("figure", name, str(value), unit, "--cache", cache)


def say(what):
    print(f"-- {what}", file=sys.stderr, flush=True)


def track(rig, key, *more, **options):
    load("track", "--url", rig.url, "--key", key, "--pid", str(rig.server.pid), *more, **options)


def tracking(engine, name):
    """Batches of 100 at full speed, identities resolved along the way, and how the memory stands."""
    with Rig(engine) as rig:
        rig.start()
        key = rig.key()
        many = ["--connections", CONNECTIONS, "--settle", "60"]
        track(rig, key, *many, "--seconds", "5", stdout=subprocess.DEVNULL)
        track(rig, key, *many, "--seconds", SECONDS, "--seed", "2", "--name", name)
        rig.stop()


def tracking_sqlite():
    tracking("sqlite", "tracking_sqlite")


def tracking_postgres():
    tracking("postgres", "tracking_postgres")


def stream():
    """From an accepted touch to another client's stream, at 2,000 touches a second."""
    with Rig("sqlite") as rig:
        rig.start()
        load("stream", "--url", rig.url, "--key", rig.key(), "--token", rig.token(), "--seconds", "30")
        rig.stop()


def merge():
    """Two customers of 100,000 touches each become one, and two again."""
    with Rig("sqlite") as rig:
        rig.start()
        load("merge", "--url", rig.url, "--key", rig.key(), "--token", rig.token())
        rig.stop()


def start():
    """An empty company: the first start, the second, and the memory of a server that has nothing to do."""
    with Rig("sqlite") as rig:
        figure("start.empty_first", rig.start() * 1000, "ms", "new database")
        rig.stop()
        figure("start.empty_again", rig.start() * 1000, "ms")
        time.sleep(5)
        figure("start.idle_rss", rss(rig.server.pid), "MB")
        rig.stop()


def scale():
    """Imports a million customers and ten million touches, then asks as screens do while touches come in."""
    with Rig("sqlite") as rig, tempfile.TemporaryDirectory(prefix="rapport-rows-") as place:
        import_rows(rig, place, "customers", CUSTOMERS, CUSTOMER_MAP)
        import_rows(rig, place, "touches", TOUCHES, TOUCH_MAP)
        rig.start(seconds=600)
        key, token = rig.key(), rig.token()
        begun = time.monotonic()
        track(rig, key, "--seconds", "1", "--rate", "100", "--settle", "3600", stdout=subprocess.DEVNULL)
        figure("scale.resolved_after", time.monotonic() - begun, "s")
        rig.stop()
        figure("scale.disk", folder_size(rig.data) / 1e9, "GB")
        if drop_caches():
            figure("scale.start", rig.start() * 1000, "ms", "cold")
            time.sleep(5)
            figure("scale.idle_rss", rss(rig.server.pid), "MB", "cold")
            rig.stop()
        figure("scale.start", rig.start() * 1000, "ms")
        time.sleep(5)
        figure("scale.idle_rss", rss(rig.server.pid), "MB")
        questions(rig, key, token)
        rig.stop()


def import_rows(rig, place, kind, count, columns):
    path = os.path.join(place, f"{kind}.csv")
    say(f"{count} {kind}")
    with open(path, "wb") as file:
        load("rows", kind, "--count", str(count), "--users", str(CUSTOMERS), stdout=file)
    mapping = [part for column in columns for part in ("--map", column)]
    begun = time.monotonic()
    rig.run("import", kind, path, *mapping, seconds=7200)
    taken = time.monotonic() - begun
    figure(f"import.{kind}", count / taken, "rows/s")
    os.unlink(path)


def questions(rig, key, token):
    seconds = int(SECONDS)
    ask = ["query", "--url", rig.url, "--token", token, "--users", str(CUSTOMERS), "--rate", "200"]
    say("warming up")
    load(*ask, "--seconds", "10", "--name", "query_warm_up", stdout=subprocess.DEVNULL)
    background = subprocess.Popen(
        [LOAD, "track", "--url", rig.url, "--key", key, "--rate", "2000", "--seconds", str(seconds + 10), "--seed", "9",
         "--users", str(CUSTOMERS), "--pid", str(rig.server.pid), "--name", "query_background"])
    time.sleep(3)
    load(*ask, "--seconds", str(seconds), "--seed", "5", "--sample", "2000")
    background.wait(seconds + 120)


def build():
    """A clean release build, every dependency included, without the web interface."""
    target = tempfile.mkdtemp(prefix="rapport-build-")
    begun = time.monotonic()
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "rapport"], cwd=ROOT, check=True,
                   env=dict(os.environ, CARGO_TARGET_DIR=target))
    figure("build.release", (time.monotonic() - begun) / 60, "min", "empty target folder")
    shutil.rmtree(target)


def rss(pid):
    with open(f"/proc/{pid}/status") as status:
        line = next(line for line in status if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1.024 / 1000


def folder_size(folder):
    return sum(os.path.getsize(os.path.join(place, name)) for place, _, names in os.walk(folder) for name in names)


def drop_caches():
    """Empties the page cache, where this machine allows it."""
    os.sync()
    try:
        with open("/proc/sys/vm/drop_caches", "w") as file:
            file.write("3")
        return True
    except OSError:
        return False


PARTS = {
    "tracking": tracking_sqlite,
    "postgres": tracking_postgres,
    "stream": stream,
    "merge": merge,
    "start": start,
    "scale": scale,
    "build": build,
}


def main():
    chosen = sys.argv[1:] or [name for name in PARTS if name != "build"]
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        sys.exit(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    failed = False
    for name in chosen:
        say(name)
        try:
            PARTS[name]()
        except Exception as error:  # the others are still worth measuring
            print(f"{name}: {error}", file=sys.stderr, flush=True)
            failed = True
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
