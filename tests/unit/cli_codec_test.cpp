// Compressed streams (src/cli/codec).
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/codec.hpp"

using namespace unspin::cli;

namespace {

constexpr Compression kBoth[] = {Compression::kGzip, Compression::kZstd};

std::string compressed(Compression compression, std::string_view text) {
  std::string out;
  const auto encoder = make_encoder(compression, [&](std::string_view bytes) { out += bytes; });
  encoder->write(text);
  encoder->end_member();
  return out;
}

struct Outcome {
  std::string text, fault;
  bool operator==(const Outcome&) const = default;
};

// What comes out when the compressed bytes come `in` at a time and `out` bytes are asked for.
Outcome decompressed(Compression compression, const std::string& bytes, std::size_t in = 1 << 20,
                     std::size_t out = 1 << 12) {
  std::size_t at = 0;
  const auto decoder = make_decoder(
      compression,
      [&](std::span<char> to) {
        const std::size_t count = bytes.copy(to.data(), std::min(in, to.size()), at);
        at += count;
        return count;
      },
      "");
  std::string text, block(out, '\0');
  while (const std::size_t count = decoder->read(block)) text.append(block, 0, count);
  CHECK(decoder->read(block) == 0);  // an end stays one
  return {text, decoder->fault()};
}

std::string sample() {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "Ferry " + std::to_string(i * i) + " leaves the old pier. ";
  return text;
}

}  // namespace

TEST_CASE("a stream is recognised by its first bytes, and by no more of them than needed") {
  const auto seen = [](std::string_view head) { return recognise(head, false); };
  CHECK(seen("\x1f\x8b") == Compression::kGzip);
  CHECK(seen("\x28\xb5\x2f\xfd") == Compression::kZstd);
  CHECK(seen("\x5a\x2a\x4d\x18") == Compression::kZstd);
  CHECK(seen("ab") == Compression::kNone);
  CHECK(seen("(/") == Compression::kNone);
  CHECK(seen("P*M.") == Compression::kNone);
  CHECK(seen("\x4f\x2a\x4d\x18") == Compression::kNone);
  for (const std::string_view head : {"", "\x1f", "\x28", "\x28\xb5", "\x28\xb5\x2f", "P", "P*M"}) {
    CHECK(seen(head) == std::nullopt);
  }
}

TEST_CASE("a stream that ends within a magic number is text where text begins so, otherwise cut") {
  for (const std::string_view head : {"", "\x1f", "(", "P", "P*M"}) {
    CHECK(recognise(head, true) == Compression::kNone);
  }
  for (const std::string_view head : {"\x28\xb5", "\x28\xb5\x2f"}) {
    CHECK(recognise(head, true) == Compression::kZstd);
    CHECK(decompressed(Compression::kZstd, std::string(head)).fault == "zstd data ends early");
  }
}

TEST_CASE("suffixes of compressed files are looked through") {
  CHECK(without_codec_suffix("a.jsonl.gz") == "a.jsonl");
  CHECK(without_codec_suffix("a.jsonl.zst") == "a.jsonl");
  CHECK(without_codec_suffix("a.jsonl.zstd") == "a.jsonl");
  CHECK(without_codec_suffix("a.gzip") == "a.gzip");
}

TEST_CASE("what is compressed comes back, whatever the sizes of the reads on both sides") {
  const std::string text = sample();
  for (const Compression compression : kBoth) {
    const std::string bytes = compressed(compression, text);
    CHECK(bytes.size() < text.size() / 2);
    for (std::size_t size = 1; size < 40; ++size) {
      CHECK(decompressed(compression, bytes, size, 1000) == Outcome{text, ""});
      CHECK(decompressed(compression, bytes, 1000, size) == Outcome{text, ""});
      CHECK(decompressed(compression, bytes, size, size) == Outcome{text, ""});
    }
  }
}

TEST_CASE("texts longer than all buffers come back, also where they hardly need any bytes") {
  std::string noise(700000, '\0');
  std::uint32_t state = 1;
  for (char& c : noise) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  for (const Compression compression : kBoth) {
    CHECK(decompressed(compression, compressed(compression, noise)) == Outcome{noise, ""});
    const std::string zeros(3000000, '\0');
    CHECK(decompressed(compression, compressed(compression, zeros)) == Outcome{zeros, ""});
  }
}

TEST_CASE("members and frames behind one another are one stream, empty ones too") {
  for (const Compression compression : kBoth) {
    const std::string one = compressed(compression, "one\n"), none = compressed(compression, "");
    CHECK(decompressed(compression, none) == Outcome{"", ""});
    for (std::size_t size = 1; size < 40; ++size) {
      CHECK(decompressed(compression, one + none + one, size) == Outcome{"one\none\n", ""});
    }
  }
  const std::string skipped = std::string("\x50\x2a\x4d\x18\x03\0\0\0abc", 11);
  const std::string frame = compressed(Compression::kZstd, "text");
  CHECK(decompressed(Compression::kZstd, skipped + frame + skipped) == Outcome{"text", ""});
}

TEST_CASE("an encoder goes on with another member after the end of one") {
  for (const Compression compression : kBoth) {
    std::string out;
    const auto encoder = make_encoder(compression, [&](std::string_view bytes) { out += bytes; });
    encoder->write("one");
    encoder->end_member();
    encoder->write("two");
    encoder->end_member();
    CHECK(out == compressed(compression, "one") + compressed(compression, "two"));
  }
}

TEST_CASE("a stream cut anywhere is a fault, and what comes before it is how the text begins") {
  const std::string text = sample();
  for (const Compression compression : kBoth) {
    const std::string bytes = compressed(compression, text);
    const std::string ends = compression == Compression::kGzip ? "gzip" : "zstd";
    for (std::size_t size = 1; size < bytes.size(); ++size) {
      for (const std::size_t block : {std::size_t{1}, std::size_t{1000}}) {
        const Outcome outcome = decompressed(compression, bytes.substr(0, size), block, 16);
        CHECK(outcome.fault == ends + " data ends early");
        CHECK(text.starts_with(outcome.text));
      }
    }
    // A second member that is cut leaves the first one whole.
    const std::string twice = bytes + bytes;
    for (std::size_t size = bytes.size() + 1; size < twice.size(); ++size) {
      const Outcome outcome = decompressed(compression, twice.substr(0, size));
      CHECK(outcome.fault == ends + " data ends early");
      CHECK(outcome.text.starts_with(text));
    }
  }
}

TEST_CASE("a bit that is wrong is a fault, or stands where it means nothing") {
  const std::string text = sample().substr(0, 200);
  for (const Compression compression : kBoth) {
    const std::string bytes = compressed(compression, text);
    std::size_t faults = 0;
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
      std::string damaged = bytes;
      damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
      const Outcome outcome = decompressed(compression, damaged);
      CHECK((!outcome.fault.empty() || outcome.text == text));
      faults += outcome.fault.empty() ? 0 : 1;
    }
    // gzip's header has 6 bytes (time, level, system) that do not matter.
    CHECK(faults >= 8 * (bytes.size() - 7));
  }
}

TEST_CASE("zeros behind the last gzip member are padding, anything else is a fault") {
  const std::string one = compressed(Compression::kGzip, "one\n");
  const std::string padded = one + std::string(300000, '\0');
  CHECK(decompressed(Compression::kGzip, padded) == Outcome{"one\n", ""});
  const auto expected = [](std::size_t at) {
    return Outcome{"one\n", "gzip data is followed by something else at byte " +
                                std::to_string(at) + " of the compressed data"};
  };
  CHECK(decompressed(Compression::kGzip, one + "x") == expected(one.size()));
  CHECK(decompressed(Compression::kGzip, padded + "x") == expected(padded.size()));
  // A member behind padding is none: what would find it?
  CHECK(decompressed(Compression::kGzip, padded + one) == expected(padded.size()));
}

TEST_CASE("damage is named with its place") {
  std::string bytes = compressed(Compression::kGzip, "one\n");
  bytes[bytes.size() - 8] ^= 1;  // in the checksum
  CHECK(decompressed(Compression::kGzip, bytes).fault.ends_with(
      "of the compressed data (incorrect data check)"));
  const std::string frame = compressed(Compression::kZstd, "one\n");
  CHECK(decompressed(Compression::kZstd, frame + "rubbish").fault.starts_with(
      "zstd data is damaged at byte " + std::to_string(frame.size()) + " of"));
}

TEST_CASE("a zstd frame that asks for a window of more than 32 MiB is refused, with advice") {
  // A header as RFC 8878 has it: no content size, a window descriptor with the exponent 16, which
  // is 64 MiB; then an empty last block.
  const std::string frame("\x28\xb5\x2f\xfd\x00\x80\x01\x00\x00", 9);
  const Outcome outcome = decompressed(Compression::kZstd, frame);
  CHECK(outcome.text == "");
  CHECK(outcome.fault.find("more than 32 MiB; use: zstd -d --long=31 | unspin") !=
        std::string::npos);
  std::string smaller = frame;
  smaller[5] = '\x78';  // 32 MiB
  CHECK(decompressed(Compression::kZstd, smaller) == Outcome{"", ""});
}
