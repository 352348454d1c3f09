// Records of WET files: framing, headers, digests (src/cli/wet_reader, wet_header, sha1).
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/record_repair.hpp"
#include "cli/record_texts.hpp"
#include "cli/sha1.hpp"
#include "cli/wet_header.hpp"
#include "cli/wet_reader.hpp"

using namespace unspin;
using namespace unspin::cli;

namespace {

constexpr std::size_t kNoLimit = std::size_t{1} << 40;

// A record of type `type` with more header lines in front of its length.
std::string record_of(const std::string& type, const std::string& block,
                      const std::string& lines = "") {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\n" + lines +
         "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

// Gives out a string in pieces that end at `cut`, and then every `step` bytes.
ByteSource source_of(const std::string& bytes, std::size_t cut, std::size_t step) {
  return [&bytes, cut, step, at = std::size_t{0}](std::span<char> to) mutable {
    const std::size_t end = at < cut ? cut : std::min(at + step, bytes.size());
    const std::size_t count = std::min(end - at, to.size());
    bytes.copy(to.data(), count, at);
    at += count;
    return count;
  };
}

struct Seen {
  std::vector<std::string> records;  // blocks of one are put together
  std::vector<std::size_t> large;    // indices of those that came in blocks
  std::string fault;
  std::size_t largest = 0;  // piece that was held

  bool operator==(const Seen&) const = default;
};

Seen read_all(const ByteSource& source, std::size_t limit = kNoLimit) {
  WetReader reader(source, limit);
  Seen seen;
  bool open = false;
  std::uint64_t offset = 0;
  for (Record record; reader.next(record);) {
    CHECK(record.begin + record.offset == offset);
    CHECK(record.is_first_part() == !open);
    offset += record.bytes.size();
    if (!open) seen.records.emplace_back();
    CHECK(record.index + 1 == seen.records.size());
    seen.records.back() += record.bytes;
    seen.largest = std::max(seen.largest, record.bytes.size());
    open = !record.is_last_part;
    if (record.oversized && !open) seen.large.push_back(record.index);
  }
  CHECK_FALSE(reader.next(*std::make_unique<Record>()));
  seen.fault = reader.fault();
  return seen;
}

Seen read_all(const std::string& bytes, std::size_t limit = kNoLimit) {
  return read_all(source_of(bytes, 0, bytes.size()), limit);
}

// The header of a record and what becomes of it when its block becomes `block`.
std::string with_block(const std::string& record, const std::string& block, std::size_t dropped) {
  const WetHeader header = read_wet_header(record);
  CHECK(header.problem.empty());
  const HeaderEdits edits = header_edits(header, record, block);
  CHECK(edits.dropped == dropped);
  CHECK(edits.edits.inverse().apply(edits.edits.apply(record)) == record);
  return edits.edits.apply(std::string_view(record).substr(0, header.size));
}

}  // namespace

TEST_CASE("records of a WARC file are the same however the bytes arrive") {
  const std::vector<std::string> records = {
      record_of("warcinfo", "software: x\r\n\r\n\r\n"), record_of("conversion", ""),
      record_of("conversion", "WARC/1.0\r\nContent-Length: 5\r\n\r\n"),
      "WARC/1.1\nwarc-type:conversion\nCONTENT-LENGTH:3\n\nabc\n\n"};
  std::string bytes;
  for (const std::string& record : records) bytes += record;
  const Seen expected{records, {}, "", records[2].size()};
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    CAPTURE(cut);
    REQUIRE(read_all(source_of(bytes, cut, bytes.size())) == expected);
  }
  for (const std::size_t step : {1, 2, 3, 7}) CHECK(read_all(source_of(bytes, 0, step)) == expected);
}

TEST_CASE("a WARC file that is cut anywhere gives the records before, and says where it is cut") {
  const std::string first = record_of("conversion", "one"), second = record_of("conversion", "two");
  const std::string bytes = first + second;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    const Seen seen = read_all(bytes.substr(0, size));
    const bool whole = size == 0 || size == first.size();
    CHECK(seen.records.size() == (size < first.size() ? 0 : 1));
    CHECK(seen.fault.empty() == whole);
    const std::string place = size < first.size()
                                  ? "record 1 at byte 0: cut off"
                                  : "record 2 at byte " + std::to_string(first.size()) + ": cut off";
    if (!whole) CHECK(seen.fault.starts_with(place));
  }
}

TEST_CASE("a record above the limit comes in blocks, the others as a whole") {
  const std::string large = record_of("conversion", std::string(300000, 'x'));
  const std::string small = record_of("conversion", "small");
  const std::string bytes = small + large + small;
  for (const std::size_t step : {std::size_t{1000}, bytes.size()}) {
    const Seen seen = read_all(source_of(bytes, 0, step), 200000);
    CHECK(seen.records == std::vector<std::string>{small, large, small});
    CHECK(seen.large == std::vector<std::size_t>{1});
    CHECK(seen.largest < 200000);
  }
  CHECK(read_all(bytes, large.size()).large.empty());
  CHECK(read_all(bytes, large.size() - 1).large.size() == 1);
  CHECK(read_all(bytes.substr(0, 250000), 200000).fault.ends_with("cut off in its block"));
}

TEST_CASE("what is no WARC record is refused by its place") {
  const std::string good = record_of("conversion", "one");
  const auto fault_of = [&](const std::string& bytes) {
    const Seen seen = read_all(good + bytes, std::numeric_limits<std::size_t>::max());
    CHECK(seen.records.size() == 1);
    const std::string place = "record 2 at byte " + std::to_string(good.size()) + ": ";
    CHECK(seen.fault.starts_with(place));
    return seen.fault.substr(std::min(place.size(), seen.fault.size()));
  };
  CHECK(fault_of("\r\n\r\n\r\n") == "not a WARC/1.0 or WARC/1.1 record");
  CHECK(fault_of("WARC/0.9\r\nContent-Length: 0\r\n\r\n\r\n\r\n") ==
        "not a WARC/1.0 or WARC/1.1 record");
  CHECK(fault_of("WARC/1.0\r\nA: b\r\n\r\n\r\n\r\n") == "no Content-Length");
  CHECK(fault_of("WARC/1.0\r\n\r\n\r\n\r\n") == "no Content-Length");
  CHECK(fault_of("WARC/1.0\r\nno colon\r\n\r\n") == "malformed header");
  CHECK(fault_of("WARC/1.0\r\n: x\r\n\r\n") == "malformed header");
  CHECK(fault_of("WARC/1.0\r\nA b: x\r\n\r\n") == "malformed header");
  for (const char* length : {"", "-1", "+1", "0x1", "1 1", "18446744073709551616"}) {
    CAPTURE(length);
    CHECK(fault_of("WARC/1.0\r\nContent-Length: " + std::string(length) + "\r\n\r\n") ==
          "malformed Content-Length");
  }
  CHECK(fault_of("WARC/1.0\r\nContent-Length: 1\r\ncontent-length: 1\r\n\r\nx\r\n\r\n") ==
        "malformed Content-Length");
  CHECK(fault_of("WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\nx") ==
        "malformed Content-Length");
  CHECK(fault_of("WARC/1.0\r\nContent-Length: 9223372036854775807\r\n\r\nx") ==
        "cut off in its block");
  CHECK(fault_of("WARC/1.0\r\nContent-Length: 1\r\n\r\nxyz\r\n\r\n") ==
        "does not end where its Content-Length says");
  CHECK(fault_of(std::string(70000, 'x')) == "no WARC record, or one with an endless header");
}

TEST_CASE("SHA-1 has the value and the spellings that others compute") {
  // Expected values: hashlib.sha1 and base64.b32encode of Python.
  const auto base32 = read_sha1("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
  REQUIRE(base32.has_value());
  CHECK(base32->value == sha1_of(""));
  CHECK(base32->spell(sha1_of("abc")) == "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
  const auto hexadecimal = read_sha1("SHA-1:da39a3ee5e6b4b0d3255bfef95601890afd80709");
  REQUIRE(hexadecimal.has_value());
  CHECK(hexadecimal->value == sha1_of(""));
  CHECK(hexadecimal->spell(sha1_of("abc")) == "SHA-1:a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(sha1_of(std::string(1000000, 'a')) ==
        read_sha1("sha1:34AA973CD4C4DAA4F61EEB2BDBAD27316534016F")->value);
  for (const char* other : {"", "sha1", "sha1:", "md5:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
                            "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBY1", "sha256:00",
                            "sha1:ga39a3ee5e6b4b0d3255bfef95601890afd80709"}) {
    CAPTURE(other);
    CHECK_FALSE(read_sha1(other).has_value());
  }
}

TEST_CASE("of a header only the length and the digests of the block change") {
  const std::string empty = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";
  const std::string abc = "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5";
  const std::string odd =
      "WARC/1.0\r\nX:  y \r\n z\r\nwarc-block-DIGEST:" + empty + "  \r\ncontent-lengthy:x\r\n";
  CHECK(with_block(odd + "Content-Length:\t0\r\nB: " + empty + "\r\n\r\n\r\n\r\n", "abc", 0) ==
        "WARC/1.0\r\nX:  y \r\n z\r\nwarc-block-DIGEST:" + abc +
            "  \r\ncontent-lengthy:x\r\nContent-Length:\t3\r\nB: " + empty + "\r\n\r\n");
}

TEST_CASE("a payload digest changes if it is the block's, an unknown one is left out") {
  const std::string empty = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";
  const std::string abc = "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5";
  const auto header = [](const std::string& lines, const std::string& length) {
    return "WARC/1.0\r\n" + lines + "Content-Length: " + length + "\r\n\r\n";
  };
  CHECK(with_block(header("WARC-Payload-Digest: " + empty + "\r\n", "0"), "abc", 0) ==
        header("WARC-Payload-Digest: " + abc + "\r\n", "3"));
  CHECK(with_block(header("WARC-Payload-Digest: " + abc + "\r\n", "0"), "abc", 0) ==
        header("WARC-Payload-Digest: " + abc + "\r\n", "3"));
  // A block digest that was wrong is right afterwards.
  CHECK(with_block(header("WARC-Block-Digest: " + empty.substr(0, 36) + "A\r\n", "0"), "abc", 0) ==
        header("WARC-Block-Digest: " + abc + "\r\n", "3"));
  CHECK(with_block(header("A: b\r\nWARC-Block-Digest: sha256:\r\n 00\r\nC: d\r\n", "0"), "abc", 1) ==
        header("A: b\r\nC: d\r\n", "3"));
  CHECK(with_block(header("WARC-Payload-Digest: x\r\nWARC-Block-Digest: y\r\n", "0"), "abc", 2) ==
        header("", "3"));
}

TEST_CASE("the text of a WARC record is the block of a conversion to plain text") {
  const Layout layout{Format::kWet, {}, 0};
  const auto text_of = [&](const std::string& record) {
    const RecordTexts texts(layout, record);
    CHECK(texts.problem().empty());
    return texts.fields().empty() ? std::string("none") : std::string(texts.fields()[0].text);
  };
  CHECK(text_of(record_of("conversion", "a\r\n\r\nb")) == "a\r\n\r\nb");
  CHECK(text_of(record_of("Conversion", "a", "Content-Type: Text/Plain; charset=x\r\n")) == "a");
  CHECK(text_of(record_of("conversion", "a", "Content-Type: text/html\r\n")) == "none");
  CHECK(text_of(record_of("conversion", "a", "WARC-Segment-Number: 1\r\n")) == "none");
  CHECK(text_of(record_of("warcinfo", "a", "Content-Type: text/plain\r\n")) == "none");
  CHECK(text_of(record_of("response", "a")) == "none");

  const std::string named = record_of("conversion", "a", "WARC-Target-URI: http://a/\"\r\n");
  CHECK(RecordTexts(layout, named).id({}) == R"("http://a/\"")");
  const std::string numbered = record_of("conversion", "a", "WARC-Record-ID: <urn:x>\r\n");
  CHECK(RecordTexts(layout, numbered).id({}) == R"("<urn:x>")");
}
