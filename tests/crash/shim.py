"""Builds powerloss.c and says how to run a program under it."""
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


def build_shim(folder):
    """Compiles the shim into `folder` and answers its path."""
    target = os.path.join(folder, "powerloss.so")
    source = os.path.join(HERE, "powerloss.c")
    command = ["cc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", target, source, "-ldl", "-pthread"]
    subprocess.run(command, check=True)
    return target


def shim_environment(shim, folder, journal):
    """The environment under which every unsynced change below `folder` is noted in `journal`."""
    return dict(os.environ, LD_PRELOAD=shim, POWERLOSS_DIR=folder, POWERLOSS_JOURNAL=journal)
