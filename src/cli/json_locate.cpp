// A pushdown scanner over one line. Covered by tests/unit/cli_json_test.cpp.
#include "cli/json_locate.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "cli/json_string.hpp"
#include "core/unicode.hpp"

namespace unspin::cli {

namespace {

using Status = JsonString::Status;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether a string may not simply run over `c`: the quote, the backslash, control characters.
bool is_stop(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

// A word of eight bytes, each `byte`.
constexpr std::uint64_t eight_of(std::uint64_t byte) { return byte * 0x0101010101010101ULL; }

// The first stop from `at` on, or the end. Sixteen bytes at a time where the processor has SSE2,
// otherwise eight; a byte's high bit tells a hit.
// Source of the tests: S. E. Anderson, Bit Twiddling Hacks, "a byte less than n", "equal to n". A
// borrow may make a byte above a hit look like one, which the byte-by-byte end of it finds out.
std::size_t next_stop(std::string_view line, std::size_t at) {
#ifdef __SSE2__
  const __m128i control = _mm_set1_epi8(0x1F), quotes = _mm_set1_epi8('"');
  const __m128i backslashes = _mm_set1_epi8('\\');
  while (line.size() - at >= sizeof(__m128i)) {
    const auto* from = reinterpret_cast<const __m128i*>(line.data() + at);
    const __m128i bytes = _mm_loadu_si128(from);
    const __m128i stops = _mm_or_si128(
        _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes),
        _mm_or_si128(_mm_cmpeq_epi8(bytes, quotes), _mm_cmpeq_epi8(bytes, backslashes)));
    const auto hits = static_cast<unsigned>(_mm_movemask_epi8(stops));
    if (hits != 0) return at + static_cast<std::size_t>(std::countr_zero(hits));
    at += sizeof(__m128i);
  }
#endif
  constexpr std::uint64_t kHigh = eight_of(0x80);
  while (line.size() - at >= sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, line.data() + at, sizeof eight);
    const std::uint64_t quote = eight ^ eight_of('"'), backslash = eight ^ eight_of('\\');
    const std::uint64_t hits =
        (((eight - eight_of(0x20)) & ~eight) | ((quote - eight_of(1)) & ~quote) |
         ((backslash - eight_of(1)) & ~backslash)) &
        kHigh;
    if (hits != 0) break;
    at += sizeof eight;
  }
  while (at < line.size() && !is_stop(line[at])) ++at;
  return at;
}

// Walks one line. `Mask` has a bit for each path: which of them something may be on.
class Scanner {
 public:
  Scanner(std::string_view line, std::span<const JsonPath> paths, std::span<JsonString> found)
      : line_(line), paths_(paths), found_(found) {}

  void run() {
    skip_space();
    if (at_end()) return set_all({Status::kBlank, {}});
    set_all({Status::kMissing, {}});
    if (!walk()) set_all({Status::kInvalid, {}});
  }

  // For a line that may be cut: right as far as it goes.
  bool begins_object() {
    skip_space();
    return peek() == '{' && (walk() || at_end());
  }

 private:
  using Mask = std::uint64_t;

  // An object or array that is open. `on_path`: the keys that lead to it are the first steps of
  // these paths, so one of its members may be the next.
  struct Container {
    bool object;
    Mask on_path;
    std::size_t members = 0;
  };

  bool at_end() const { return at_ == line_.size(); }
  char peek() const { return at_end() ? '\0' : line_[at_]; }
  bool take(char c) {
    if (peek() != c || at_end()) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    while (!at_end() && is_space(line_[at_])) ++at_;
  }

  void set_all(const JsonString& value) { std::fill(found_.begin(), found_.end(), value); }
  template <typename Do>
  static void for_each_bit(Mask mask, Do action) {
    for (; mask != 0; mask &= mask - 1) action(static_cast<std::size_t>(std::countr_zero(mask)));
  }

  // The value that the line is. This and all below: false on a syntax error.
  bool walk() {
    if (!value(paths_.empty() ? 0 : ~Mask{0} >> (kMostPaths - paths_.size()))) return false;
    while (!stack_.empty()) {
      if (!member()) return false;
    }
    skip_space();
    return at_end();
  }

  // `on_path`: the keys so far are the first steps of these paths. An object or array is only
  // opened here; walk() takes its members one by one, so that nesting costs no stack.
  bool value(Mask on_path) {
    Mask wanted = 0;
    for_each_bit(on_path, [&](std::size_t i) {
      if (paths_[i].steps.size() == stack_.size()) wanted |= Mask{1} << i;
    });
    const char c = peek();
    const std::size_t begin = at_;
    for_each_bit(wanted, [&](std::size_t i) {
      found_[i] = {c == '"' ? Status::kFound : Status::kNotString, {}};
    });
    if (c == '{' || c == '[') {
      ++at_;
      stack_.push_back({c == '{', on_path & ~wanted});
      return true;
    }
    bool escaped = false;
    const bool well_formed = c == '"'                  ? string(escaped)
                             : c == '-' || is_digit(c) ? number()
                                                       : word();
    for_each_bit(wanted, [&](std::size_t i) {
      found_[i].literal = {begin, at_};
      found_[i].escaped = escaped;
    });
    return well_formed;
  }

  // The next member of the innermost container, or its end.
  bool member() {
    Container& top = stack_.back();
    skip_space();
    if (take(top.object ? '}' : ']')) {
      stack_.pop_back();
      return true;
    }
    if (top.members > 0) {
      if (!take(',')) return false;
      skip_space();
    }
    const std::size_t index = top.members++;
    Mask matches = top.on_path;
    if (!top.object) {
      if (matches != 0) matches = matching(matches, std::to_string(index));
    } else if (!key(matches)) {
      return false;
    }
    // A second member of the same name replaces the first and all that was found in it.
    for_each_bit(matches, [&](std::size_t i) { found_[i] = {Status::kMissing, {}}; });
    return value(matches);
  }

  // Those of the paths whose next step is `name`.
  Mask matching(Mask paths, std::string_view name) const {
    Mask matches = 0;
    for_each_bit(paths, [&](std::size_t i) {
      if (paths_[i].steps[stack_.size() - 1] == name) matches |= Mask{1} << i;
    });
    return matches;
  }

  // A name and its colon; leaves in `matches` the paths whose step it is.
  bool key(Mask& matches) {
    const std::size_t begin = at_;
    bool escaped = false;
    if (!string(escaped)) return false;
    if (matches != 0) {
      const std::string_view raw = line_.substr(begin + 1, at_ - begin - 2);
      matches = escaped ? matching(matches, decode_json(raw)) : matching(matches, raw);
    }
    skip_space();
    if (!take(':')) return false;
    skip_space();
    return true;
  }

  // UTF-8 has been checked for the whole line, so only the stops are looked at.
  bool string(bool& escaped) {
    if (!take('"')) return false;
    for (;;) {
      at_ = next_stop(line_, at_);
      if (take('"')) return true;
      if (peek() != '\\') return false;
      escaped = true;
      const JsonEscape escape = read_escape(line_.substr(at_));
      if (escape.raw_size == 0) return is_cut_escape();
      at_ += escape.raw_size;
    }
  }

  // An escape that the end of the bytes may have cut: the end is where the fault is, then.
  bool is_cut_escape() {
    if (line_.size() - at_ < kLongestEscape && line_.find('"', at_ + 2) == line_.npos) {
      at_ = line_.size();
    }
    return false;
  }

  bool digits() {
    if (!is_digit(peek())) return false;
    while (is_digit(peek())) ++at_;
    return true;
  }

  // -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return digits();
  }

  bool word() {
    for (const std::string_view name : {"true", "false", "null"}) {
      const std::string_view ahead = line_.substr(at_, name.size());
      if (!name.starts_with(ahead)) continue;
      at_ += ahead.size();
      return ahead.size() == name.size();
    }
    return false;
  }

  static constexpr std::size_t kLongestEscape = 12;

  std::string_view line_;
  std::span<const JsonPath> paths_;
  std::span<JsonString> found_;
  std::size_t at_ = 0;
  std::vector<Container> stack_;
};

}  // namespace

void locate_strings(std::string_view line, std::span<const JsonPath> paths,
                    std::span<JsonString> found) {
  if (unicode::valid_prefix(line) != line.size()) {
    std::fill(found.begin(), found.end(), JsonString{Status::kInvalid, {}});
  } else {
    Scanner(line, paths, found).run();
  }
}

JsonString locate_string(std::string_view line, const JsonPath& path) {
  JsonString found;
  locate_strings(line, {&path, 1}, {&found, 1});
  return found;
}

bool begins_json_object(std::string_view bytes) {
  constexpr std::size_t kMostCut = 3;  // bytes of a character that the end may have cut
  const std::size_t valid = unicode::valid_prefix(bytes);
  return valid + kMostCut >= bytes.size() &&
         Scanner(bytes.substr(0, valid), {}, {}).begins_object();
}

}  // namespace unspin::cli
