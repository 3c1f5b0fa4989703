"""Runs the stock SDKs, and then the tracking API by hand, against a running server: see README.md.

    check.py BASE_URL WRITE_KEY API_TOKEN [--only NAME,…] [--run NAME]
"""
import argparse
from datetime import datetime, timezone

import plan
import sdk_checks
import wire_checks
from api import Api
from report import Report


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("base")
    options.add_argument("key")
    options.add_argument("token")
    options.add_argument("--only", help=f"comma-separated, of {', '.join(plan.SDKS)}, wire")
    options.add_argument("--run", help="stem of every id, instead of one made of the time")
    chosen = options.parse_args()
    only = chosen.only.split(",") if chosen.only else [*plan.SDKS, "wire"]
    now = datetime.now(timezone.utc)
    run = chosen.run or plan.run_name(now)
    base, report = chosen.base.rstrip("/"), Report()
    api = Api(base, chosen.token)
    answer = api.get("/api/v1/customers?identity=user_id%3Anobody&kind=all")
    if not report.check("the API answers the token", answer.status == 200, f"{answer.status} {answer.body[:200]}"):
        report.finish()
    for sdk in plan.SDKS:
        if sdk in only:
            sdk_checks.run(sdk, base, chosen.key, api, run, now, report)
    if "wire" in only:
        tracker = wire_checks.Tracker(base, chosen.key, api, f"{run}-wire")
        for check in wire_checks.CHECKS:
            try:
                check(tracker, report)
            except Exception as error:  # One check's surprise must not hide the others.
                report.check(f"{check.__name__} ran to its end", False, repr(error))
    report.finish()


main()
