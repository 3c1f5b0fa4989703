"""Runs each SDK over the plan and reads back, through the API, what became of its calls."""
import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import plan
from api import Api, eventually, shows
from lossy import LossyProxy
from report import Report

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
SENDERS = {
    "segment-python": [sys.executable, "senders/send_python.py", "segment"],
    "rudder-python": [sys.executable, "senders/send_python.py", "rudder"],
    "segment-node": ["node", "senders/send_node.mjs", "segment"],
    "rudder-node": ["node", "senders/send_node.mjs", "rudder"],
    "segment-browser": ["node", "senders/send_browser.mjs", "segment-browser"],
    "snippet": ["node", "senders/send_browser.mjs", "snippet"],
}


def send(sdk: str, job: dict) -> dict:
    """Runs a sender; whatever it could not do comes back as an error of its own."""
    done = subprocess.run(SENDERS[sdk], cwd=HERE, input=json.dumps(job), capture_output=True, text=True, timeout=180)
    try:
        return json.loads(done.stdout)
    except ValueError:
        words = (done.stderr or done.stdout).strip()
        return {"sent": {}, "checks": [], "errors": [{"message": f"exit code {done.returncode}: {words[-600:]}"}]}


def run(sdk: str, base: str, key: str, api: Api, run_name: str, now: datetime, report: Report) -> None:
    calls = plan.calls(run_name, sdk, now)
    person = plan.Person(run_name, sdk)
    lossy = LossyProxy(base)
    job = {"host": base, "lossy_host": lossy.url, "key": key, "calls": calls, "chromium": CHROMIUM}
    told = send(sdk, job)
    lossy.stop()
    errors = [error for error in told["errors"] if "503" not in json.dumps(error)]
    report.check(f"{sdk}: the SDK reports no error", not errors, errors)
    for check in told["checks"]:
        report.check(f"{sdk}: {check['name']}", check["ok"], check["detail"])
    if sdk not in plan.BROWSERS:
        attempts = [times for times in lossy.attempts.values()]
        report.check(f"{sdk}: a lost answer makes the SDK send again", any(len(times) > 1 for times in attempts), attempts)
    if told.get("anonymousId"):
        follow(calls, person, told["anonymousId"])
    if told["sent"]:
        read_back(sdk, calls, told["sent"], person, api, now, report)


def follow(calls: list[dict], person: plan.Person, anonymous: str) -> None:
    """The snippet makes its anonymous id itself; from here on that is the one to look for."""
    for call in calls:
        if call.get("anonymousId") == person.anonymous:
            call["anonymousId"] = anonymous
    person.anonymous = anonymous


def read_back(sdk: str, calls: list[dict], sent: dict, person, api: Api, now: datetime, report: Report) -> None:
    groups = {
        "main": ("user_id", person.user),
        "number": ("user_id", str(person.number)),
    }
    for name, (kind, value) in groups.items():
        mine = [call for call in calls if call.get("person", "main") == name]
        if not mine:
            continue
        wanted = {sent[call["label"]] for call in mine}
        touches: list[dict] = []

        def arrived() -> bool:
            found = api.customers(kind, value)
            touches[:] = api.timeline(found[0]["id"]) if found else []
            return wanted <= {touch["message_id"] for touch in touches}

        eventually(arrived)
        for call in mine:
            if not call.get("repeat"):
                check_touch(sdk, call, sent[call["label"]], touches, now, report)
        extra = [f"{touch['type']} {touch['message_id']}" for touch in touches
                 if is_call(touch) and touch["message_id"] not in wanted]
        report.check(f"{sdk}: {kind} {name} has no touch that was not sent", not extra, extra)
    check_person(sdk, person, api, report)


def is_call(touch: dict) -> bool:
    """Decisions that Rapport itself records may stand in a timeline beside the touches."""
    return not str(touch.get("type", "")).startswith("decision.")


def check_touch(sdk: str, call: dict, message_id: str, touches: list[dict], now: datetime, report: Report) -> None:
    name = f"{sdk}: {call['type']} '{call['label']}'"
    mine = [touch for touch in touches if touch["message_id"] == message_id]
    if not report.check(f"{name} arrived exactly once", len(mine) == 1, f"{len(mine)} times"):
        return
    touch = mine[0]
    faults = []
    if touch["type"] != call["type"]:
        faults.append(f"type {touch['type']}")
    if call["type"] == "track" and touch["event"] != call["event"]:
        faults.append(f"event {touch['event']!r}")
    properties = touch.get("properties") or {}
    if call.get("name") and call["name"] not in (touch.get("event"), properties.get("name")):
        faults.append(f"name in neither event {touch.get('event')!r} nor properties")
    faults += property_faults(call, {**properties, **(touch.get("traits") or {})})
    faults += identity_faults(call, touch["identities"])
    report.check(f"{name} carries what was sent", not faults, "; ".join(faults))
    if call.get("timestamp"):
        away = abs(datetime.fromisoformat(touch["at"]) - datetime.fromisoformat(call["timestamp"]))
        report.check(f"{name} is dated when it happened", away < timedelta(seconds=5), f"{touch['at']} is {away} off")
    else:
        away = abs(datetime.fromisoformat(touch["at"]) - now)
        report.check(f"{name} is dated now", away < timedelta(minutes=5), f"{touch['at']} is {away} off")


def property_faults(call: dict, properties: dict) -> list[str]:
    """Every property or trait as it was sent; a group's traits are the organisation's and stand below its properties."""
    wanted = call.get("properties") or call.get("traits") or {}
    shown = {**properties, **(properties.get("traits") or {})}
    return [f"{field} is {shown.get(field)!r}, sent {value!r}" for field, value in wanted.items()
            if not (field in shown and shows(shown[field], value)) and not (value is None and field not in shown)]


def identity_faults(call: dict, identities: list[dict]) -> list[str]:
    wanted = [("user_id", call.get("userId")), ("anonymous_id", call.get("anonymousId"))]
    faults = []
    for kind, value in wanted:
        if value is None:
            continue
        if not any(found["kind"] == kind and shows(found["value"], str(value)) for found in identities):
            faults.append(f"{kind} {value} is not among {identities}")
    previous = call.get("previousId")
    if previous and not any(shows(found["value"], previous) for found in identities):
        faults.append(f"previous id {previous} is not among {identities}")
    return faults


def check_person(sdk: str, person, api: Api, report: Report) -> None:
    owners = {}
    for kind, value in [("user_id", person.user), ("anonymous_id", person.anonymous), ("email", person.email)]:
        owners[kind] = [customer["id"] for customer in api.customers(kind, value)]
    owners["previous"] = [customer["id"] for kind in ("user_id", "anonymous_id")
                          for customer in api.customers(kind, person.previous)]
    one = len({tuple(sorted(set(found))) for found in owners.values()}) == 1 and len(set(owners["user_id"])) == 1
    report.check(f"{sdk}: user id, anonymous id, email and previous id are one customer", one, owners)
    if not one:
        return
    customer = api.customer(owners["user_id"][0])
    name = customer.get("name") or (customer.get("attributes") or {}).get("name")
    report.check(f"{sdk}: the customer has the name that was given", shows(name, "王小明 🐼"), repr(name))
