"""Runs commands and says what they took.

A command is a list of arguments, or a string for the shell (pipelines). Every command runs in the
C locale, with its output thrown away, on files that have been read before (a warm page cache).
"""
import contextlib
import os
import signal
import subprocess
import threading
import time
import typing

ENVIRONMENT = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}
WC = ["wc", "-w"]
LONG = 120  # seconds: no more turns of the same commands after that


class Cost(typing.NamedTuple):
    """Seconds: of the processors, by user and system, all processes together; and by the clock."""
    cpu: float
    wall: float


class Failed(Exception):
    """A command that did not do its work: what the table says of it."""


def start(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
    """Starts it in a process group of its own, so that stop() ends pipelines, too."""
    shell = isinstance(command, str)
    arguments = command if shell else [str(one) for one in command]
    return subprocess.Popen(arguments, shell=shell, stdin=stdin, stdout=stdout,
                            stderr=subprocess.DEVNULL, env=ENVIRONMENT, start_new_session=True)


def stop(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def finish(process, patience, statuses=(0,)):
    """Waits for the end; what the processes used. Raises Failed."""
    late = threading.Event()

    def give_up():
        late.set()
        stop(process)
    timer = threading.Timer(patience, give_up)
    timer.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        stop(process)
        raise
    finally:
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if late.is_set():
        raise Failed(f"not done in {patience:.0f} s")
    if process.returncode not in statuses:
        raise Failed(f"status {process.returncode}")
    return usage


def run_once(command, patience=3600, statuses=(0,)):
    begin = time.perf_counter()
    usage = finish(start(command), patience, statuses)
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begin)


def warm(path):
    with path.open("rb") as file:
        while file.read(1 << 22):
            pass


def best(costs):
    """The least of each, which is what the machine can do when it is not disturbed."""
    return Cost(min(one.cpu for one in costs), min(one.wall for one in costs))


def in_turns(commands, times, patience=3600, statuses=(0,)):
    """The best cost of each of the commands, which run in turns: what disturbs one of them
    disturbs the others as well. Long runs average that out by themselves and are repeated less."""
    costs = [[] for _ in commands]
    begin = time.perf_counter()
    for _ in range(times):
        for command, mine in zip(commands, costs):
            mine.append(run_once(command, patience, statuses))
        if time.perf_counter() - begin > LONG:
            break
    return [best(mine) for mine in costs]


class Speed(typing.NamedTuple):
    """A command beside `wc -w`: ratios above 1 are faster than wc."""
    megabytes_per_second: float
    by_cpu: float
    by_wall: float


def beside_wc(command, file, times, patience=3600):
    """The speed of a command over the text of `file`, whose size and word count are taken even
    where the command reads it in another form."""
    warm(file)
    wc, own = in_turns([[*WC, file], command], times, patience)
    return Speed(file.stat().st_size / 1e6 / max(own.cpu, 1e-9), wc.cpu / max(own.cpu, 1e-9),
                 wc.wall / own.wall)
