// SHA-1, spelled as WARC files spell it. For digests that others look up, not against forgery.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace unspin::cli {

using Sha1 = std::array<std::uint8_t, 20>;

Sha1 sha1_of(std::string_view bytes);

// A value of WARC-Block-Digest and the like: "sha1:" and 32 characters of base 32 (RFC 4648), as
// Common Crawl has it, or 40 hexadecimal digits; either in upper or in lower case.
struct SpelledSha1 {
  std::string label;  // with its colon, as given
  bool hexadecimal = false;
  bool lower_case = false;
  Sha1 value{};

  // The spelling of another digest in the same manner.
  std::string spell(const Sha1& other) const;
};

// None when it is another algorithm, or another spelling of this one.
std::optional<SpelledSha1> read_sha1(std::string_view digest);

}  // namespace unspin::cli
