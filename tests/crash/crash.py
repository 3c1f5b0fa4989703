#!/usr/bin/env python3
"""Crash tests: acknowledged means durable, whatever happens.

    crash.py [--rounds N] [--engine sqlite|postgres] [SCENARIO…]     (default: 3 rounds, both engines, all scenarios)

Builds nothing: it takes the newest `rapport` and `load` of the build folder, or RAPPORT_BIN and RAPPORT_LOAD_BIN.
PostgreSQL is a throwaway cluster of scripts/with-postgres.sh. The last line is `N passed, N failed`.
"""
import argparse
import os
import subprocess
import sys
import time
import traceback

from rig import ROOT, Failed, Skipped
from scenarios import SCENARIOS

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=("sqlite", "postgres"))
    parser.add_argument("scenario", nargs="*", help=", ".join(SCENARIOS))
    given = parser.parse_args()
    unknown = set(given.scenario) - set(SCENARIOS)
    if unknown:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    wanted = [
        (name, engine)
        for name, (_, engines) in SCENARIOS.items() if not given.scenario or name in given.scenario
        for engine in engines if given.engine in (None, engine)
    ]
    if any(engine == "postgres" for _, engine in wanted) and "RAPPORT_TEST_POSTGRES_CTL" not in os.environ:
        beside = os.path.join(ROOT, "scripts", "with-postgres.sh")
        os.execv(beside, [beside, sys.executable, os.path.abspath(__file__), *sys.argv[1:]])

    passed, failed = 0, 0
    if not given.scenario or "power" in given.scenario:
        proof = subprocess.run(
            [sys.executable, "-m", "unittest", "test_powerloss"], cwd=HERE, capture_output=True, text=True)
        good = proof.returncode == 0
        report("the power cut itself", good, "loses what is not synced alone" if good else proof.stderr, 0)
        passed, failed = int(good), int(not good)
    for name, engine in wanted:
        started = time.monotonic()
        try:
            told = SCENARIOS[name][0](engine, given.rounds)
            good = True
        except Skipped as reason:
            print(f"skipped  {name} on {engine}: {reason}", flush=True)
            continue
        except Failed as broken:
            told, good = str(broken), False
        except Exception:  # whatever else happens is a failure of this scenario, and the others still run
            told, good = traceback.format_exc(), False
        passed, failed = passed + good, failed + (not good)
        report(f"{name} on {engine}", good, told, time.monotonic() - started)
    print(f"crash: {passed} passed, {failed} failed")
    return 1 if failed else 0


def report(what, good, told, seconds):
    print(f"{'passed' if good else 'FAILED'}   {what} ({seconds:.0f} s): {told}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
