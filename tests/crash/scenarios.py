"""The misfortunes. Each is a function of the engine and the number of rounds; it raises Failed where a promise breaks.

To add one: a function here and a line in SCENARIOS, which says on which engines it makes sense.
"""
import os
import random
import subprocess
import tempfile
import time

from rig import Failed, Load, Rig, Skipped, within
from rollback import roll_back
from shim import build_shim, shim_environment

# What a server may answer while it cannot store anything: come back later, or no room.
CLEAR = (429, 503, 507)


def kill(engine, rounds):
    """kill -9 under load, over and over: every acknowledged touch is there once."""
    chance = random.Random(rounds)
    with Rig(engine) as rig:
        rig.start()
        key = rig.key()
        with Load(rig, key) as load:
            for _ in range(rounds):
                load.wait_for_more(500)
                time.sleep(chance.uniform(0.1, 1.5))
                rig.kill()
                time.sleep(0.2)
                rig.start()
            load.wait_for_more(500)
            _, acknowledged = load.end()
        rig.stop()
        held = rig.verify(acknowledged)
    return f"{rounds} kills, {len(acknowledged)} acknowledged, {held} held"


def power(engine, rounds):
    """The power goes under load, and what was not synced goes with it: by turns all of it, and a part of it; and by turns
    at any moment, and just before a sync, when most is at stake."""
    chance = random.Random(rounds)
    with tempfile.TemporaryDirectory(prefix="rapport-power-") as place:
        data, journal = os.path.join(place, "data"), os.path.join(place, "journal")
        os.mkdir(data)
        os.mkdir(journal)
        environment = shim_environment(build_shim(place), data, journal)
        with Rig(engine, data, environment) as rig:
            # The write key is made in a shutdown that is clean; from then on, every change is under test.
            rig.start()
            key = rig.key()
            rig.stop()
            roll_back(data, journal)
            acknowledged, lost, followed, cuts = [], 0, False, 0
            for number in range(rounds):
                at_a_sync = engine == "sqlite" and number % 3 != 2
                environment["POWERLOSS_CUT_AT"] = str(chance.randrange(100, 600)) if at_a_sync else "0"
                rig.start()
                with Load(rig, key, rate=1500, seed=number + 1) as load:
                    if at_a_sync:
                        within(60, "the sync at which the power goes", lambda: not rig.alive())
                    else:
                        load.wait_for_more(500)
                        time.sleep(chance.uniform(0.1, 1.5))
                        rig.kill()
                    followed = followed or bool(os.listdir(journal))
                    lost += roll_back(data, journal, None if number % 2 == 0 else number)
                    environment["POWERLOSS_CUT_AT"] = "0"
                    rig.start()
                    load.wait_for_more(100)
                    acknowledged += load.end()[1]
                rig.kill()
                lost += roll_back(data, journal)
                cuts += 2
                held = rig.verify(acknowledged)
    if not followed and engine == "sqlite":
        raise Failed("the shim saw no change at all: is the program linked statically?")
    return f"{cuts} cuts, {lost} unsynced changes lost, {len(acknowledged)} acknowledged, {held} held"


def disk(engine, _rounds):
    """The disk fills up under load: clear refusals, nothing lost, and it goes on by itself once there is room."""
    with tempfile.TemporaryDirectory(prefix="rapport-disk-") as place:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", place], capture_output=True, text=True)
        if mounted.returncode != 0:
            raise Skipped(f"mounts are not allowed here ({mounted.stderr.strip()})")
        try:
            with Rig(engine, os.path.join(place, "data")) as rig:
                return fill_disk(rig, place)
        finally:
            subprocess.run(["umount", "-l", place], check=False)


def fill_disk(rig, place):
    rig.start()
    key = rig.key()
    with Load(rig, key) as load:
        load.wait_for_more(500)
        ballast = os.path.join(place, "ballast")
        fill(ballast)
        refusals = []

        def refused():
            fill(ballast)  # the server may have freed some room, by a checkpoint for instance
            status, body = rig.track(key, f"probe-{len(refusals)}", padding=20_000)
            refusals.append(status)
            if status == 200:
                acknowledged_probes.append(f"probe-{len(refusals) - 1}")
            if status not in (200, *CLEAR):
                raise Failed(f"a full disk is answered with {status}: {body[:200]}")
            if status != 200 and "code" not in body:
                raise Failed(f"a refusal without a code: {body[:200]}")
            return status != 200

        acknowledged_probes = []
        within(60, "a refusal on a full disk", refused)
        time.sleep(2)
        if not rig.alive():
            raise Failed("the server ended on a full disk: " + " | ".join(rig.log[-5:]))
        if rig.get("/healthz")[0] != 200:
            raise Failed("a full disk makes the server look dead on /healthz")
        os.unlink(ballast)
        within(30, "touches are taken again once there is room", lambda: rig.track(key, "probe-room")[0] == 200)
        load.wait_for_more(500)
        figures, acknowledged = load.end()
    unclear = refusals_outside(figures, CLEAR)
    if unclear:
        raise Failed(f"the load was answered with {unclear}")
    rig.stop()
    held = rig.verify(acknowledged + acknowledged_probes + ["probe-room"])
    return f"{refused_total(figures)} requests refused, {len(acknowledged)} acknowledged, {held} held"


def fill(path):
    """Makes the file as long as the disk allows."""
    with open(path, "ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                pass


def database(engine, rounds):
    """PostgreSQL vanishes under load and returns: clear refusals meanwhile, nothing lost, no restart of ours."""
    control = os.environ["RAPPORT_TEST_POSTGRES_CTL"]
    with Rig(engine) as rig:
        rig.start()
        key = rig.key()
        with Load(rig, key) as load:
            for number in range(rounds):
                load.wait_for_more(500)
                subprocess.run([control, "vanish"], check=True, timeout=60)
                try:
                    status, body = rig.track(key, f"probe-{number}")
                    if status not in CLEAR or "code" not in body:
                        raise Failed(f"a vanished database is answered with {status}: {body[:200]}")
                    if rig.get("/readyz")[0] == 200:
                        raise Failed("/readyz is 200 without a database")
                    time.sleep(1)
                finally:
                    subprocess.run([control, "start"], check=True, timeout=60)
                if not rig.alive():
                    raise Failed("the server ended with its database: " + " | ".join(rig.log[-5:]))
                within(30, "touches are taken again", lambda: rig.track(key, f"probe-back-{number}")[0] == 200)
            load.wait_for_more(500)
            figures, acknowledged = load.end()
        unclear = refusals_outside(figures, CLEAR)
        if unclear:
            raise Failed(f"the load was answered with {unclear}")
        within(30, "/readyz is 200 again", lambda: rig.get("/readyz")[0] == 200)
        rig.stop()
        held = rig.verify(acknowledged + [f"probe-back-{number}" for number in range(rounds)])
    return f"{rounds} times gone, {refused_total(figures)} requests refused, {len(acknowledged)} acknowledged, {held} held"


def refusals_outside(figures, allowed):
    found = {int(name.split(".")[1]): count for name, count in figures.items() if name.startswith("refused.")}
    return {status: count for status, count in found.items() if status not in allowed}


def refused_total(figures):
    return sum(count for name, count in figures.items() if name.startswith("refused."))


SCENARIOS = {
    "kill": (kill, ("sqlite", "postgres")),
    "power": (power, ("sqlite", "postgres")),
    "disk": (disk, ("sqlite",)),
    "database": (database, ("postgres",)),
}
