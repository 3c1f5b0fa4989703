"""Records what the SDKs truly send into wire/*.http.json, for the parser's tests.

    .venv/bin/python record_wire.py

Each file holds one request: `sdk`, `method`, `path`, `headers`, the exact bytes as `body_base64` (still compressed where
the SDK compresses) and, to read, the same parsed as `body`. Nobody's data is in them: the write key is `wk_stub`, every
person is made up, and the host is this machine's loopback.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import plan

HERE = Path(__file__).parent
RUN = "wire"
VERSIONS = {
    "segment-python": "segment-analytics-python", "rudder-python": "rudder-sdk-python",
    "segment-node": "@segment/analytics-node", "rudder-node": "@rudderstack/rudder-sdk-node",
    "segment-browser": "@segment/analytics-next", "snippet": "snippet/dist/rapport.js",
}
# Labels of the plan's calls whose requests are worth a file beside the fullest batch.
KEPT = ["numeric", "compressed", "dated", "left"]
DROPPED_HEADERS = {"host", "connection", "referer", "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform"}


def recorded() -> list[dict]:
    """Every request of one run of all SDKs, in order."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "stub.py", "--record", folder]
        stub = subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True)
        try:
            base = stub.stdout.readline().split()[-1]
            check = [sys.executable, "check.py", base, "wk_stub", "rpt_stub", "--run", RUN, "--only", ",".join(plan.SDKS)]
            subprocess.run(check, cwd=HERE, check=True, stdout=subprocess.DEVNULL)
        finally:
            stub.terminate()
            stub.wait()
        return [json.loads(path.read_text()) for path in sorted(Path(folder).glob("*.json"))]


def items_of(request: dict) -> list[dict]:
    return request["body"].get("batch") or [request["body"]]


def chosen(sdk: str, requests: list[dict]) -> dict[str, dict]:
    """A few telling requests of one SDK, by the name of their file."""
    person = plan.Person(RUN, sdk)
    marks = (f"{RUN}-{sdk}", str(person.number))
    mine = [request for request in requests if any(mark in json.dumps(request["body"]) for mark in marks)]
    if sdk == "segment-browser":
        singles = {}
        for request in mine:
            singles.setdefault(items_of(request)[0]["type"], request)
        return singles
    files = {"batch": max(mine, key=lambda request: len(items_of(request)))}
    lost = [request for request in mine if any(item.get("event") == "Answer Lost" for item in items_of(request))]
    files.update({f"retry-{number}": request for number, request in enumerate(lost[:2], 1)})
    for call in plan.calls(RUN, sdk, plan.datetime.now(plan.timezone.utc)):
        if call["label"] in KEPT:
            found = next((request for request in mine if is_of(request, call)), None)
            if found and all(found is not known for known in files.values()):
                files[call["label"]] = found
    return files


def is_of(request: dict, call: dict) -> bool:
    return any(item.get("messageId") == call.get("messageId") if call.get("messageId")
               else item.get("event") == call.get("event") and item["type"] == call["type"] for item in items_of(request))


def write(sdk: str, name: str, request: dict) -> None:
    headers = {key: value for key, value in request["headers"].items() if key.lower() not in DROPPED_HEADERS}
    version = pinned(VERSIONS[sdk])
    record = {"sdk": f"{VERSIONS[sdk]} {version}".strip(), "method": request["method"], "path": request["path"],
              "headers": headers, "body_base64": request["body_base64"], "body": request["body"]}
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    (HERE / "wire" / f"{sdk}.{name}.http.json").write_text(text)


def pinned(package: str) -> str:
    found = re.search(rf"^{re.escape(package)}==(\S+)", (HERE / "requirements.txt").read_text(), re.MULTILINE)
    return found[1] if found else json.loads((HERE / "package.json").read_text())["dependencies"].get(package, "")


def main() -> None:
    requests = recorded()
    for old in (HERE / "wire").glob("*.http.json"):
        old.unlink()
    (HERE / "wire").mkdir(exist_ok=True)
    for sdk in plan.SDKS:
        for name, request in chosen(sdk, requests).items():
            write(sdk, name, request)


main()
