// Percent-encoding in words: "technology%20development", "it%27s".
//
// The damage: prose went through an address. How it is repaired: the bytes that are spelled out are
// put in, when they are printable UTF-8. Why it is safe: a stretch without white space must become
// nothing but known words and ordinary marks. What it leaves: everything with a slash, an equals
// sign, a dot inside or the like; numbers before the sign ("50%20"); single letters ("%20" alone);
// texts that speak of addresses or encodings.
#include <algorithm>
#include <optional>

#include "core/literal.hpp"
#include "core/tokenize.hpp"
#include "core/unicode.hpp"
#include "mend/escape_parts.hpp"

namespace unspin::escape {

namespace {

// What a stretch spells; none when a byte of it is no part of printable text.
std::optional<std::string> decoded(std::string_view run) {
  std::string out;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const long byte = run[i] == '%' ? hexadecimal(run, i + 1, 2) : -1;
    if (run[i] == '%' && (byte < 0x20 || byte == 0x7F)) return std::nullopt;
    out += byte < 0 ? run[i] : static_cast<char>(byte);
    if (byte >= 0) i += 2;
  }
  if (unicode::valid_prefix(out) != out.size()) return std::nullopt;
  return out;
}

// Known words, more than one or one with a mark in it, and the marks of prose.
bool is_prose(std::string_view text, const Context& context) {
  std::vector<Token> tokens;
  tokenize(text, tokens);
  std::size_t words = 0, letters = 0;
  for (const Token& token : tokens) {
    const std::string_view piece = slice(text, token.span);
    if (token.kind == TokenKind::kPunctuation &&
        std::string_view("/\\=&?#@<>{}[]|_+*$~^`%").find(piece[0]) != std::string_view::npos) {
      return false;
    }
    if (token.kind != TokenKind::kWord) continue;
    if (!context.known(token.hash)) return false;
    ++words;
    letters += piece.size();
  }
  return words >= 1 && letters >= 4;
}

void mend_run(std::string_view text, Span run, const Context& context, std::vector<Edit>& edits) {
  const std::string_view before = slice(text, run);
  if (looks_literal(before) || before.find('.') < before.size() - 1) return;
  for (std::size_t i = 1; i < before.size(); ++i) {
    if (before[i] == '%' && is_digit(before[i - 1]) && !(i >= 3 && before[i - 3] == '%')) {
      return;
    }
  }
  const std::optional<std::string> after = decoded(before);
  if (!after || !is_prose(*after, context)) return;
  edits.push_back({run, std::string(before), *after, "escape/percent", 0.9});
}

}  // namespace

void mend_percents(std::string_view text, const Context& context, std::vector<Edit>& edits) {
  bool checked = false;
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (hexadecimal(text, at + 1, 2) < 0) continue;
    if (!checked && has_any(text, {"URL", "url", "ncod", "ercent-", "HTTP", "URI"})) return;
    checked = true;
    Span run{at, at};
    while (run.begin > 0 && !is_space(text[run.begin - 1])) --run.begin;
    while (run.end < text.size() && !is_space(text[run.end])) ++run.end;
    mend_run(text, run, context, edits);
    at = run.end - 1;
  }
}

}  // namespace unspin::escape
