// Spintax residue: "{quick|fast|rapid}", nested, and words left in braces: "{hardware}".
//
// The damage: spinning tools write alternatives in braces and pick one at print time; when the tool
// or its template is broken the braces reach the page. How it is repaired: a group becomes the
// alternative that the context model finds likeliest in its place; one without "|" loses its
// braces, but only in a document that is judged spun, as templates look the same. Why it is safe: a
// group counts only when it holds plain words known to the model and stands between spaces or
// punctuation like a word of prose, and one of its alternatives fits its neighbours; sets, TeX, CSS
// and usage lines ("{start|stop}") fail one of these. What it leaves: unbalanced braces, braces
// with anything but words inside, any brace in a text that also has code-like braces.
//   "a {big|large} house"             ->  "a large house"
//   "runs on {hardware} from Nvidia"  ->  "runs on hardware from Nvidia", in a spun document
//   "Hello {name}, ${HOME}, {{ x }}"  stays
// Covered by tests/unit/spintax_test.cpp.
#include <algorithm>
#include <optional>

#include "core/tokenize.hpp"
#include "mend/mend.hpp"
#include "spin/prose.hpp"
#include "spin/site.hpp"

namespace unspin {

namespace {

constexpr std::size_t kMostBytes = 300;  // of one group
constexpr double kLeastFit = 0.0;        // mutual information with the neighbours, nats

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// The brace that closes the one at `open`, if near.
std::optional<std::size_t> closing(std::string_view text, std::size_t open) {
  std::size_t depth = 0;
  const std::size_t end = std::min(text.size(), open + kMostBytes);
  for (std::size_t i = open; i < end && text[i] != '\n'; ++i) {
    depth += text[i] == '{';
    if (text[i] == '}' && --depth == 0) return i;
  }
  return std::nullopt;
}

// Cuts at the bars that stand outside inner groups.
std::vector<std::string_view> alternatives(std::string_view inside) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0, depth = 0;
  for (std::size_t i = 0; i <= inside.size(); ++i) {
    if (i < inside.size() && inside[i] == '{') ++depth;
    if (i < inside.size() && inside[i] == '}') --depth;
    if (i == inside.size() || (inside[i] == '|' && depth == 0)) {
      parts.push_back(inside.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  return parts;
}

// Known lower-case or capitalised words with single spaces, at most eight of them.
bool is_plain(std::string_view words, const Context& context) {
  if (words.empty() || is_space(words.front()) || is_space(words.back())) return false;
  std::vector<Token> tokens;
  tokenize(words, tokens);
  return !tokens.empty() && tokens.size() <= 8 &&
         std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
           return token.kind != TokenKind::kPunctuation && !token.literal &&
                  context.known(token.hash) && token.casing != Casing::kMixed;
         });
}

// The likeliest reading of what stands between braces, in its place; none when it is not prose.
class Chooser {
 public:
  Chooser(std::string_view text, const Context& context) : context_(context) {
    tokenize(text, tokens_);
  }

  // All readings of a group's inside, innermost groups first taken apart.
  std::vector<std::string> readings(std::string_view inside) const {
    std::vector<std::string> all;
    for (std::string_view part : alternatives(inside)) {
      const std::size_t open = part.find('{');
      if (open == std::string_view::npos) {
        all.emplace_back(part);
        continue;
      }
      const std::optional<std::size_t> close = closing(part, open);
      if (!close) return {};
      for (const std::string& inner : readings(part.substr(open + 1, *close - open - 1))) {
        std::string whole(part.substr(0, open));
        whole.append(inner).append(part.substr(*close + 1));
        all.push_back(std::move(whole));
      }
      if (all.size() > 64) return {};
    }
    return all;
  }

  // `least_fit`: mutual information with the neighbours that one reading must have.
  std::optional<std::string> choose(Span group, const std::vector<std::string>& readings,
                                    double least_fit) const {
    const auto at = [&](std::size_t byte) {
      return static_cast<std::size_t>(
          std::lower_bound(tokens_.begin(), tokens_.end(), byte,
                           [](const Token& t, std::size_t b) { return t.span.begin < b; }) -
          tokens_.begin());
    };
    const std::size_t first = at(group.begin), last = at(group.end);
    const double alone = standing_apart(last);
    std::optional<std::string> best;
    double best_score = 0, best_fit = -1e9;
    for (const std::string& reading : readings) {
      if (!is_plain(reading, context_)) return std::nullopt;
      const std::vector<std::uint64_t> words = phrase_hashes(reading);
      const double score = in_place(context_, tokens_, first, last, words);
      best_fit = std::max(best_fit, score - context_.log_prob(words) - alone);
      if (!best || score > best_score) {
        best = reading;
        best_score = score;
      }
    }
    return best_fit < least_fit ? std::nullopt : best;
  }

 private:
  // log P of the words behind the group without what stands before them.
  double standing_apart(std::size_t last) const {
    std::vector<std::uint64_t> words;
    for (std::size_t i = last; i < tokens_.size() && i < last + kReach; ++i) {
      if (tokens_[i].gap == Gap::kParagraph) break;
      words.push_back(model_hash(tokens_[i]));
    }
    return context_.log_prob(words);
  }

  const Context& context_;
  std::vector<Token> tokens_;
};

bool stands_like_a_word(std::string_view text, std::size_t open, std::size_t close) {
  const char before = open > 0 ? text[open - 1] : ' ';
  const char after = close + 1 < text.size() ? text[close + 1] : ' ';
  const bool quoted = before == '"' && (open < 2 || is_space(text[open - 2]));  // not f"{x}"
  const bool opens = is_space(before) || before == '(' || quoted || before == '-';
  const bool closes = is_space(after) ||
                      std::string_view(".,;:!?)\"'-").find(after) != std::string_view::npos ||
                      static_cast<unsigned char>(after) >= 0x80;
  return opens && closes;
}

// The groups with alternatives, or (`lone`) those without.
EditList mend_groups(std::string_view text, const Context& context, bool lone) {
  std::size_t open = text.find('{');
  if (open == std::string_view::npos) return {};
  EditList edits;
  std::optional<Chooser> chooser;
  while (open != std::string_view::npos) {
    const std::optional<std::size_t> close = closing(text, open);
    if (!close || !stands_like_a_word(text, open, *close)) return {};  // code: leave all of it
    const std::string_view inside = text.substr(open + 1, *close - open - 1);
    const Span group{open, *close + 1};
    open = text.find('{', *close + 1);
    if ((inside.find('|') == std::string_view::npos) != lone) continue;
    if (!chooser) chooser.emplace(text, context);
    const std::optional<std::string> words =
        chooser->choose(group, chooser->readings(inside), lone ? -1e9 : kLeastFit);
    if (words) edits.add({group, std::string(slice(text, group)), *words, "spintax", 1.0});
  }
  return edits;
}

}  // namespace

EditList mend_spintax(std::string_view text, const Context& context) {
  return mend_groups(text, context, false);
}

EditList mend_lone_braces(std::string_view text, const Context& context) {
  return mend_groups(text, context, true);
}

}  // namespace unspin
