#!/usr/bin/env python3
"""Measures how fast unspin is, beside `wc -w` and other programs.

usage: run.py UNSPIN_BINARY [--quick] [--only ROW,...] [--json FILE] [--readme]
       run.py UNSPIN_BINARY --install-peers
       run.py UNSPIN_BINARY --instructions [--check | --keep]
       run.py UNSPIN_BINARY --smoke

A ratio is the time of `LC_ALL=C wc -w` on the same (uncompressed) text to the time of the command;
2 is twice as fast as wc. Both run in turns on a warm page cache, with their output thrown away; the
best of several runs counts, by processor time (user and system, all processes of the command), and
in a column of its own by the clock. One thread, unless the row says otherwise.

The texts are made once, from the measuring data in ../shared (or $UNSPIN_SHARED), into `bench`
beside the binary; without the data nothing is measured, and a message says so. --smoke needs
neither: it runs every row on small generated texts and checks the output. Options that the program
does not have, and programs that are not installed, are skipped with a message.

Status 0, whatever the figures are; 1 when a row FAILED, a smoke check fails, or with --check a
count of instructions has grown by more than 15 percent.
"""
import argparse
import json
import os
import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "quality"))  # places of the measuring data, parts of dictionaries

# Some of these are found by the path that has just been set.
import cost
import data
import instructions
import measures
import peers
import rows
import smoke
import table
import timing
from program import Program, Skipped

README = HERE.parents[1] / "README.md"
MARKED = re.compile(r"(<!-- speed: begin[^\n]*-->\n).*?(<!-- speed: end -->)", re.S)
EXTRA = ("peers", "cost", "instructions")


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="a tenth of the texts")
    parser.add_argument("--only", default="", help="of " + ", ".join([*rows.ROWS, *EXTRA]))
    parser.add_argument("--times", type=int, default=0, help="runs of each (3; --quick: 2)")
    parser.add_argument("--patience", type=float, default=1800, help="seconds for one run")
    parser.add_argument("--json", type=pathlib.Path, help="write all figures there")
    parser.add_argument("--readme", action="store_true", help="put the tables into README.md")
    parser.add_argument("--install-peers", action="store_true",
                        help="get the other programs, from PyPI, crates.io and the distribution")
    parser.add_argument("--instructions", action="store_true", help="count instructions only")
    parser.add_argument("--check", action="store_true", help="fail when they have grown")
    parser.add_argument("--keep", action="store_true", help="keep them in instructions.tsv")
    parser.add_argument("--smoke", action="store_true", help="check that everything works")
    cost.add_options(parser)
    arguments = parser.parse_args()
    arguments.only = arguments.only.split(",") if arguments.only else [*rows.ROWS, *EXTRA]
    unknown = set(arguments.only) - {*rows.ROWS, *EXTRA}
    if unknown:
        parser.error(f"there is no row {', '.join(sorted(unknown))}")
    return arguments


def machine(binary):
    """What the figures depend on."""
    cpu = re.search(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    try:
        compiler = instructions.compiler(binary)
    except Skipped:
        compiler = "compiler unknown"
    return f"{cpu[1] if cpu else os.uname().machine}, {os.cpu_count()} cores; {compiler}"


def speed_table(figures):
    return table.markdown(rows.COLUMNS, [rows.as_row(figure) for figure in figures])


def measure_rows(bench, keys):
    found = []
    for key in rows.ROWS:
        if key in keys:
            for figure in rows.measure(bench, key):
                found.append(figure)
                print(f"{figure.name}: {table.shown(rows.rounded(figure.figure))} {figure.unit} "
                      f"{figure.note}", file=sys.stderr, flush=True)
    return found


def count_instructions(program, keep=False):
    """Rows for the table, and a message when there are none."""
    try:
        name = instructions.compiler(program.binary)
        counts, samples = instructions.count_all(program)
    except Skipped as reason:
        return [], f"instructions: skipped, {reason}"
    except timing.Failed as reason:
        sys.exit(f"run.py: {reason}")
    if keep:
        instructions.keep(counts, name, samples)
    found = instructions.compare(counts, name, samples)
    missing = any(row["kept"] is None for row in found)
    return found, f"nothing is kept for {name}" if missing else ""


def show_instructions(found, message):
    if found:
        print("\n" + table.markdown(instructions.COLUMNS, found))
    if message:
        print(message)
    return found


def instructions_only(program, arguments):
    found = show_instructions(*count_instructions(program, arguments.keep))
    return 1 if arguments.check and any(row["verdict"] == "SLOWER" for row in found) else 0


def smoke_run(program, arguments):
    with tempfile.TemporaryDirectory() as folder:
        figures, checks = smoke.run(program, pathlib.Path(folder))
    print("Every row was run on a small text; that says nothing about speed:\n")
    print(speed_table(figures))
    print("\n" + table.markdown(cost.COLUMNS, cost.rows(figures, arguments)))
    print(checks.line())
    return 1 if checks.failed else 0


def write_readme(tables):
    text = README.read_text(encoding="utf-8")
    if not MARKED.search(text):
        sys.exit("run.py: README.md has no place for the tables (<!-- speed: begin -->)")
    README.write_text(MARKED.sub(lambda match: match[1] + tables + "\n" + match[2], text),
                      encoding="utf-8")


def full_run(program, shared, arguments):
    share, times = (data.QUICK_SHARE, 2) if arguments.quick else (1, 3)
    folder = program.binary.parent / "bench"
    texts = data.make(program.binary, shared, folder / ("quick" if arguments.quick else "full"),
                      share)
    bench = rows.Bench(program, texts, folder, arguments.times or times, arguments.patience,
                       int(share * rows.GIBIBYTE))
    if os.getloadavg()[0] > 0.5:
        print("run.py: other programs are running: the figures will be worse than they could be",
              file=sys.stderr)
    figures = measure_rows(bench, arguments.only)
    result = {"machine": machine(program.binary), "figures": [one._asdict() for one in figures]}
    tables = [result["machine"] + (", a tenth of the texts" if arguments.quick else "")]
    if figures:
        tables.append(speed_table(figures))
    if "peers" in arguments.only:
        result["peers"] = peers.measure(bench)
        tables.append(table.markdown(peers.COLUMNS, result["peers"]))
    result["cost"] = cost.rows(figures, arguments) if "cost" in arguments.only else []
    if result["cost"]:
        tables.append(table.markdown(cost.COLUMNS, result["cost"]))
    tables = "\n\n".join(tables)
    print(tables)
    if "instructions" in arguments.only:
        result["instructions"] = show_instructions(*count_instructions(program))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n")
    if arguments.readme:
        write_readme(tables)
    return 1 if any(one.failed for one in figures) else 0


def main():
    arguments = read_arguments()
    program = Program(arguments.binary)
    if arguments.smoke:
        return smoke_run(program, arguments)
    if arguments.instructions or arguments.keep or arguments.check:
        return instructions_only(program, arguments)
    if arguments.install_peers:
        folder = program.binary.parent / "bench"
        folder.mkdir(exist_ok=True)
        peers.install(folder)
        return 0
    shared = measures.shared_folder()
    if shared is None:
        print("bench: skipped, there is no ../shared to measure on")
        return 0
    return full_run(program, shared, arguments)


sys.exit(main())
