"""The fixed set of calls that every SDK is asked to make.

A call is a plain dictionary in the tracking API's words, with a label of its own. Senders translate it into their SDK's
arguments and add nothing. Flags a sender understands:

  lossy     send through the proxy that loses the first answer, so that the SDK itself retries
  compress  gzip on or off, against the SDK's default
  flush     send what waits before this call, so that it travels in a request of its own
  reset     sign the visitor out first (browsers)
  auto      made by the SDK itself: "load" by loading the page, "route" by a navigation without reload
  leave     leave the page right after this call
  repeat    the label of an earlier call whose messageId this one carries again: it must not count

To add an SDK: add its name to SDKS, write a sender, and name what it cannot do in CANNOT.
"""
from datetime import datetime, timedelta, timezone

SDKS = ["segment-python", "rudder-python", "segment-node", "rudder-node", "segment-browser", "snippet"]
BROWSERS = {"segment-browser", "snippet"}

# What an SDK's own interface does not offer; the calls with these marks are left out for it.
CANNOT = {
    "segment-python": {"browser"},
    "rudder-python": {"browser"},
    "segment-node": {"browser", "compress", "numeric"},
    "rudder-node": {"browser"},
    "segment-browser": {"browser", "compress", "repeat", "timestamp"},
    "snippet": {"compress", "repeat", "timestamp", "screen"},
}

TRICKY = {"note": None, "price": 19.9, "quantity": 2, "gift": True, "sizes": ["S", "特大"], "box": {"depth": {"cm": 3}}}


class Person:
    """Who the calls of one SDK in one run are about; every run has people of its own."""

    def __init__(self, run: str, sdk: str):
        stem = f"{run}-{sdk}"
        self.user = f"u-{stem}"
        self.anonymous = f"a-{stem}"
        self.previous = f"old-{stem}"
        self.email = f"{stem}@example.com"
        self.group = f"g-{stem}"
        digits = int(run, 36) % 10**8 if run.isalnum() else 0
        self.number = 10**10 + digits * 10 + SDKS.index(sdk)


def calls(run: str, sdk: str, now: datetime) -> list[dict]:
    """The calls, in order, that this SDK is to make."""
    person = Person(run, sdk)
    earlier = now - timedelta(days=2, hours=1)
    every = [
        {"label": "seen", "type": "track", "anonymousId": person.anonymous, "event": "Product Viewed 商品浏览 🛍️",
         "properties": TRICKY},
        {"label": "home", "type": "page", "anonymousId": person.anonymous, "category": "Shop", "name": "首页",
         "properties": {"path": "/home", "variant": "B"}},
        {"label": "who", "type": "identify", "anonymousId": person.anonymous, "userId": person.user,
         "traits": {"email": person.email, "name": "王小明 🐼", "phone": None, "nickname": ""}},
        {"label": "bought", "type": "track", "userId": person.user, "event": "Order Completed",
         "properties": {"order_number": f"o-{run}-{sdk}", "total": 199.5, "currency": "CNY"}},
        {"label": "app", "type": "screen", "userId": person.user, "name": "Écran d’accueil",
         "properties": {"depth": 1}, "marks": ["screen"]},
        {"label": "company", "type": "group", "userId": person.user, "groupId": person.group,
         "traits": {"name": "Smørrebrød & Søn", "employees": 12}},
        {"label": "same", "type": "alias", "userId": person.user, "previousId": person.previous},
        {"label": "retried", "type": "track", "userId": person.user, "event": "Answer Lost",
         "properties": {"try": "first"}, "lossy": True, "flush": True},
        {"label": "compressed", "type": "track", "userId": person.user, "event": "Compressed Otherwise",
         "properties": {"text": "压缩 " * 200}, "compress": "other", "marks": ["compress"]},
        {"label": "dated", "type": "track", "userId": person.user, "event": "Happened Earlier",
         "properties": {"when": "two days ago"}, "timestamp": earlier.isoformat(), "marks": ["timestamp"]},
        {"label": "again", "type": "track", "userId": person.user, "event": "Order Completed",
         "properties": {"order_number": f"o-{run}-{sdk}", "total": 199.5, "currency": "CNY"},
         "repeat": "bought", "flush": True, "marks": ["repeat"]},
        {"label": "numeric", "type": "identify", "userId": person.number, "traits": {"plan": "数字"},
         "flush": True, "reset": True, "marks": ["numeric"], "person": "number"},
        {"label": "left", "type": "track", "userId": person.number, "event": "Page Left", "properties": {"last": True},
         "leave": True, "marks": ["browser"], "person": "number"},
    ]
    if sdk == "snippet":
        every.insert(0, {"label": "loaded", "type": "page", "auto": "load", "anonymousId": person.anonymous,
                         "properties": {"path": "/snippet.html"}})
        every.insert(3, {"label": "routed", "type": "page", "auto": "route", "anonymousId": person.anonymous,
                         "properties": {"path": "/routed"}})
    chosen = [call for call in every if not CANNOT[sdk] & set(call.get("marks", []))]
    for number, call in enumerate(chosen):
        if sdk not in BROWSERS:
            call["messageId"] = f"{run}-{sdk}-{number}-{call['label']}"
    ids = {call["label"]: call.get("messageId") for call in chosen}
    for call in chosen:
        if call.get("repeat") and sdk not in BROWSERS:
            call["messageId"] = ids[call["repeat"]]
    return chosen


def run_name(now: datetime) -> str:
    """A short name that no earlier run against the same server had."""
    number = int(now.astimezone(timezone.utc).timestamp())
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    name = ""
    while number:
        number, rest = divmod(number, 36)
        name = digits[rest] + name
    return name
