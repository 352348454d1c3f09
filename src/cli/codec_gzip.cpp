// gzip, by zlib. Covered by tests/unit/cli_codec_test.cpp.
#include <zlib.h>

#include <algorithm>
#include <new>

#include "cli/codec.hpp"

namespace unspin::cli {

namespace {

constexpr int kWindowBits = 15 + 16;  // the largest window; 16: gzip's header and checksum
constexpr int kLevel = 6, kMemory = 8;

// zlib counts in unsigned int; what does not fit waits for the next call.
uInt limited(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::size_t{1} << 30));
}

// zlib does not write through it, but its type does not say so.
Bytef* input_of(std::string_view bytes) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

void require_memory(int code) {
  if (code == Z_MEM_ERROR) throw std::bad_alloc();
}

class GzipDecoder : public Decoder {
 public:
  explicit GzipDecoder(CompressedBytes bytes) : bytes_(std::move(bytes)) {
    require_memory(::inflateInit2(&stream_, kWindowBits));
  }
  ~GzipDecoder() override { ::inflateEnd(&stream_); }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;

  std::size_t read(std::span<char> to) override {
    std::size_t made = 0;
    while (made == 0 && fault().empty() && (in_member_ || find_member())) made = inflate_into(to);
    return made;
  }

 private:
  // False when there is no further member. tar and tapes fill the last block with zeros, which
  // gzip and others accept too.
  bool find_member() {
    const std::string_view next = bytes_.peek();
    if (next.empty()) return false;
    if (next[0] == '\x1f' && !padded_) return in_member_ = true;
    padded_ = true;
    const std::size_t zeros = std::min(next.find_first_not_of('\0'), next.size());
    bytes_.consume(zeros);
    if (zeros < next.size()) {
      fail("gzip data is followed by something else at byte " + std::to_string(bytes_.position()) +
           " of the compressed data");
    }
    return fault().empty();
  }

  std::size_t inflate_into(std::span<char> to) {
    if (!in_member_) return 0;
    // What zlib could not give for lack of room needs no further input, which may be long in
    // coming.
    const std::string_view from = full_ ? bytes_.at_hand() : bytes_.peek();
    stream_.next_in = input_of(from);
    stream_.avail_in = limited(from.size());
    stream_.next_out = reinterpret_cast<Bytef*>(to.data());
    stream_.avail_out = limited(to.size());
    const uInt in = stream_.avail_in, out = stream_.avail_out;
    const int code = ::inflate(&stream_, Z_NO_FLUSH);
    require_memory(code);
    bytes_.consume(in - stream_.avail_in);
    const std::size_t made = out - stream_.avail_out;
    const bool was_full = full_;
    full_ = stream_.avail_out == 0 && code == Z_OK;
    if (code == Z_STREAM_END) {
      ::inflateReset(&stream_);
      in_member_ = false;
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      fail_damaged();
    } else if (from.empty() && made == 0 && !was_full) {
      fail("gzip data ends early");
    }
    return made;
  }

  void fail_damaged() {
    const std::string reason = stream_.msg == nullptr ? "" : std::string(" (") + stream_.msg + ")";
    fail("gzip data is damaged at byte " + std::to_string(bytes_.position()) +
         " of the compressed data" + reason);
  }

  CompressedBytes bytes_;
  z_stream stream_{};
  bool in_member_ = false;
  bool padded_ = false;  // zeros behind a member were seen
  bool full_ = false;    // the last call may have had more to give
};

class GzipEncoder : public Encoder {
 public:
  explicit GzipEncoder(Target target) : target_(std::move(target)), block_(kStreamBlock, '\0') {
    require_memory(
        ::deflateInit2(&stream_, kLevel, Z_DEFLATED, kWindowBits, kMemory, Z_DEFAULT_STRATEGY));
    make_room();
  }
  ~GzipEncoder() override { ::deflateEnd(&stream_); }
  GzipEncoder(const GzipEncoder&) = delete;
  GzipEncoder& operator=(const GzipEncoder&) = delete;

  void write(std::string_view bytes) override {
    while (!bytes.empty()) {
      stream_.next_in = input_of(bytes);
      stream_.avail_in = limited(bytes.size());
      const uInt before = stream_.avail_in;
      ::deflate(&stream_, Z_NO_FLUSH);
      bytes.remove_prefix(before - stream_.avail_in);
      if (stream_.avail_out == 0) pass_on();
    }
  }

  void end_member() override {
    stream_.avail_in = 0;
    while (::deflate(&stream_, Z_FINISH) != Z_STREAM_END) pass_on();
    pass_on();
    ::deflateReset(&stream_);
  }

 private:
  void make_room() {
    stream_.next_out = reinterpret_cast<Bytef*>(block_.data());
    stream_.avail_out = limited(block_.size());
  }

  void pass_on() {
    target_(std::string_view(block_).substr(0, block_.size() - stream_.avail_out));
    make_room();
  }

  Target target_;
  std::string block_;
  z_stream stream_{};
};

}  // namespace

std::unique_ptr<Decoder> make_gzip_decoder(CompressedBytes bytes) {
  return std::make_unique<GzipDecoder>(std::move(bytes));
}

std::unique_ptr<Encoder> make_gzip_encoder(Encoder::Target target) {
  return std::make_unique<GzipEncoder>(std::move(target));
}

}  // namespace unspin::cli
