// Literal stretches by their shape alone. Covered by tests/unit/tokenize_test.cpp.
#include "core/literal.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace unspin {

namespace {

bool is_alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool is_alpha(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// "name.ext" with a short lower-case extension that no sentence would begin with: the dot stands
// between letters, what follows is 1 to 5 characters, lower case or digits, and ends the run.
bool is_file_name(std::string_view run) {
  const std::size_t dot = run.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || !is_alnum(run[dot - 1])) return false;
  const std::string_view extension = run.substr(dot + 1);
  if (extension.empty() || extension.size() > 5 || !is_alpha(extension[0])) return false;
  return std::all_of(extension.begin(), extension.end(), [](char c) {
    return std::islower(static_cast<unsigned char>(c)) ||
           std::isdigit(static_cast<unsigned char>(c));
  });
}

bool is_address(std::string_view run) {
  if (run.find("://") != std::string_view::npos || run.starts_with("www.")) return true;
  const std::size_t at = run.find('@');
  return at != std::string_view::npos && at + 1 < run.size() && is_alnum(run[at + 1]);
}

// An underscore inside a word, "::" or "->", "()" behind a name, or a leading backslash or dollar.
bool is_identifier(std::string_view run) {
  for (std::size_t i = 1; i + 1 < run.size(); ++i) {
    if (run[i] == '_' && is_alnum(run[i - 1]) && is_alnum(run[i + 1])) return true;
  }
  return run.find("::") != std::string_view::npos || run.find("->") != std::string_view::npos ||
         run.ends_with("()") || run.find("[$") != std::string_view::npos;
}

// "/usr/lib", "~/x", "C:\x"; "and/or" and "read/write" are words.
bool is_path(std::string_view run) {
  if (run.size() < 2) return false;
  if ((run[0] == '/' && is_alpha(run[1])) || run.starts_with("~/") || run.starts_with("./"))
    return true;
  return std::count(run.begin(), run.end(), '/') > 2 ||
         (run.find('\\') != std::string_view::npos && is_alnum(run[0]));
}

std::string_view trim(std::string_view run, std::string_view characters) {
  const std::size_t first = run.find_first_not_of(characters);
  if (first == std::string_view::npos) return {};
  return run.substr(first, run.find_last_not_of(characters) - first + 1);
}

// Marks the tokens that lie in `span`, searching on from `next`.
void mark(std::vector<Token>& tokens, Span span, std::size_t next) {
  for (; next < tokens.size() && tokens[next].span.begin < span.end; ++next) {
    if (tokens[next].span.begin >= span.begin) tokens[next].literal = true;
  }
}

void mark_code_spans(std::string_view text, std::vector<Token>& tokens) {
  for (std::size_t open = text.find('`'); open != std::string_view::npos;) {
    const std::size_t close = text.find_first_of("`\n", open + 1);
    if (close == std::string_view::npos) return;
    if (text[close] == '`') {
      const auto next = std::lower_bound(
          tokens.begin(), tokens.end(), open,
          [](const Token& token, std::size_t at) { return token.span.begin < at; });
      mark(tokens, {open, close + 1}, static_cast<std::size_t>(next - tokens.begin()));
    }
    open = text.find('`', close + 1);
  }
}

// Marks that words of prose have at their end, and those without one of which nothing is literal.
constexpr std::array<bool, 256> table_of(std::string_view characters) {
  std::array<bool, 256> table{};
  for (const char c : characters) table[static_cast<unsigned char>(c)] = true;
  return table;
}
constexpr std::array<bool, 256> kClosing = table_of(".,;:!?\"')]}*");
constexpr std::array<bool, 256> kTelling = table_of(".:@/\\_>$(");

// A word with the marks of prose around it, as nearly all runs are.
bool is_plain_word(std::string_view run) {
  const auto is = [](const std::array<bool, 256>& table, char c) {
    return table[static_cast<unsigned char>(c)];
  };
  while (!run.empty() && is(kClosing, run.back())) run.remove_suffix(1);
  while (run.starts_with('(')) run.remove_prefix(1);
  return std::none_of(run.begin(), run.end(), [&](char c) { return is(kTelling, c); });
}

}  // namespace

bool looks_literal(std::string_view run) {
  if (is_plain_word(run)) return false;
  const std::string_view bare = trim(run, ".,;:!?\"'()[]{}<>*");
  if (bare.size() < 3) return false;
  return is_address(bare) || is_path(bare) || is_identifier(trim(run, ".,;:!?\"'")) ||
         is_file_name(bare);
}

void mark_literals(std::string_view text, std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size();) {
    // A run: tokens without white space between them, cut at brackets so that the words of a
    // Markdown link are told from its address.
    std::size_t end = i + 1;
    const auto is_bracket = [&](std::size_t k) {
      const char c = text[tokens[k].span.begin];
      return c == '(' || c == ')' || c == '[' || c == ']' || c == '<' || c == '>' || c == '"';
    };
    bool simple = tokens[i].kind != TokenKind::kPunctuation;
    while (end < tokens.size() && tokens[end].gap == Gap::kNone && !is_bracket(end)) {
      simple = false;
      ++end;
    }
    // "f()" is cut before the bracket: look at it with the two characters behind.
    const std::size_t first = tokens[i].span.begin, last = tokens[end - 1].span.end;
    const bool call = text.substr(last, 2) == "()";
    if ((!simple || call) && looks_literal(text.substr(first, last - first + (call ? 2 : 0)))) {
      for (std::size_t k = i; k < end; ++k) tokens[k].literal = true;
    }
    i = end;
  }
  if (text.find('`') != std::string_view::npos) mark_code_spans(text, tokens);
}

}  // namespace unspin
