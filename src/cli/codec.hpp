// Compression of streams: gzip (RFC 1952) by zlib, Zstandard (RFC 8878) by libzstd.
//
// Both are read and written in blocks; memory does not depend on the length of the stream. Damage
// is a value (Decoder::fault), not an exception; only lack of memory throws. Each object is for
// one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace unspin::cli {

enum class Compression { kNone, kGzip, kZstd };

// Reads, writes and buffers of streams have this size.
constexpr std::size_t kStreamBlock = std::size_t{1} << 17;

// As many bytes at the start of a stream tell how it is compressed.
constexpr std::size_t kMagicSize = 4;

// What the first bytes of a stream say. None: more are needed, or, where `ended`, never.
std::optional<Compression> recognise(std::string_view head, bool ended);

// `path` without the suffix of a compressed file: "a.jsonl.gz" is "a.jsonl".
std::string_view without_codec_suffix(std::string_view path);

// The compressed bytes of a stream, read in blocks.
class CompressedBytes {
 public:
  // Takes up to `to.size()` bytes into `to`; returns how many, 0 at the end.
  using Source = std::function<std::size_t(std::span<char> to)>;

  // `head` was taken from the source before.
  CompressedBytes(Source source, std::string head)
      : source_(std::move(source)), block_(std::move(head)), end_(block_.size()) {}

  // What is at hand and has not been consumed. The view holds until peek() reads.
  std::string_view at_hand() const {
    return std::string_view(block_).substr(begin_, end_ - begin_);
  }

  // The same, but reads when there is nothing. Empty at the end.
  std::string_view peek();

  void consume(std::size_t count) { begin_ += count; }

  // Bytes consumed so far.
  std::uint64_t position() const { return read_ + begin_; }

 private:
  Source source_;
  std::string block_;
  std::size_t begin_ = 0, end_;
  std::uint64_t read_ = 0;  // in blocks before this one
};

// Decompresses a stream of members or frames, one behind the other.
class Decoder {
 public:
  virtual ~Decoder() = default;

  // Takes what comes next, up to `to.size()` bytes, not 0, into `to`; returns how many, 0 at the
  // end and behind a fault. What was given before a fault is what stands before it.
  virtual std::size_t read(std::span<char> to) = 0;

  // What is wrong with the stream, in words that follow its name; empty when nothing is.
  const std::string& fault() const { return fault_; }

 protected:
  void fail(std::string fault) { fault_ = std::move(fault); }

 private:
  std::string fault_;
};

// Compresses what is written to it, at the usual level of its format, and adds a checksum.
class Encoder {
 public:
  using Target = std::function<void(std::string_view bytes)>;

  virtual ~Encoder() = default;
  virtual void write(std::string_view bytes) = 0;

  // Ends the member (the frame): an empty one if nothing was written. The next write begins
  // another. What has not been ended is cut short.
  virtual void end_member() = 0;
};

// Null for kNone. `head` was taken from the source before.
std::unique_ptr<Decoder> make_decoder(Compression compression, CompressedBytes::Source source,
                                      std::string head);
std::unique_ptr<Encoder> make_encoder(Compression compression, Encoder::Target target);

// The kinds, for make_decoder and make_encoder.
std::unique_ptr<Decoder> make_gzip_decoder(CompressedBytes bytes);
std::unique_ptr<Decoder> make_zstd_decoder(CompressedBytes bytes);
std::unique_ptr<Encoder> make_gzip_encoder(Encoder::Target target);
std::unique_ptr<Encoder> make_zstd_encoder(Encoder::Target target);

}  // namespace unspin::cli
