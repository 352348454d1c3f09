#!/usr/bin/env python3
"""Runs the commands that README.md shows and compares what they print.

usage: readme.py UNSPIN_BINARY [--write]

In a block marked "console", a line that begins with "$ " is a command; the lines up to the next
command are what it prints. All run in one empty folder that holds examples/spun.txt. --write puts
what they print now into README.md. The last line counts.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.M)


class Replay:
    """Runs the commands of one block after another in `folder`."""

    def __init__(self, binary, folder):
        self.folder = folder
        self.environment = {"PATH": f"{binary.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        self.passed = self.failed = 0

    def command(self, match):
        command, expected = match["command"], match["output"]
        found = subprocess.run(["sh", "-c", command], cwd=self.folder, env=self.environment,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, timeout=60).stdout.decode("utf-8")
        if found == expected:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAIL README.md: $ {command}\nit shows:\n{expected}it prints now:\n{found}")
        return f"$ {command}\n{found}"

    def block(self, match):
        return COMMAND.sub(self.command, match[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--write", action="store_true", help="put what is printed into README.md")
    arguments = parser.parse_args()
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "examples" / "spun.txt", folder)
        replay = Replay(arguments.binary.resolve(), folder)
        renewed = BLOCK.sub(replay.block, text)
    if arguments.write:
        README.write_text(renewed, encoding="utf-8")
    print(f"{replay.passed} passed, {replay.failed} failed, 0 skipped")
    return 0 if replay.passed and not replay.failed else 1


sys.exit(main())
