"""Faults that a case file cannot express: full disks, closed descriptors, cut runs, slow pipes."""
import gzip
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

from outcome import TIMEOUT, Skip, expect, expect_equal, fresh_folder, run

ARGS = ["--no-builtin", "--assume-spun", "--passes=spintax"]
RECORD = b'{"id": %d, "text": "The {hardware} was ready when the team came back to the office."}\n'


def corpus(records=4000):
    return b"".join(RECORD % number for number in range(records))


def expect_trouble(done, word):
    """Status 2 and one line on stderr that says why."""
    expect_equal("status", 2, done.returncode)
    lines = done.stderr.splitlines()
    expect(len(lines) == 1 and lines[0].startswith(b"unspin: ") and word in lines[0],
           f"stderr: {done.stderr!r} is not one line with {word!r}")


def full_disk(binary):
    """Small output fails at the last flush only, large output at an earlier one."""
    for data in (corpus(1), corpus()):
        for args in (ARGS, [*ARGS, "--check"], [*ARGS, "--diff"], [*ARGS, "-o", "/dev/full"]):
            with open("/dev/full", "wb") as full:
                done = run([binary, "-f", "jsonl", *args], input=data, stdout=full)
            expect_trouble(done, b"No space left")


def full_disk_for_help(binary):
    with open("/dev/full", "wb") as full:
        expect_trouble(run([binary, "--help"], stdout=full), b"No space left")


def closed_stdout(binary):
    done = run(["sh", "-c", f'exec "{binary}" {" ".join(ARGS)} >&-'], input=b"One of {the} best.\n")
    expect_trouble(done, b"<stdout>")


def closed_stdin(binary):
    done = run(["sh", "-c", f'exec "{binary}" {" ".join(ARGS)} <&-'], stdin=None)
    expect_trouble(done, b"<stdin>")


def all_descriptors_closed(binary):
    """No file that is opened may land on descriptor 1 or 2 and receive text or messages."""
    with fresh_folder() as folder:
        text = b"One of {the} best.\n"
        (folder / "a.txt").write_bytes(text)
        done = run(["sh", "-c", f'exec "{binary}" {" ".join(ARGS)} a.txt <&- >&- 2>&-'], cwd=folder)
        expect_equal("status", 2, done.returncode)
        expect_equal("a.txt", text, (folder / "a.txt").read_bytes())


def closed_pipe(binary):
    for extra in ("", "--check", "--diff"):
        script = f'"{binary}" -f jsonl {" ".join(ARGS)} {extra}; echo $? >&2'
        done = run(["bash", "-c", f"({script}) | head -c 10 >/dev/null"], input=corpus(40000))
        expect_equal("status and stderr", b"0\n", done.stderr)


def require_strace(binary):
    if shutil.which("strace") is None:
        raise Skip("strace is not installed")
    if b"__asan_init" in pathlib.Path(binary).read_bytes():
        raise Skip("a sanitizer makes system calls of its own")


def injected(binary, folder, fault, args, path=None, **options):
    """Runs under strace with system calls made to fail: all of a kind, or those on one path.

    In one thread: strace counts the calls of each by themselves."""
    require_strace(binary)
    trace = ["strace", "-o", str(folder / "trace"), "-e", "inject=" + fault]
    if path is not None:
        trace += ["-P", str(path)]
    done = run([*trace, binary, *ARGS, "-j1", *args], cwd=folder, **options)
    if b"Operation not permitted" in done.stderr:
        raise Skip("strace may not trace here")
    (folder / "trace").unlink()
    return done


def failing_writes(binary):
    data = corpus(10000)  # of more than five writes
    with fresh_folder() as folder:
        for k in range(1, 6):
            done = injected(binary, folder, f"write:error=ENOSPC:when={k}..{k}", ["-f", "jsonl"],
                            input=data)
            expect_equal(f"status, write {k}", 2, done.returncode)


def failing_file(binary):
    """Whatever fails while a file is replaced, it stays as it was and nothing is left beside."""
    faults = ["write:error=ENOSPC:when=%d..%d" % (k, k) for k in (1, 3)]
    faults += ["fsync:error=EIO:when=1..1", "rename:error=EIO:when=1..1"]
    with fresh_folder() as folder:
        target = folder / "out.jsonl"
        for fault in faults:
            target.write_bytes(b"old\n")
            done = injected(binary, folder, fault, ["-f", "jsonl", "-o", target.name],
                            input=corpus())
            expect_trouble(done, b"out.jsonl: ")
            expect_equal(fault, b"old\n", target.read_bytes())
            expect_equal(fault, [target], list(folder.iterdir()))


def failing_reads(binary):
    """A cut input is an error that names it; what comes behind it is still done."""
    with fresh_folder() as folder:
        (folder / "a.jsonl").write_bytes(corpus())
        done = injected(binary, folder, "read:error=EIO:when=2+", ["a.jsonl", "-"],
                        folder / "a.jsonl", input=b"One of {the} best.\n")
        expect_trouble(done, b"a.jsonl: Input/output error")
        *records, last = done.stdout.splitlines(keepends=True)
        expect_equal("last line", b"One of the best.\n", last)
        expect(all(line.startswith(b"{") and line.endswith(b"}\n") for line in records),
               "a record was cut")


def interrupted_calls(binary):
    """EINTR is retried, and a descriptor that would block is waited for."""
    data = corpus()
    expected = run([binary, "-f", "jsonl", *ARGS], input=data).stdout
    with fresh_folder() as folder:
        (folder / "a.jsonl").write_bytes(data)
        for call, path in (("read", folder / "a.jsonl"), ("write", None)):
            for code in ("EINTR", "EAGAIN"):
                done = injected(binary, folder, f"{call}:error={code}:when=1+2", ["a.jsonl"], path)
                expect_equal(f"{call} {code}: stderr", b"", done.stderr)
                expect(done.stdout == expected, f"{call} {code}: other output")


def slow_pipe(binary):
    """Bytes that come one at a time make the same records as a whole file."""
    data = corpus(5) + b'\xef\xbb\xbf{"text":"{a}"}\r\n\n{"text":"the last {one}"}'
    for form in ("jsonl", "text"):
        command = [binary, "-f", form, "-q", *ARGS]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for byte in data:
            process.stdin.write(bytes([byte]))
            process.stdin.flush()
        got = process.communicate(timeout=TIMEOUT)[0]
        expect_equal(form, run(command, input=data).stdout, got)


def empty_environment(binary):
    done = run([binary, *ARGS], input="Go to {the} café in order {to} see.\n".encode(), env={})
    expect_equal("stdout", "Go to the café in order to see.\n".encode(), done.stdout)
    expect_equal("stderr", b"", done.stderr)


def killed_while_writing(binary):
    """After SIGKILL a file is wholly old or wholly new; SIGTERM leaves no temporary file either."""
    new = run([binary, "-f", "jsonl", *ARGS], input=corpus(20000)).stdout
    random.seed(1)
    with fresh_folder() as folder:
        source, target = folder / "in.jsonl", folder / "out.jsonl"
        source.write_bytes(corpus(20000))
        for number in range(20):
            target.write_bytes(b"old\n")
            process = subprocess.Popen([binary, *ARGS, "-o", str(target), str(source)])
            time.sleep(random.uniform(0.002, 0.08))
            process.send_signal(signal.SIGTERM if number % 2 else signal.SIGKILL)
            process.wait(TIMEOUT)
            expect(target.read_bytes() in (b"old\n", new), "half a file was left")
            if number % 2:
                expect_equal("files", 2, len(list(folder.iterdir())))
            for rest in folder.glob(".unspin-*"):
                rest.unlink()


def durable_order(binary):
    """The file is made durable before it gets its name, the name afterwards."""
    require_strace(binary)
    with fresh_folder() as folder:
        command = ["strace", "-o", "trace", "-e", "trace=fsync,rename", binary, *ARGS, "-o", "out"]
        run(command, cwd=folder, input=b"One of {the} best.\n")
        calls = [line.split("(")[0] for line in (folder / "trace").read_text().splitlines()
                 if "(" in line]
        expect_equal("calls", ["fsync", "rename", "fsync"], calls)


def appending_to_the_input(binary):
    """Reading what we write would never end."""
    with fresh_folder() as folder:
        (folder / "a.jsonl").write_bytes(corpus(10))
        done = run(["sh", "-c", f'exec "{binary}" {" ".join(ARGS)} a.jsonl >>a.jsonl'], cwd=folder)
        expect_trouble(done, b"input is also the output")
        expect_equal("a.jsonl", corpus(10), (folder / "a.jsonl").read_bytes())


def colour_on_a_terminal(binary):
    """A diff is coloured on a terminal, not in a pipe, and not with NO_COLOR."""
    for env, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)):
        master, terminal = os.openpty()
        run([binary, *ARGS, "--diff"], input=b"One of {the} best.\n", stdout=terminal, env=env)
        os.close(terminal)
        try:
            shown = os.read(master, 4096)
        except OSError:  # nothing was written
            shown = b""
        os.close(master)
        expect_equal(f"colour with {env}", coloured, b"\x1b[32m+One of the best" in shown)


def long_line(binary):
    """Memory is bounded by the line, time is linear in it."""
    line = b'{"text":"' + b"One of {the} best in town. " * 200000 + b'"}\n'
    done = run([binary, "-f", "jsonl", *ARGS], input=line)
    expect_equal("length", len(line) - 2 * 200000, len(done.stdout))


def deep_nesting(binary):
    line = b'{"a":' + b"[" * 1000000 + b"]" * 1000000 + b',"text":"one of {the} best"}\n'
    done = run([binary, "-f", "jsonl", *ARGS], input=line)
    expect(done.stdout == line.replace(b"{the}", b"the"), "other output")


def cut_gzip(binary):
    """Cut anywhere, a file is not replaced, and what goes to stdout begins like the whole."""
    packed = gzip.compress(b"".join(RECORD % (number * number) for number in range(40)), mtime=0)
    with fresh_folder() as folder:
        whole = run([binary, *ARGS, "-f", "jsonl", "--compress=none"], input=packed).stdout
        for size in range(2, len(packed), 29):
            (folder / "a.jsonl.gz").write_bytes(packed[:size])
            (folder / "out").write_bytes(b"old\n")
            done = run([binary, *ARGS, "--compress=none", "a.jsonl.gz"], cwd=folder)
            records = done.stdout.count(b"\n")
            expect_trouble(done, b"a.jsonl.gz: gzip data ends early; %d record" % records)
            expect(whole.startswith(done.stdout), "output is no prefix")
            done = run([binary, *ARGS, "-o", "out", "a.jsonl.gz"], cwd=folder)
            expect_equal("status", 2, done.returncode)
            expect_equal("out", b"old\n", (folder / "out").read_bytes())


def peak_memory(command, source):
    """Peak resident KiB of a command that reads what the shell command `source` writes."""
    script = ("import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); "
              "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    done = run(["bash", "-c", f'{source} | "$@" 2>/dev/null', "-", sys.executable, "-c", script,
                "bash", "-c", '"$@" >/dev/null', "-", *command])
    status, peak = done.stdout.split()
    expect_equal("status", b"0", status)
    return int(peak)


def memory_is_bounded(binary):
    """A hundred megabytes of anything need no more than some blocks of it do."""
    if b"__asan_init" in pathlib.Path(binary).read_bytes():
        raise Skip("a sanitizer has memory of its own")
    size = 100000000
    sources = {
        "empty lines": ("text", f"yes '' | head -c {size}"),
        "words": ("text", f"yes 'one word' | tr '\\n' ' ' | head -c {size}"),
        "one word": ("text", f"yes x | tr -d '\\n' | head -c {size}"),
        "empty records": ("jsonl", f"yes '' | head -c {size // 5}"),
        "a line": ("jsonl", f"yes x | tr -d '\\n' | head -c {size}"),
    }
    for what, (form, source) in sources.items():
        peak = peak_memory([binary, "-q", "-f", form, *ARGS], source)
        expect(peak < 90 * 1024, f"{what}: {peak} KiB")


TESTS = (full_disk, full_disk_for_help, closed_stdout, closed_stdin, all_descriptors_closed,
         closed_pipe, failing_writes, failing_file, failing_reads, interrupted_calls, slow_pipe,
         empty_environment, killed_while_writing, durable_order, appending_to_the_input,
         colour_on_a_terminal, long_line, deep_nesting, cut_gzip, memory_is_bounded)


def tests():
    return [(test.__name__, test) for test in TESTS]
