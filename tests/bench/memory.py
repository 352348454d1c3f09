"""How much memory of its own a program holds at a time.

The system counts three kinds of resident pages: anonymous ones (heap, stacks, written data), shared
memory, and pages of mapped files (the program itself with its dictionary, libraries, a mapped
input), which it may drop and read again whenever memory is short. Only the first two are what a run
costs, so the peak of RssAnon + RssShmem of /proc/PID/status is taken, looked at every few
milliseconds while the program runs. A peak of less than that time may be missed; `total`, the
largest resident size with all files, is kept by the system itself and misses nothing.
"""
import pathlib
import subprocess
import threading
import time
import typing

import timing

INTERVAL = 0.004  # seconds
MIB = 1024 * 1024
CHUNK = 4 * MIB


class Peak(typing.NamedTuple):
    """MiB."""
    own: float
    total: float


def resident(pid):
    """Own and total memory of a process now, in KiB; None when it has ended."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return None
    values = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    if "RssAnon" not in values:  # a zombie has no memory any more
        return None
    own, shared, total = (int(values[name].split()[0]) for name in ("RssAnon", "RssShmem", "VmHWM"))
    return own + shared, total


class Watch(threading.Thread):
    """Looks at a process until it ends; stops it when it takes more than `most` MiB."""

    def __init__(self, process, most):
        super().__init__(daemon=True)
        self._process, self._most = process, most
        self.own = self.total = 0
        self.too_much = False

    def run(self):
        while (now := resident(self._process.pid)) is not None:
            self.own, self.total = max(self.own, now[0]), max(self.total, now[1])
            if self.own / 1024 > self._most:
                self.too_much = True
                timing.stop(self._process)
                return
            time.sleep(INTERVAL)


def peak(command, chunks=None, patience=3600, most=4096):
    """The peak of a command; `chunks`, bytes one after another, are its input if given."""
    process = timing.start(command, stdin=subprocess.PIPE if chunks else subprocess.DEVNULL)
    watch = Watch(process, most)
    watch.start()
    feeder = threading.Thread(target=feed, args=(process.stdin, chunks), daemon=True)
    if chunks:
        feeder.start()
    try:
        timing.finish(process, patience)
    except timing.Failed as failure:
        if watch.too_much:
            raise timing.Failed(f"stopped at more than {most} MiB") from failure
        raise
    watch.join()
    return Peak(watch.own / 1024, watch.total / 1024)


def feed(pipe, chunks):
    try:
        with pipe:
            for chunk in chunks:
                pipe.write(chunk)
    except BrokenPipeError:
        pass  # the command has ended: its status says why


def one_line(text, size, before=b"", after=b"\n"):
    """`size` bytes of the text (bytes without a line end), again and again, as one line."""
    block = text * (CHUNK // len(text) + 1)
    yield before
    sent = 0
    while sent < size:
        piece = block[:min(len(block), size - sent)]
        yield piece
        sent += len(piece)
    yield after


def line_text(path, size=CHUNK):
    """Clean ASCII text without line ends, quotation marks or backslashes: also good as a JSON
    string."""
    with path.open("rb") as file:
        content = file.read(2 * size)
    kept = bytes(byte if byte < 128 else 0x20 for byte in content)
    for mark in (b"\r", b"\n", b"\t", b'"', b"\\"):
        kept = kept.replace(mark, b" ")
    kept = bytes(byte for byte in kept if byte >= 0x20)
    return b" ".join(kept.split())[:size] + b" "
