#!/usr/bin/env python3
"""Proves the power cut itself: what a small program did not sync is lost, what it synced stays.

    python3 -m unittest test_powerloss      (in this folder)
"""
import os
import subprocess
import sys
import tempfile
import unittest

from rollback import roll_back
from shim import build_shim, shim_environment

PROGRAM = """
import os, signal, sqlite3, sys
os.chdir(sys.argv[1])
def put(name, data, flags=os.O_CREAT | os.O_WRONLY, sync=False):
    fd = os.open(name, flags, 0o600)
    os.write(fd, data)
    if sync: os.fsync(fd)
    os.close(fd)
def sync_folder():
    fd = os.open('.', os.O_RDONLY)
    os.fsync(fd)
    os.close(fd)
{body}
os.kill(os.getpid(), signal.SIGKILL)
"""


class Cut(unittest.TestCase):
    """Runs a program under the shim, kills it, cuts the power."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="rapport-shim-")
        cls.shim = build_shim(cls.scratch.name)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def after(self, body, torn=None, before=None):
        """What the files hold after `body` ran, was killed, and the power went."""
        with tempfile.TemporaryDirectory(prefix="rapport-shim-") as place:
            folder, journal = os.path.join(place, "data"), os.path.join(place, "journal")
            os.mkdir(folder)
            os.mkdir(journal)
            for name, data in (before or {}).items():
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(data)
            program = PROGRAM.replace("{body}", body)
            environment = shim_environment(self.shim, folder, journal)
            ended = subprocess.run([sys.executable, "-c", program, folder], env=environment, timeout=60)
            self.assertEqual(ended.returncode, -9)
            roll_back(folder, journal, torn)
            self.check_folder(folder)
            found = {}
            for name in sorted(os.listdir(folder)):
                with open(os.path.join(folder, name), "rb") as file:
                    found[name] = file.read()
            return found

    def check_folder(self, folder):
        """Tests that read the folder themselves hang in here."""


class Files(Cut):
    def test_a_write_without_sync_is_lost(self):
        self.assertEqual(self.after("put('a', b'new')", before={"a": b"old!"}), {"a": b"old!"})

    def test_a_synced_write_stays(self):
        self.assertEqual(self.after("put('a', b'new', sync=True)", before={"a": b"old!"}), {"a": b"new!"})

    def test_only_what_came_after_the_sync_is_lost(self):
        body = "put('a', b'one', sync=True); put('a', b'twotwo')"
        self.assertEqual(self.after(body, before={"a": b""}), {"a": b"one"})

    def test_a_new_name_wants_its_folder_synced(self):
        self.assertEqual(self.after("put('a', b'new', sync=True)"), {})
        self.assertEqual(self.after("put('a', b'new', sync=True); sync_folder()"), {"a": b"new"})

    def test_a_replaced_file_comes_back_until_the_folder_is_synced(self):
        body = "put('b', b'new', sync=True); os.rename('b', 'a')"
        self.assertEqual(self.after(body, before={"a": b"old"}), {"a": b"old"})
        self.assertEqual(self.after(body + "; sync_folder()", before={"a": b"old"}), {"a": b"new"})

    def test_a_removed_file_comes_back_until_the_folder_is_synced(self):
        self.assertEqual(self.after("os.unlink('a')", before={"a": b"old"}), {"a": b"old"})
        self.assertEqual(self.after("os.unlink('a'); sync_folder()", before={"a": b"old"}), {})

    def test_truncation_is_undone(self):
        body = "fd = os.open('a', os.O_RDWR); os.ftruncate(fd, 1); os.pwrite(fd, b'xyz', 5)"
        self.assertEqual(self.after(body, before={"a": b"abcdef"}), {"a": b"abcdef"})
        self.assertEqual(
            self.after("put('a', b'n', os.O_WRONLY | os.O_TRUNC)", before={"a": b"abcdef"}), {"a": b"abcdef"})

    def test_an_inode_used_again_does_not_inherit_a_journal(self):
        body = "\n".join(
            f"put('f{n}', b'first'); sync_folder(); os.unlink('f{n}'); sync_folder()" for n in range(20)
        ) + "\nput('last', b'kept', sync=True); sync_folder()"
        self.assertEqual(self.after(body), {"last": b"kept"})

    def test_a_torn_write_keeps_some_pages(self):
        old, new = b"o" * 4096 * 64, b"n" * 4096 * 64
        found = self.after(f"put('a', b'n' * {len(new)})", torn=1, before={"a": old})["a"]
        pages = {found[at:at + 4096] for at in range(0, len(found), 4096)}
        self.assertEqual(pages, {old[:4096], new[:4096]})


SQLITE = """
db = sqlite3.connect('d.db', isolation_level=None)
db.execute('pragma journal_mode=wal')
db.execute('pragma synchronous=%s')
db.execute('create table t(n integer primary key)')
for n in range(200): db.execute('insert into t values (?)', (n,))
"""


class Sqlite(Cut):
    """The same through SQLite, whose durability is known: FULL loses nothing, OFF loses what it did not sync."""

    def check_folder(self, folder):
        import sqlite3
        path = os.path.join(folder, "d.db")
        self.rows = None
        if os.path.exists(path):
            db = sqlite3.connect(path)
            self.sound = db.execute("pragma integrity_check").fetchone()[0]
            tables = db.execute("select count(*) from sqlite_master").fetchone()[0]
            self.rows = db.execute("select count(*) from t").fetchone()[0] if tables else 0
            db.close()

    def test_full_keeps_every_commit(self):
        for torn in (None, 1, 2, 3):
            self.after(SQLITE % "full", torn)
            self.assertEqual((self.sound, self.rows), ("ok", 200))

    def test_off_loses_commits(self):
        self.after(SQLITE % "off")
        self.assertNotEqual(self.rows, 200)


if __name__ == "__main__":
    unittest.main()
