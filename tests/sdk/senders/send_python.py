"""Makes the plan's calls through a stock Python SDK: `send_python.py segment|rudder`, a job as JSON on stdin.

The job: {"host", "lossy_host", "key", "calls"}. Answers on stdout {"sent": {label: messageId}, "errors": […]}.
"""
import importlib
import json
import sys
from datetime import datetime

FLAVOURS = {"segment": ("segment.analytics.client", False), "rudder": ("rudderstack.analytics.client", True)}
ARGUMENTS = {
    "userId": "user_id", "anonymousId": "anonymous_id", "previousId": "previous_id", "groupId": "group_id",
    "messageId": "message_id", "event": "event", "name": "name", "category": "category",
    "properties": "properties", "traits": "traits", "timestamp": "timestamp",
}


class Clients:
    """One client for each host and compression, made when first asked for."""

    def __init__(self, flavour: str, job: dict, errors: list):
        module, self.gzip = FLAVOURS[flavour]
        self.make = importlib.import_module(module).Client
        self.job, self.errors, self.made = job, errors, {}

    def of(self, call: dict):
        host = self.job["lossy_host"] if call.get("lossy") else self.job["host"]
        gzip = not self.gzip if call.get("compress") == "other" else self.gzip
        if (host, gzip) not in self.made:
            self.made[host, gzip] = self.make(
                self.job["key"], host=host, gzip=gzip, upload_interval=0.1, on_error=self.failed
            )
        return self.made[host, gzip]

    def failed(self, error, _batch) -> None:
        self.errors.append({"status": getattr(error, "status", None), "code": getattr(error, "code", None),
                            "message": str(error)})

    def flush(self) -> None:
        for client in self.made.values():
            client.flush()


def main() -> None:
    job = json.load(sys.stdin)
    errors: list = []
    clients = Clients(sys.argv[1], job, errors)
    sent = {}
    for call in job["calls"]:
        if call.get("flush"):
            clients.flush()
        arguments = {ARGUMENTS[name]: value for name, value in call.items() if name in ARGUMENTS}
        if "timestamp" in arguments:
            arguments["timestamp"] = datetime.fromisoformat(arguments["timestamp"])
        _, message = getattr(clients.of(call), call["type"])(**arguments)
        sent[call["label"]] = message["messageId"]
    clients.flush()
    json.dump({"sent": sent, "errors": errors, "checks": []}, sys.stdout)


main()
