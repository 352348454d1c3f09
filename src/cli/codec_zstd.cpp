// Zstandard, by libzstd. Covered by tests/unit/cli_codec_test.cpp.
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <new>

#include "cli/codec.hpp"

namespace unspin::cli {

namespace {

// The longest window that is accepted, 2^25 = 32 MiB: what `zstd -20` makes, and a quarter of what
// the program zstd accepts, so that a hostile frame cannot ask for gigabytes.
constexpr int kWindowLog = 25;
constexpr int kLevel = 3;

template <typename Context>
Context* require_memory(Context* context) {
  if (context == nullptr) throw std::bad_alloc();
  return context;
}

class ZstdDecoder : public Decoder {
 public:
  explicit ZstdDecoder(CompressedBytes bytes)
      : bytes_(std::move(bytes)), context_(require_memory(::ZSTD_createDCtx())) {
    ::ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, kWindowLog);
  }
  ~ZstdDecoder() override { ::ZSTD_freeDCtx(context_); }
  ZstdDecoder(const ZstdDecoder&) = delete;
  ZstdDecoder& operator=(const ZstdDecoder&) = delete;

  std::size_t read(std::span<char> to) override {
    std::size_t made = 0;
    while (made == 0 && fault().empty()) {
      // What there was no room for needs no further input, which may be long in coming.
      const std::string_view from = full_ ? bytes_.at_hand() : bytes_.peek();
      if (from.empty() && !full_) {
        if (wanted_ != 0) fail("zstd data ends early");
        return 0;
      }
      made = decompress(from, to);
    }
    return made;
  }

 private:
  std::size_t decompress(std::string_view from, std::span<char> to) {
    // No more than the library wants, a block: it does not say where in its input a fault is.
    const std::size_t most = wanted_ == 0 ? kMagicSize : wanted_;
    ZSTD_inBuffer in{from.data(), std::min(from.size(), most), 0};
    ZSTD_outBuffer out{to.data(), to.size(), 0};
    const std::size_t result = ::ZSTD_decompressStream(context_, &out, &in);
    if (::ZSTD_isError(result) != 0) {
      fail_for(result);
      return out.pos;
    }
    bytes_.consume(in.pos);
    wanted_ = result;
    full_ = out.pos == out.size && wanted_ != 0;
    return out.pos;
  }

  void fail_for(std::size_t result) {
    const ZSTD_ErrorCode code = ::ZSTD_getErrorCode(result);
    if (code == ZSTD_error_memory_allocation) throw std::bad_alloc();
    if (code == ZSTD_error_frameParameter_windowTooLarge) {
      return fail("zstd data needs a window of more than 32 MiB; use: zstd -d --long=31 | unspin");
    }
    fail("zstd data is damaged at byte " + std::to_string(bytes_.position()) +
         " of the compressed data (" + ::ZSTD_getErrorName(result) + ")");
  }

  CompressedBytes bytes_;
  ZSTD_DCtx* context_;
  std::size_t wanted_ = 0;  // bytes that the frame still needs, at least; 0 between frames
  bool full_ = false;       // the last call may have had more to give
};

class ZstdEncoder : public Encoder {
 public:
  explicit ZstdEncoder(Target target)
      : target_(std::move(target)),
        block_(kStreamBlock, '\0'),
        context_(require_memory(::ZSTD_createCCtx())) {
    ::ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, kLevel);
    ::ZSTD_CCtx_setParameter(context_, ZSTD_c_checksumFlag, 1);
  }
  ~ZstdEncoder() override { ::ZSTD_freeCCtx(context_); }
  ZstdEncoder(const ZstdEncoder&) = delete;
  ZstdEncoder& operator=(const ZstdEncoder&) = delete;

  void write(std::string_view bytes) override {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    while (in.pos < in.size) compress(in, ZSTD_e_continue);
  }

  void end_member() override {
    ZSTD_inBuffer in{nullptr, 0, 0};
    while (compress(in, ZSTD_e_end) != 0) continue;
    pass_on();
  }

 private:
  std::size_t compress(ZSTD_inBuffer& in, ZSTD_EndDirective directive) {
    ZSTD_outBuffer out{block_.data(), block_.size(), filled_};
    const std::size_t left = ::ZSTD_compressStream2(context_, &out, &in, directive);
    if (::ZSTD_isError(left) != 0) throw std::bad_alloc();  // compressing has no other fault
    filled_ = out.pos;
    if (filled_ == block_.size()) pass_on();
    return left;
  }

  void pass_on() {
    target_(std::string_view(block_).substr(0, filled_));
    filled_ = 0;
  }

  Target target_;
  std::string block_;
  std::size_t filled_ = 0;  // bytes of the block
  ZSTD_CCtx* context_;
};

}  // namespace

std::unique_ptr<Decoder> make_zstd_decoder(CompressedBytes bytes) {
  return std::make_unique<ZstdDecoder>(std::move(bytes));
}

std::unique_ptr<Encoder> make_zstd_encoder(Encoder::Target target) {
  return std::make_unique<ZstdEncoder>(std::move(target));
}

}  // namespace unspin::cli
