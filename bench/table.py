#!/usr/bin/env python3
"""Prints the figures of a results file as a Markdown table, beside the goals.

    table.py RESULTS.jsonl
"""
import json
import sys

# A goal is a bound: at least (>=) or at most (<=).
GOALS = {
    "tracking_sqlite.touches_per_second": (">=", 20_000),
    "tracking_sqlite.identity_lag.max": ("<=", 1),
    "tracking_sqlite.identity_lag.gone_after": ("<=", 1),
    "tracking_sqlite.server_rss.max": ("<=", 400),
    "tracking_postgres.touches_per_second": (">=", 10_000),
    "import.touches": (">=", 50_000),
    "query.customer_page.p99": ("<=", 20),
    "query.exact_identifier.p99": ("<=", 5),
    "query.name_prefix.p99": ("<=", 50),
    "query.failed": ("<=", 0),
    "stream.accepted_to_arrival.p99": ("<=", 50),
    "stream.missed": ("<=", 0),
    "merge.merge.max": ("<=", 50),
    "scale.start": ("<=", 300),
    "scale.idle_rss": ("<=", 100),
}


def verdict(name, value):
    if name not in GOALS:
        return ""
    sign, bound = GOALS[name]
    met = value is not None and (value >= bound if sign == ">=" else value <= bound)
    return f"{'met' if met else 'MISSED'}: {sign} {bound:,}"


def main():
    with open(sys.argv[1]) as lines:
        figures = [json.loads(line) for line in lines if line.startswith("{")]
    for machine in sorted({figure["machine"] for figure in figures}):
        print(f"Machine: {machine}\n")
    print("| name | value | unit | cache | goal |\n|---|--:|---|---|---|")
    for figure in figures:
        value = figure["value"]
        shown = "none" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")
        print(f"| {figure['name']} | {shown} | {figure['unit']} | {figure['cache']} | {verdict(figure['name'], value)} |")


if __name__ == "__main__":
    main()
