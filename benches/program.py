"""The program and what runs beside it, built from this tree."""
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))


def gongkai(is_debug=False):
    """The program, as it is released unless told otherwise."""
    profile = [] if is_debug else ["--release"]
    subprocess.run(["cargo", "build", "--locked", "-p", "cli", *profile], cwd=ROOT, check=True)
    return TARGET / ("debug" if is_debug else "release") / "gongkai"


def bench(name, *options):
    """The benchmark of that name, built like a release and not run; `options` say which package it is in."""
    command = ["cargo", "bench", "--no-run", "--locked", *options, "--bench", name]
    told = subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.PIPE, text=True)
    return ROOT / re.search(r"Executable.*\((.*)\)", told.stderr).group(1)
