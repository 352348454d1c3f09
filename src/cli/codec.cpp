// Covered by tests/unit/cli_codec_test.cpp.
#include "cli/codec.hpp"

namespace unspin::cli {

namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b";
constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";
// A skippable frame begins with one of 0x50 to 0x5f, and these.
constexpr std::string_view kSkippableRest = "\x2a\x4d\x18";

bool is_skippable(std::string_view head) {
  return (static_cast<unsigned char>(head[0]) & 0xf0) == 0x50 &&
         kSkippableRest.starts_with(head.substr(1, kSkippableRest.size()));
}

}  // namespace

std::optional<Compression> recognise(std::string_view head, bool ended) {
  if (head.starts_with(kGzipMagic)) return Compression::kGzip;
  if (head.starts_with(kZstdMagic)) return Compression::kZstd;
  const bool whole = head.size() >= kMagicSize;
  if (whole && is_skippable(head)) return Compression::kZstd;
  // A stream that ends within its magic number has been cut, where no text begins like this: the
  // second byte of zstd's is not UTF-8 there.
  if (ended && head.size() > 1 && kZstdMagic.starts_with(head)) return Compression::kZstd;
  const bool may_become = head.empty() || kGzipMagic.starts_with(head) ||
                          kZstdMagic.starts_with(head) || is_skippable(head);
  if (whole || ended || !may_become) return Compression::kNone;
  return std::nullopt;
}

std::string_view without_codec_suffix(std::string_view path) {
  for (const std::string_view suffix : {".gz", ".zst", ".zstd"}) {
    if (path.ends_with(suffix)) return path.substr(0, path.size() - suffix.size());
  }
  return path;
}

std::string_view CompressedBytes::peek() {
  if (begin_ == end_) {
    read_ += end_;
    begin_ = end_ = 0;
    block_.resize(kStreamBlock);
    end_ = source_(block_);
  }
  return at_hand();
}

std::unique_ptr<Decoder> make_decoder(Compression compression, CompressedBytes::Source source,
                                      std::string head) {
  if (compression == Compression::kNone) return nullptr;
  CompressedBytes bytes(std::move(source), std::move(head));
  if (compression == Compression::kGzip) return make_gzip_decoder(std::move(bytes));
  return make_zstd_decoder(std::move(bytes));
}

std::unique_ptr<Encoder> make_encoder(Compression compression, Encoder::Target target) {
  if (compression == Compression::kNone) return nullptr;
  if (compression == Compression::kGzip) return make_gzip_encoder(std::move(target));
  return make_zstd_encoder(std::move(target));
}

}  // namespace unspin::cli
