"""What the checks need of HTTP and of Rapport's API: plain requests, and the customer and timeline resources."""
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import quote

HIDDEN = "*•…×"


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def json(self) -> dict:
        try:
            parsed = json.loads(self.body)
        except ValueError:
            return {}
        return parsed if isinstance(parsed, dict) else {}


def request(method: str, url: str, body: bytes | None = None, headers: dict | None = None) -> Answer:
    """One exchange; an error status is an answer like any other, a broken connection is status 0."""
    made = urllib.request.Request(url, body, headers or {}, method=method)
    # urllib would add a form's Content-Type by itself; an empty one stands for none.
    if body is not None and not made.has_header("Content-type"):
        made.add_header("Content-type", "")
    try:
        with urllib.request.urlopen(made, timeout=30) as response:
            return Answer(response.status, lower(response.headers), response.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, lower(error.headers), error.read())
    except (OSError, urllib.error.URLError) as error:
        return Answer(0, {}, str(error).encode())


def lower(headers) -> dict:
    return {name.lower(): value for name, value in headers.items()}


class Api:
    def __init__(self, base: str, token: str):
        self.base, self.headers = base, {"Authorization": f"Bearer {token}"}

    def get(self, path: str) -> Answer:
        return request("GET", self.base + path, headers=self.headers)

    def customers(self, kind: str, value: str) -> list[dict]:
        identity = quote(f"{kind}:{value}", safe="")
        return self.get(f"/api/v1/customers?identity={identity}&kind=all").json.get("data") or []

    def customer(self, identity: str) -> dict:
        answer = self.get(f"/api/v1/customers/{quote(identity, safe='')}").json
        return answer.get("data", answer)

    def timeline(self, customer: str) -> list[dict]:
        """Every touch of the customer, all pages of it."""
        touches: list[dict] = []
        cursor = ""
        while True:
            path = f"/api/v1/customers/{quote(customer, safe='')}/timeline?limit=50"
            page = self.get(path + (f"&cursor={quote(cursor, safe='')}" if cursor else "")).json
            touches += page.get("data") or []
            cursor = page.get("next_cursor")
            if not cursor:
                return touches


def eventually(probe, seconds: float = 15.0):
    """The probe's value as soon as it is truthy, or its last value when time is up."""
    deadline = time.monotonic() + seconds
    while True:
        value = probe()
        if value or time.monotonic() > deadline:
            return value
        time.sleep(0.1)


def shows(shown, value) -> bool:
    """Whether what the API shows is the value, allowing for a mask over part of it."""
    if shown == value:
        return True
    if not isinstance(shown, str) or not any(sign in shown for sign in HIDDEN):
        return False
    return all(part in str(value) for part in split_by(shown, HIDDEN))


def split_by(text: str, signs: str) -> list[str]:
    for sign in signs:
        text = text.replace(sign, "\0")
    return [part for part in text.split("\0") if part]
