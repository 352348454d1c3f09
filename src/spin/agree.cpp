// Case, hyphens and articles. Covered by tests/unit/agree_test.cpp.
#include "spin/agree.hpp"

#include <algorithm>
#include <array>

#include "core/unicode.hpp"
#include "spin/options.hpp"

namespace unspin {

namespace {

// Words that titles leave in lower case.
bool is_small_word(std::string_view word) {
  static constexpr std::array<std::string_view, 16> kSmall = {
      "a",   "an",  "the", "of", "in", "on",   "at",   "to",
      "for", "and", "or",  "by", "as", "with", "from", "than"};
  return std::find(kSmall.begin(), kSmall.end(), word) != kSmall.end();
}

std::string title_case(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    out += !out.empty() && is_small_word(word) ? std::string(word) : unicode::capitalise(word);
    text.remove_prefix(end);
    if (!text.empty()) {
      out += ' ';
      text.remove_prefix(1);
    }
  }
  return out;
}

// How the words of a phrase are capitalised where it stands.
struct Pattern {
  std::size_t words = 0, capitalised = 0, upper = 0;
  bool first = false, first_upper = false;

  Pattern(std::string_view text, std::span<const Token> tokens) {
    for (const Token& token : tokens) {
      if (token.kind != TokenKind::kWord || text[token.span.begin] == '\'') continue;
      const bool small = is_small_word(slice(text, token.span));
      if (words == 0) {
        first = token.casing != Casing::kLower;
        first_upper = token.casing == Casing::kUpper;
      }
      words += !small;
      capitalised += !small && token.casing != Casing::kLower;
      upper += token.casing == Casing::kUpper;
    }
  }
};

// `original` in the case pattern of the phrase that it replaces.
std::string in_case(std::string_view original, std::string_view text, std::span<const Token> tokens,
                    const Match& match) {
  const Pattern pattern(text, tokens.subspan(match.first, match.last - match.first));
  const bool sentence = starts_sentence(tokens, match.first);
  // "Associate in Nursing": the phrase itself is written with capitals, they say nothing.
  const bool own_capitals = has_capital(match.entry.text) && !has_capital(original);
  if (own_capitals) return sentence ? unicode::capitalise(original) : std::string(original);
  if (pattern.upper > 0 && pattern.upper >= pattern.words && !has_capital(original))
    return unicode::to_upper(original);
  const bool next_capital = match.last < tokens.size() && tokens[match.last].gap <= Gap::kSpace &&
                            tokens[match.last].casing != Casing::kLower;
  const bool title = pattern.capitalised >= 2 || (pattern.words == 1 && next_capital && !sentence);
  if (pattern.words > 0 && pattern.capitalised == pattern.words && title)
    return title_case(original);
  // "PC vision": the capitals are the acronym's own.
  const bool acronym = pattern.first_upper && pattern.upper < pattern.words && !sentence;
  if (pattern.first && !acronym) return unicode::capitalise(original);
  return std::string(original);
}

// Words that the phrase and the original share keep the spelling that the text gives them: "AI",
// "Chinese". The first word's capital may be the sentence's own.
std::string with_own_spelling(std::string original, std::string_view text,
                              std::span<const Token> tokens, const Match& match) {
  std::vector<Token> words;
  tokenize(original, words);
  for (std::size_t i = words.size(); i > 0; --i) {
    const Token& word = words[i - 1];
    for (std::size_t k = match.first; k < match.last; ++k) {
      const bool told = tokens[k].casing > Casing::kFirst ||
                        (tokens[k].casing == Casing::kFirst && !starts_sentence(tokens, k));
      if (!told || tokens[k].hash != word.hash || tokens[k].kind != TokenKind::kWord) continue;
      original.replace(word.span.begin, word.span.size(), slice(text, tokens[k].span));
      break;
    }
  }
  return original;
}

// The hyphens of "counterfeit-consciousness" stay when the original has as many joints.
std::string with_hyphens(std::string original, const Match& match) {
  const auto spaces = std::count(original.begin(), original.end(), ' ');
  if (match.hyphens > 0 && match.hyphens == static_cast<std::uint32_t>(spaces))
    std::replace(original.begin(), original.end(), ' ', '-');
  return original;
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

bool ends_with_article(std::string_view text, std::string_view article) {
  return text.ends_with(article) &&
         (text.size() == article.size() || text[text.size() - article.size() - 1] == ' ');
}

}  // namespace

bool takes_an(std::string_view word) {
  if (word.empty()) return false;
  const std::string low = unicode::to_lower(word);
  const bool acronym = word.size() >= 2 && word.size() <= 5 && unicode::to_upper(word) == word;
  const auto starts = [&](auto... prefixes) { return (low.starts_with(prefixes) || ...); };
  const bool vowel = std::string_view("aeiou").find(low[0]) != std::string_view::npos;
  if (low[0] >= '0' && low[0] <= '9') {  // "eight...", "eleven", "eighteen"
    const bool teen = starts("11", "18") && (low.size() == 2 || low[2] < '0' || low[2] > '9');
    return low[0] == '8' || teen;
  }
  if (acronym && low[0] == 'u') return false;  // "a USB stick"
  // Acronyms that cannot be spoken as a word are spelt out: an F, H, L, M, N, R, S or X begins
  // with a vowel sound.
  const bool spelt =
      acronym && (low.find_first_of("aeiouy") == std::string::npos ||
                  starts("fb", "lc", "ml", "mp", "mr", "nf", "ng", "np", "rf", "xa"));
  if (spelt || word.size() == 1)
    return std::string_view("aefhilmnorsx").find(low[0]) != std::string_view::npos;
  if (starts("hour", "honest", "honor", "honour", "heir", "html", "http")) return true;
  if (starts("uni") && !starts("unin", "unim", "unid")) return false;
  if (low == "us" || low == "uk" || low == "eu") return false;
  if (starts("use", "using", "usual", "usab", "usag", "utili", "euro", "one", "once", "ubiq",
             "uran", "urin", "utop", "ufo", "ewe"))
    return false;
  return vowel;
}

namespace {

// Makes the article at the end of `before`, if there is one, fit the word that follows.
bool fit_article(std::string& before, std::string_view next) {
  for (const auto& [article, other] :
       {std::pair("a", "an"), std::pair("an", "a"), std::pair("A", "An"), std::pair("An", "A")}) {
    if (!ends_with_article(before, article)) continue;
    const std::string_view wrong = article;
    if (takes_an(next) == (wrong.size() > 1)) return false;
    before.replace(before.size() - wrong.size(), std::string::npos, other);
    return true;
  }
  return false;
}

}  // namespace

EditList agree(std::string_view text, std::span<const Token> tokens,
               const std::vector<Choice>& choices) {
  EditList list;
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Choice& choice = choices[i];
    const Lexicon::Candidate& candidate = choice.options.front().candidate;
    const Span span{tokens[choice.match.first].span.begin, tokens[choice.match.last - 1].span.end};
    std::string after = in_case(candidate.text, text, tokens, choice.match);
    after = with_own_spelling(std::move(after), text, tokens, choice.match);
    after = with_hyphens(std::move(after), choice.match);
    // The word in front: an untouched article, or the end of the edit before.
    const bool touches = i > 0 && choices[i - 1].match.last == choice.match.first;
    if (touches) {
      fit_article(edits.back().after, first_word(after));
    } else if (choice.match.first > 0 && tokens[choice.match.first].gap == Gap::kSpace) {
      const Span before = tokens[choice.match.first - 1].span;
      std::string article(slice(text, before));
      if (fit_article(article, first_word(after)))
        edits.push_back({before, std::string(slice(text, before)), article, "article", 1.0});
    }
    // The word behind, where no edit follows at once.
    const bool followed = i + 1 < choices.size() && choices[i + 1].match.first == choice.match.last;
    if (!followed && choice.match.last < tokens.size() &&
        tokens[choice.match.last].gap == Gap::kSpace)
      fit_article(after, slice(text, tokens[choice.match.last].span));
    edits.push_back({span, std::string(slice(text, span)), std::move(after),
                     "spin/" + std::string(candidate.family), choice.posteriors.front()});
  }
  for (Edit& edit : edits) {
    if (edit.before != edit.after) list.add(std::move(edit));
  }
  return list;
}

}  // namespace unspin
