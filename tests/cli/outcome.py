"""What the parts of the runner share: outcomes, and running the program."""
import contextlib
import os
import pathlib
import subprocess
import tempfile

TIMEOUT = 60  # seconds; a hang is a failure


class Failure(Exception):
    """The program did not do what the test says. One line."""


class Skip(Exception):
    """The test cannot be run here."""


def expect(condition, message):
    if not condition:
        raise Failure(message)


def expect_equal(what, expected, got):
    expect(expected == got, f"{what}: expected {expected!r}, got {got!r}")


@contextlib.contextmanager
def fresh_folder():
    with tempfile.TemporaryDirectory(prefix="unspin-test-") as name:
        yield pathlib.Path(name)


def run(command, **options):
    """subprocess.run with bytes, captured, and a limit; other options as there."""
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    if "stdin" not in options:
        options.setdefault("input", b"")
    try:
        return subprocess.run(command, timeout=TIMEOUT, check=False, **options)
    except subprocess.TimeoutExpired:
        raise Failure(f"did not end in {TIMEOUT} s") from None


def shared_folder():
    """The folder of shared data, or Skip."""
    default = pathlib.Path(__file__).resolve().parents[3] / "shared"
    folder = pathlib.Path(os.environ.get("UNSPIN_SHARED", default))
    if not folder.is_dir():
        raise Skip(f"no shared data at {folder}")
    return folder
