"""Properties of the record formats over random records, seen through Python's own readers."""
import base64
import gzip
import hashlib
import json
import os
import random
import subprocess
import zlib

from outcome import expect, expect_equal, fresh_folder, run

ARGS = ["--no-builtin", "--assume-spun", "--passes=spintax"]
PHRASES = ["one of {the} best", "part {of} the plan", "a plain text", "café €5 😀", "{x}\n\n{y}"]
LARGE = 17 << 20  # above the size of records that are held


def digest_of(block):
    return "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode()


def record_of(kind, block, lines=(), end=b"\r\n"):
    """A WARC record; the digest and the length stand among other lines."""
    head = [b"WARC/1.0", b"WARC-Type: " + kind, *lines, b"Content-Length: %d" % len(block)]
    return end.join([*head, b"", block]) + end + end


def random_record(generator):
    kind = generator.choice([b"conversion"] * 4 + [b"warcinfo", b"response"])
    block = generator.choice([" ", "\n", "\r\n\r\n"]).join(
        generator.choices(PHRASES, k=generator.randint(0, 4))).encode()
    block += generator.choice([b"", b"\n", b"\xff"])
    lines = [b"WARC-Target-URI: https://example.org/{x}", b"X-Folded: a\r\n  b{x}"]
    for name in generator.sample([b"WARC-Block-Digest", b"warc-payload-digest"],
                                 k=generator.randint(0, 2)):
        lines.append(name + generator.choice([b": ", b":", b":  "]) + digest_of(block).encode())
    generator.shuffle(lines)
    return record_of(kind, block, lines)


def parse_wet(data):
    """(header, block) of each record, by a reader that shares nothing with the program's."""
    records = []
    while data:
        header, rest = data.split(b"\r\n\r\n", 1)
        fields = [line.split(b":", 1) for line in header.split(b"\r\n")[1:] if line[:1] != b" "]
        values = {name.lower(): value.strip() for name, value in fields}
        size = int(values[b"content-length"])
        block = rest[:size]
        expect_equal("behind the block", b"\r\n\r\n", rest[size:size + 4])
        for name in (b"warc-block-digest", b"warc-payload-digest"):
            if name in values:
                expect_equal("digest", digest_of(block), values[name].decode())
            values.pop(name, None)
        values.pop(b"content-length")
        records.append((values, header.count(b"\r\n"), block))
        data = rest[size + 4:]
    return records


def random_tsv(generator):
    def line():
        columns = [phrase.replace("\n", " ") for phrase in
                   generator.choices(PHRASES, k=generator.randint(1, 4))]
        return "\t".join(columns)
    ends = [line() + generator.choice(["\n", "\r\n"]) for _ in range(20)]
    return ("".join(ends) + generator.choice(["", line()])).encode()


def random_jsonl(generator):
    def line():
        members = {key: generator.choice([None, *PHRASES])
                   for key in generator.sample(["text", "title", "other"], k=2)}
        return json.dumps(members, ensure_ascii=generator.random() < 0.5)
    return "".join(line() + "\n" for _ in range(20)).encode()


def wet_is_right_for_other_readers(binary):
    """Lengths and digests are right; texts are those that the text format makes of them."""
    generator = random.Random(5)
    for _ in range(10):
        data = b"".join(random_record(generator) for _ in range(8))
        done = run([binary, *ARGS, "-q"], input=data)
        expect_equal("run", (0, b""), (done.returncode, done.stderr))
        before, after = parse_wet(data), parse_wet(done.stdout)
        expect_equal("headers", [record[:2] for record in before], [record[:2] for record in after])
        for (values, _, block), (_, _, new_block) in zip(before, after):
            expected = block
            if values[b"warc-type"] == b"conversion":
                expected = run([binary, *ARGS, "-q", "-f", "text"], input=block).stdout
            expect_equal("block", expected, new_block)


def revert_gives_the_input(binary):
    generator = random.Random(6)
    keys = ["--text-key", "text", "--text-key", "/title"]
    with fresh_folder() as folder:
        for _ in range(10):
            inputs = {"a.wet": b"".join(random_record(generator) for _ in range(6)),
                      "b.tsv": random_tsv(generator), "c.jsonl": random_jsonl(generator),
                      "d.wet": random_record(generator)}
            for name, data in inputs.items():
                (folder / name).write_bytes(data)
            done = run([binary, *ARGS, "-q", *keys, "--column", "2", "--edits", "log", "-o", "out",
                        *inputs], cwd=folder)
            expect_equal("repair", (0, b""), (done.returncode, done.stderr))
            expect((folder / "out").read_bytes() != b"".join(inputs.values()), "nothing changed")
            back = run([binary, "revert", "--edits", "log", "out"], cwd=folder)
            expect_equal("stderr", b"", back.stderr)
            expect_equal("input", b"".join(inputs.values()), back.stdout)


def tsv_changes_one_column_only(binary):
    generator = random.Random(7)
    for _ in range(10):
        data = random_tsv(generator)
        out = run([binary, *ARGS, "-q", "--column", "2"], input=data).stdout
        before, after = data.split(b"\n"), out.split(b"\n")
        expect_equal("lines", len(before), len(after))
        for line, new_line in zip(before, after):
            columns, new_columns = line.split(b"\t"), new_line.split(b"\t")
            expect_equal("columns", len(columns), len(new_columns))
            columns[1:2], new_columns[1:2] = [], []
            expect_equal("other columns", columns, new_columns)


def large_records_pass(binary):
    """In blocks, untouched, counted; with the log they come back, and diffs go on behind them."""
    small = record_of(b"conversion", b"one of {the} best\n")
    large = record_of(b"conversion", b"one of {the} best\n" * (LARGE // 18))
    with fresh_folder() as folder:
        (folder / "a.wet").write_bytes(small + large + small)
        done = run([binary, *ARGS, "--edits", "log", "-o", "out", "a.wet"], cwd=folder)
        expect_equal("stderr", b"unspin: 1 oversized text passed through unchanged; "
                     b"first: a.wet: record 2\n", done.stderr)
        expected = record_of(b"conversion", b"one of the best\n")
        expect((folder / "out").read_bytes() == expected + large + expected, "wrong output")
        back = run([binary, "revert", "--edits", "log", "out"], cwd=folder)
        expect(back.stdout == small + large + small, "wrong input")
        diff = run([binary, *ARGS, "-q", "--diff", "a.wet"], cwd=folder).stdout
        headings = [line for line in diff.split(b"\n") if line.startswith(b"@@")]
        lines = (small + large).count(b"\n")
        expect_equal("headings", [b"@@ -1,8 +1,8 @@ record 1",
                                  b"@@ -%d,8 +%d,8 @@ record 3" % (lines, lines)], headings)
        kept = run([binary, "detect", "-q", "--keep", "spun", "--assume-spun", "a.wet"], cwd=folder)
        expect(kept.stdout == small + large + small, "detect --keep has lost the large record")


def reports_tell_places_in_the_file(binary):
    """SARIF has the bytes of the file; JSON those of the payload, and the URI as the record's id."""
    text = "The house of {the} leaves. café\n".encode()
    data = record_of(b"warcinfo", b"x") + b"".join(
        record_of(b"conversion", text, [b"WARC-Target-URI: https://example.org/%d" % number])
        for number in range(3))
    args = [binary, "detect", "--assume-spun", "--no-builtin"]
    report = json.loads(run([*args, "--format", "sarif"], input=data).stdout)
    regions = [result["locations"][0]["physicalLocation"]["region"]
               for result in report["runs"][0]["results"]]
    expect_equal("results", 3, len(regions))
    expect_equal("places", 3, len({region["byteOffset"] for region in regions}))
    for region in regions:
        begin, size = region["byteOffset"], region["byteLength"]
        expect_equal("bytes", text, data[begin:begin + size])
        expect_equal("snippet", text.decode(), region["snippet"]["text"])
    rows = [json.loads(row) for row in run(args, input=data).stdout.splitlines()]
    expect_equal("ids", [f"https://example.org/{number}" for number in range(3)],
                 [row["id"] for row in rows])
    expect_equal("records", [1, 2, 3], [row["record"] for row in rows])


def members_of(data):
    """What each member of a gzip file holds."""
    members = []
    while data:
        decoder = zlib.decompressobj(wbits=31)
        members.append(decoder.decompress(data))
        data = decoder.unused_data
    return members


def compressed_wet_has_a_member_for_each_record(binary):
    generator = random.Random(8)
    records = [random_record(generator) for _ in range(8)]
    packed = b"".join(gzip.compress(record) for record in records)
    with fresh_folder() as folder:
        (folder / "a.wet.gz").write_bytes(packed)
        done = run([binary, *ARGS, "-q", "--edits", "log", "-o", "out.wet.gz", "a.wet.gz"],
                   cwd=folder)
        expect_equal("run", (0, b""), (done.returncode, done.stderr))
        members = members_of((folder / "out.wet.gz").read_bytes())
        expect_equal("members", len(records), len(members))
        plain = run([binary, *ARGS, "-q"], input=b"".join(records)).stdout
        expect_equal("records", plain, b"".join(members))
        for member in members:
            expect_equal("records of a member", 1, len(parse_wet(member)))
        back = run([binary, "revert", "--edits", "log", "out.wet.gz"], cwd=folder)
        expect_equal("input", records, members_of(back.stdout))
        kept = run([binary, "detect", "-q", "--keep", "clean", "--min-score", "1", "--on-error",
                    "drop", "a.wet.gz"], cwd=folder)
        expect_equal("kept", records, members_of(kept.stdout))


def a_slow_pipe_is_told_apart_all_the_same(binary):
    """The format does not depend on how many bytes the first read gives."""
    wet = record_of(b"conversion", b"{x}")
    inputs = {wet: record_of(b"conversion", b"x"), b'{"n":"{a}","text":"{x}"}\n':
              b'{"n":"{a}","text":"x"}\n', b"WARC {x} is {big}\n": b"WARC x is big\n",
              b"{One} of {the} best\n": b"One of the best\n"}
    for data, expected in inputs.items():
        reader, writer = os.pipe()
        with subprocess.Popen([binary, *ARGS], stdin=reader, stdout=subprocess.PIPE) as program:
            os.close(reader)
            for byte in data:
                os.write(writer, bytes([byte]))
            os.close(writer)
            expect_equal("stdout", expected, program.stdout.read())


def tests():
    return [(test.__name__, test) for test in (
        wet_is_right_for_other_readers, revert_gives_the_input, tsv_changes_one_column_only,
        reports_tell_places_in_the_file, large_records_pass,
        compressed_wet_has_a_member_for_each_record, a_slow_pipe_is_told_apart_all_the_same)]
