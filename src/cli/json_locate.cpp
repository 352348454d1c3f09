// A pushdown scanner over one line. Covered by tests/unit/cli_json_test.cpp.
#include "cli/json_locate.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "cli/errors.hpp"
#include "cli/json_string.hpp"
#include "core/unicode.hpp"

namespace unspin::cli {

namespace {

using Status = JsonString::Status;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Bytes that a string may not simply run over: the quote, the backslash, control characters.
constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> stops{};
  for (std::size_t i = 0; i < 0x20; ++i) stops[i] = true;
  stops['"'] = stops['\\'] = true;
  return stops;
}();

// One pass over a line. Every function that returns bool returns false on a syntax error.
class Scanner {
 public:
  Scanner(std::string_view line, const JsonPath& path) : line_(line), path_(path) {}

  JsonString run() {
    skip_space();
    if (at_end()) return {Status::kBlank, {}};
    found_.status = Status::kMissing;
    if (!value(true)) return {Status::kInvalid, {}};
    while (!stack_.empty()) {
      if (!member()) return {Status::kInvalid, {}};
    }
    skip_space();
    return at_end() ? found_ : JsonString{Status::kInvalid, {}};
  }

 private:
  // An object or array that is open. `on_path`: the keys that lead to it are the path's first
  // steps, so one of its members may be the next.
  struct Container {
    bool object;
    bool on_path;
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

  // `on_path`: the keys so far are the first steps of the path. An object or array is only opened
  // here; run() takes its members one by one, so that nesting costs no stack.
  bool value(bool on_path) {
    const bool wanted = on_path && stack_.size() == path_.steps.size();
    const char c = peek();
    const std::size_t begin = at_;
    if (wanted) found_ = {c == '"' ? Status::kFound : Status::kNotString, {}};
    if (c == '{' || c == '[') {
      ++at_;
      stack_.push_back({c == '{', on_path && !wanted});
      return true;
    }
    const bool well_formed = c == '"' ? string() : c == '-' || is_digit(c) ? number() : word();
    if (wanted) found_.literal = {begin, at_};
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
    bool matches = top.on_path;
    if (!top.object) {
      matches = matches && step() == std::to_string(index);
    } else if (!key(matches)) {
      return false;
    }
    // A second member of the same name replaces the first and all that was found in it.
    if (matches) found_ = {Status::kMissing, {}};
    return value(matches);
  }

  // The step that a member of the innermost container has to match.
  const std::string& step() const { return path_.steps[stack_.size() - 1]; }

  // A name and its colon; clears `matches` when it is not the step looked for.
  bool key(bool& matches) {
    const std::size_t begin = at_;
    if (!string()) return false;
    const std::string_view raw = line_.substr(begin + 1, at_ - begin - 2);
    if (matches) {
      matches = raw.find('\\') == raw.npos ? raw == step() : decode_json(raw) == step();
    }
    skip_space();
    if (!take(':')) return false;
    skip_space();
    return true;
  }

  // UTF-8 has been checked for the whole line, so only the stops are looked at.
  bool string() {
    if (!take('"')) return false;
    for (;;) {
      while (!at_end() && !kStops[static_cast<unsigned char>(line_[at_])]) ++at_;
      if (take('"')) return true;
      if (peek() != '\\') return false;
      const JsonEscape escape = read_escape(line_.substr(at_));
      if (escape.raw_size == 0) return false;
      at_ += escape.raw_size;
    }
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
      if (!line_.substr(at_).starts_with(name)) continue;
      at_ += name.size();
      return true;
    }
    return false;
  }

  std::string_view line_;
  const JsonPath& path_;
  std::size_t at_ = 0;
  std::vector<Container> stack_;
  JsonString found_;
};

// One step of a JSON pointer: ~1 is "/", ~0 is "~".
std::string unescape_step(std::string_view raw) {
  std::string step;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '~') {
      step.push_back(raw[i]);
    } else if (++i < raw.size() && (raw[i] == '0' || raw[i] == '1')) {
      step.push_back(raw[i] == '0' ? '~' : '/');
    } else {
      throw UsageError("in a JSON pointer '~' is written '~0'");
    }
  }
  return step;
}

}  // namespace

JsonPath JsonPath::parse(const std::string& key) {
  if (key.empty()) throw UsageError("a key must not be empty");
  if (key.front() != '/') return {{key}};
  JsonPath path;
  std::size_t begin = 1;
  while (begin <= key.size()) {
    const std::size_t end = std::min(key.find('/', begin), key.size());
    path.steps.push_back(unescape_step(std::string_view(key).substr(begin, end - begin)));
    begin = end + 1;
  }
  return path;
}

JsonString locate_string(std::string_view line, const JsonPath& path) {
  if (unicode::valid_prefix(line) != line.size()) return {Status::kInvalid, {}};
  return Scanner(line, path).run();
}

}  // namespace unspin::cli
