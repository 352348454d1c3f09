"""The program that is measured, and which options it has."""
import pathlib
import re
import subprocess
import tempfile
import zlib

DAMAGED = '{"text":"Itâ€™s well."}\n'.encode()
REPAIRED = '{"text":"It’s well."}\n'.encode()
ENDINGS = {"zstd": ".zst", "gzip": ".gz"}


class Skipped(Exception):
    """A row that cannot be measured here: the message says why."""


class Program:
    """What `--help` names and a small file shows. Commands made here use one thread unless they
    say otherwise."""

    def __init__(self, binary):
        self.binary = pathlib.Path(binary).resolve()
        self._threads = {subcommand: self._option("-j", subcommand) for subcommand in
                         (None, "detect")}
        self._compress = self._option("--compress")

    def _option(self, name, subcommand=None):
        """The name, if the help of the subcommand has it."""
        shown = self._output([*([subcommand] if subcommand else []), "--help"]).decode()
        return name if re.search(rf"(?<![\w-]){name}(?![\w-])", shown) else None

    def _output(self, arguments):
        return subprocess.run([self.binary, *arguments], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              check=False).stdout

    def command(self, *arguments, subcommand=None, threads=1):
        """The command line; Skipped when it needs threads and there are none."""
        option = self._threads[subcommand]
        if threads > 1 and not option:
            raise Skipped("the program has no -j")
        several = [option, str(threads)] if option else []
        return [self.binary, *([subcommand] if subcommand else []), *several, *arguments]

    def compressing(self, method, file):
        """The command that reads and writes JSONL compressed by zstd or gzip: with the option, or
        as the program does by itself. Skipped when a small file shows that it does not."""
        asked = [[self._compress, name] for name in (method, ENDINGS[method][1:])
                 if self._compress]
        with tempfile.TemporaryDirectory() as folder:
            sample = pathlib.Path(folder, "sample.jsonl" + ENDINGS[method])
            sample.write_bytes(compressed(method, DAMAGED))
            for options in [*asked, []]:
                output = self._output(["-f", "jsonl", *options, sample])
                if decompressed(method, output) == REPAIRED:
                    return self.command("-f", "jsonl", *options, file)
        raise Skipped(f"the program does not read and write {method}")


def compressed(method, content):
    if method == "gzip":
        packer = zlib.compressobj(wbits=31)
        return packer.compress(content) + packer.flush()
    return zstd("-c", content)


def decompressed(method, content):
    """None when it is not compressed so."""
    if method == "zstd":
        return zstd("-dc", content)
    try:
        return zlib.decompress(content, wbits=31)
    except zlib.error:
        return None


def zstd(options, content):
    try:
        run = subprocess.run(["zstd", "-q", options], input=content, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, check=False)
    except FileNotFoundError:
        raise Skipped("zstd is not installed") from None
    return None if run.returncode else run.stdout
