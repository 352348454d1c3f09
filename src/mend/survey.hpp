// What the mending passes may find in a text, by a look at its scan: most texts have next to
// nothing of it, and then the passes need not run, or only at the places named here.
//
// A Survey is working memory to be used again, for one context model. Offsets are bytes of the
// text, which must outlive it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/scan.hpp"
#include "unspin/context.hpp"

namespace unspin {

// Whether the context model knows a word, remembered for the words asked for last: most of a text
// is made of few. Those that are not remembered are looked up together, for the model is larger
// than the caches and the waits for memory overlap.
class KnownWords {
 public:
  explicit KnownWords(const Context& context) : context_(context), slots_(kSize, 0) {}

  // Adds the positions of those hashes that the model does not know to `unknown`, in order.
  void find_unknown(std::span<const std::uint64_t> hashes, std::vector<std::uint32_t>& unknown);

 private:
  static constexpr std::size_t kSize = std::size_t{1} << 15;
  static constexpr std::uint64_t kKnown = 1;

  struct Request {
    std::uint32_t at;          // of the hashes
    std::uint32_t begin, end;  // of its bucket
  };

  std::uint64_t& slot(std::uint64_t hash) { return slots_[(hash >> 8) % kSize]; }

  Context context_;
  std::vector<std::uint64_t> slots_;  // hashes, with the answer in place of the lowest bit
  std::vector<Request> requests_;
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
