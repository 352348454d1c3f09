// What the mending passes may find in a text, by a look at its scan: most texts have next to
// nothing of it, and then the passes need not run, or only at the places named here.
//
// A Survey is working memory to be used again, for one context model. Offsets are bytes of the
// text, which must outlive it.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/scan.hpp"
#include "unspin/context.hpp"

namespace unspin {

// Whether the context model knows a word, remembered for the words asked for last: most of a text
// is made of few.
class KnownWords {
 public:
  explicit KnownWords(const Context& context) : context_(context), slots_(kSize, 0) {}

  bool know(std::uint64_t hash) {
    std::uint64_t& slot = slots_[(hash >> 8) % kSize];
    if (((slot ^ hash) & ~std::uint64_t{1}) != 0)
      slot = (hash & ~std::uint64_t{1}) | std::uint64_t{context_.known(hash)};
    return (slot & 1) != 0;
  }

 private:
  static constexpr std::size_t kSize = std::size_t{1} << 14;

  Context context_;
  std::vector<std::uint64_t> slots_;  // hashes, with the answer in place of the lowest bit
};

class Survey {
 public:
  explicit Survey(const Context& context) : known_(std::make_shared<KnownWords>(context)) {}

  // One for another text that remembers the same words; both for one thread.
  static Survey beside(const Survey& other) { return Survey(other.known_); }

  void read(std::string_view text);

  const Scan& scan() const { return scan_; }

  // Items that the context model does not know, in order.
  const std::vector<std::uint32_t>& unknown() const { return unknown_; }

  // False: no pass for these finds anything. True says little.
  bool encoding = false;   // characters that may be misread ones
  bool invisible = false;  // characters without width, byte order marks
  bool ligature = false;
  bool control = false;
  bool reference = false;  // "&" with a letter or a number sign behind it
  bool backslash = false;
  bool percent = false;
  bool brace = false;
  bool hyphen = false;  // with white space and a small letter behind it

 private:
  explicit Survey(std::shared_ptr<KnownWords> known) : known_(std::move(known)) {}

  void look_at_marks();
  void look_at_high_bytes();

  Scan scan_;
  std::shared_ptr<KnownWords> known_;
  std::vector<std::uint32_t> unknown_;
};

}  // namespace unspin
