#!/usr/bin/env python3
"""Plays the journals of powerloss.c backwards: what a program had not synced is gone, as after a power cut.

    rollback.py FOLDER JOURNAL [--torn SEED]

Without --torn, nothing unsynced survives: neither bytes nor names. With it, each unsynced page of 4 KB survives or not
by the toss of a seeded coin and names survive: a disk that wrote some of it, in any order.
"""
import argparse
import hashlib
import os
import shutil
import struct

PAGE = 4096
HEADER = struct.Struct("<q")
RECORD = struct.Struct("<qqqq")


def by_inode(folder):
    """Every file and folder under `folder`, by inode."""
    found = {}
    for place, folders, files in os.walk(folder, topdown=False):
        for name in files + folders:
            path = os.path.join(place, name)
            found[os.lstat(path).st_ino] = path
    found[os.stat(folder).st_ino] = folder
    return found


def undo_names(folder, lines, journal):
    for line in reversed(lines):
        verb, *rest = line.rstrip("\n").split("\t")
        if verb == "create":
            path = os.path.join(folder, rest[0])
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path)
            elif os.path.lexists(path):
                os.unlink(path)
        elif verb == "remove":
            bring_back(os.path.join(folder, rest[0]), rest[1], journal)
        elif verb == "move":
            source_folder, source, target, saved = rest
            if os.path.lexists(os.path.join(folder, target)):
                os.makedirs(source_folder, exist_ok=True)
                os.rename(os.path.join(folder, target), os.path.join(source_folder, source))
            bring_back(os.path.join(folder, target), saved, journal)


def bring_back(path, saved, journal):
    if saved != "-" and not os.path.lexists(path):
        os.link(os.path.join(journal, saved), path)


def records(path):
    """What was changed since the last sync: (offset, old size, written, old bytes), oldest first."""
    with open(path, "rb") as journal:
        data = journal.read()
    if len(data) < HEADER.size:
        return []
    at, found = HEADER.unpack_from(data)[0], []
    while at + RECORD.size <= len(data):
        offset, old_size, length, written = RECORD.unpack_from(data, at)
        at += RECORD.size
        if at + length > len(data):
            break  # killed while it noted this one, so the change itself never happened
        found.append((offset, old_size, written, data[at:at + length]))
        at += length
    return found


def survives(seed, inode, page):
    return hashlib.blake2b(f"{seed}:{inode}:{page}".encode(), digest_size=1).digest()[0] & 1


def undo_bytes(path, changes, inode, torn):
    with open(path, "r+b") as file:
        kept = {}
        if torn is not None:
            for offset, _, written, _ in changes:
                for page in range(offset // PAGE, (offset + written + PAGE - 1) // PAGE):
                    if page not in kept and survives(torn, inode, page):
                        file.seek(page * PAGE)
                        kept[page] = file.read(PAGE)
        for offset, old_size, _, old in reversed(changes):
            file.seek(offset)
            file.write(old)
            file.truncate(old_size)
        for page, content in kept.items():
            file.seek(page * PAGE)
            file.write(content)


def roll_back(folder, journal, torn=None):
    """Takes `folder` back to what was synced and empties the journal; answers how many changes were lost."""
    lost = 0
    if torn is None:
        for inode, path in by_inode(folder).items():
            names = os.path.join(journal, f"d{inode}")
            if os.path.exists(names) and os.path.isdir(path):
                with open(names) as lines:
                    lines = lines.readlines()
                lost += len(lines)
                undo_names(path, lines, journal)
    for inode, path in by_inode(folder).items():
        changed = os.path.join(journal, f"i{inode}")
        if os.path.exists(changed) and os.path.isfile(path):
            changes = records(changed)
            lost += len(changes)
            undo_bytes(path, changes, inode, torn)
    for name in os.listdir(journal):
        os.unlink(os.path.join(journal, name))
    return lost


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("journal")
    parser.add_argument("--torn", type=int)
    given = parser.parse_args()
    print(f"{roll_back(given.folder, given.journal, given.torn)} unsynced changes lost")
