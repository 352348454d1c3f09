r"""Reads and runs one *.case file.

A case is made of blocks. A line "=== WORD ..." opens a block, its content are the lines below.
Lines before the first block are a comment. Each case runs in a fresh folder.

  === file NAME [FLAG...]      a file to make; so are
  === folder NAME              ... an empty folder
  === symlink NAME TARGET      ... links
  === hardlink NAME TARGET
  === mode NAME OCTAL          ... permissions
  === env NAME=VALUE ...       variables for all runs; otherwise only PATH is set
  === skip CONDITION REASON    conditions: root
  === run ARG... [> FILE]      runs the program; arguments are quoted as in a shell
  === stdin [FLAG...]          of the last run; as are
  === stdout [FLAG...]         ... what it has to write (without the block: nothing)
  === stderr [FLAG...]         ... likewise
  === status N                 ... its exit status (without: 0)
  === after NAME [FLAG...]     ... content of a file after it
  === same NAME NAME           ... two files that hold the same bytes after it
  === mode-after NAME OCTAL    ... permissions after it
  === files NAME...            ... exactly these are in the folder after it

Flags: no-newline (drop the last newline), escapes (\n \r \t \\ \xNN are bytes), regex (the whole
must match; . matches newlines too).
"""
import os
import re
import shlex

from outcome import Failure, Skip, expect, expect_equal, fresh_folder, run as run_program

SETUP = {"file", "folder", "symlink", "hardlink", "mode", "env", "skip"}
CHECKS = {"stdin", "stdout", "stderr", "status", "after", "same", "mode-after", "files"}
ESCAPE = re.compile(rb"\\(x[0-9a-fA-F]{2}|[nrt\\])")
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\\": b"\\"}


class Block:
    def __init__(self, number, line):
        self.number = number
        self.kind, *self.words = shlex.split(line)
        self.lines = []

    def content(self, flags):
        data = "".join(self.lines).encode()
        if "no-newline" in flags:
            data = data.removesuffix(b"\n")
        if "escapes" in flags:
            data = ESCAPE.sub(lambda m: bytes.fromhex(m[1][1:].decode()) if m[1][:1] == b"x"
                              else PLAIN[m[1]], data)
        return data


def parse(path):
    blocks = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(keepends=True), 1):
        if line.startswith("=== "):
            blocks.append(Block(number, line[4:]))
            if blocks[-1].kind not in SETUP | CHECKS | {"run"}:
                raise Failure(f"line {number}: unknown block {blocks[-1].kind!r}")
        elif blocks:
            blocks[-1].lines.append(line)
    return blocks


def set_up(block, folder, env):
    kind, words = block.kind, block.words
    if kind == "file":
        (folder / words[0]).write_bytes(block.content(words[1:]))
    elif kind == "folder":
        (folder / words[0]).mkdir()
    elif kind == "symlink":
        (folder / words[0]).symlink_to(words[1])
    elif kind == "hardlink":
        (folder / words[0]).hardlink_to(folder / words[1])
    elif kind == "mode":
        (folder / words[0]).chmod(int(words[1], 8))
    elif kind == "env":
        env.update(word.split("=", 1) for word in words)
    elif kind == "skip" and words[0] == "root" and os.geteuid() == 0:
        raise Skip(" ".join(words[1:]))


def check_bytes(what, block, flags, got):
    expected = block.content(flags) if block else b""
    if block and "regex" in flags:
        matches = re.fullmatch(expected, got, re.DOTALL)
        expect(matches, f"{what}: {got!r} does not match {expected!r}")
    else:
        expect_equal(what, expected, got)


def check_folder(block, folder):
    words = block.words
    if block.kind == "after":
        check_bytes(words[0], block, words[1:], (folder / words[0]).read_bytes())
    elif block.kind == "same":
        expect_equal(words[1], (folder / words[0]).read_bytes(), (folder / words[1]).read_bytes())
    elif block.kind == "mode-after":
        expect_equal(words[0], words[1], f"{(folder / words[0]).stat().st_mode & 0o7777:o}")
    elif block.kind == "files":
        expect_equal("files", sorted(words), sorted(p.name for p in folder.iterdir()))


def run_step(step, checks, folder, env, binary):
    args, target = step.words, None
    if len(args) > 1 and args[-2] == ">":
        args, target = args[:-2], folder / args[-1]
    found = {block.kind: block for block in checks}
    stdin = found.get("stdin")
    done = run_program([binary, *args], cwd=folder, env=env,
                       input=stdin.content(stdin.words) if stdin else b"")
    if target:
        target.write_bytes(done.stdout)
    else:
        stdout = found.get("stdout")
        check_bytes("stdout", stdout, stdout.words if stdout else (), done.stdout)
    stderr = found.get("stderr")
    check_bytes("stderr", stderr, stderr.words if stderr else (), done.stderr)
    expect_equal("status", int(found["status"].words[0]) if "status" in found else 0,
                 done.returncode)
    for block in checks:
        check_folder(block, folder)


def run(path, binary):
    blocks = parse(path)
    env = {"PATH": "/usr/bin:/bin"}
    with fresh_folder() as folder:
        steps = []
        for block in blocks:
            if block.kind == "run":
                steps.append((block, []))
            elif block.kind in CHECKS:
                expect(steps, f"line {block.number}: {block.kind} before run")
                steps[-1][1].append(block)
            else:
                set_up(block, folder, env)
        for step, checks in steps:
            try:
                run_step(step, checks, folder, env, binary)
            except Failure as failure:
                raise Failure(f"line {step.number}: {failure}") from None
