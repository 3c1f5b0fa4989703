"""Proves the harness: everything passes against the stand-in, and a stand-in that loses one touch is found out."""
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def against_stub(*stub_options: str, only: list[str]) -> tuple[str, int]:
    stub = subprocess.Popen([sys.executable, "stub.py", *stub_options], cwd=HERE, stdout=subprocess.PIPE, text=True)
    try:
        base = stub.stdout.readline().split()[-1]
        done = subprocess.run([sys.executable, "check.py", base, "wk_stub", "rpt_stub", *only], cwd=HERE,
                              capture_output=True, text=True, timeout=900)
        return done.stdout + done.stderr, done.returncode
    finally:
        stub.terminate()
        stub.wait()


def main() -> None:
    printed, code = against_stub("--forget", "bought", only=["--only", "segment-python"])
    found = re.search(r"FAILED  segment-python: track 'bought' arrived exactly once", printed)
    if not (code and found):
        print(f"{printed}FAILED  a lost touch is found out\n0 passed, 1 failed")
        sys.exit(1)
    print("ok      a lost touch is found out", flush=True)
    printed, code = against_stub(only=sys.argv[1:])
    print(printed, end="")
    sys.exit(code)


main()
