"""One line a check, and the sum at the end."""
import sys


class Report:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name: str, ok, detail="") -> bool:
        if ok:
            self.passed += 1
            print(f"ok      {name}", flush=True)
        else:
            self.failed += 1
            print(f"FAILED  {name}" + (f": {detail}" if str(detail) else ""), flush=True)
        return bool(ok)

    def equal(self, name: str, found, wanted) -> bool:
        return self.check(name, found == wanted, f"found {found!r}, wanted {wanted!r}")

    def finish(self) -> None:
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed else 0)
