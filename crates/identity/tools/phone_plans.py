#!/usr/bin/env python3
"""Writes src/normal/phone/plans.rs from libphonenumber's PhoneNumberMetadata.xml.

Usage: phone_plans.py PhoneNumberMetadata.xml > src/normal/phone/plans.rs
The file is at https://github.com/google/libphonenumber/blob/master/resources/PhoneNumberMetadata.xml (Apache-2.0).
Only what turning a number into E.164 needs is kept: calling code, international and trunk prefix, possible lengths.
"""
import sys
import xml.etree.ElementTree as ElementTree
from collections import defaultdict

# Kinds of number that belong to a person or an office; free, premium, shared and short numbers do not.
KINDS = ["fixedLine", "mobile", "personalNumber", "voip"]
# Where the metadata gives a pattern with carrier codes, the prefix that people dial.
DIALLED = {54: "00", 55: "00", 57: "00", 62: "00", 65: "00", 66: "00", 82: "00", 84: "00", 852: "00", 886: "00",
           56: "00", 63: "00", 856: "00", 855: "00", 972: "00", 254: "000", 255: "000", 256: "000", 36: "00",
           7: "810", 375: "810", 992: "810", 993: "810"}


def lengths(territory):
    """The set of national lengths that any of KINDS may have."""
    found = set()
    for kind in KINDS:
        possible = territory.find(f"{kind}/possibleLengths")
        for part in (possible.get("national") if possible is not None else "").split(","):
            if part.startswith("["):
                low, high = part.strip("[]").split("-")
                found.update(range(int(low), int(high) + 1))
            elif part and part != "-1":
                found.add(int(part))
    return found


def main():
    plans, regions, seen = {}, {}, defaultdict(set)
    for territory in ElementTree.parse(sys.argv[1]).getroot().find("territories"):
        code, region = int(territory.get("countryCode")), territory.get("id")
        seen[code] |= lengths(territory)
        if region != "001":
            regions[region] = code
        if code not in plans or territory.get("mainCountryForCode") == "true":
            dialled = territory.get("preferredInternationalPrefix") or territory.get("internationalPrefix") or ""
            if code in DIALLED:
                dialled = DIALLED[code]
            elif not dialled.isdigit():
                dialled = "00"
            plans[code] = (dialled, territory.get("nationalPrefix") or "")
    print("//! Numbering plans: calling code, international prefix, trunk prefix and possible national lengths.")
    print("//!")
    print("//! Written by `crates/identity/tools/phone_plans.py` from libphonenumber's metadata (9.0.33, Apache-2.0); run it again rather than edit.")
    print()
    print("use super::Plan;")
    print()
    print("/// Every calling code, in ascending order.")
    print("#[rustfmt::skip]")
    print("pub(super) static PLANS: &[Plan] = &[")
    for code in sorted(plans):
        dialled, trunk = plans[code]
        sizes = ", ".join(str(n) for n in sorted(seen[code]))
        print(f'    Plan {{ code: {code}, dialled: b"{dialled}", trunk: b"{trunk}", lengths: &[{sizes}] }},')
    print("];")
    print()
    print("/// The calling code of every region of ISO 3166-1 that has one, in alphabetical order.")
    print("#[rustfmt::skip]")
    print("pub(super) static REGIONS: &[(&str, u16)] = &[")
    names = sorted(regions)
    for start in range(0, len(names), 8):
        print("    " + " ".join(f'("{name}", {regions[name]}),' for name in names[start:start + 8]))
    print("];")


main()
