// Covered by tests/unit/widget_test.cpp.
#include "mend/widget_line.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace unspin {

namespace {

constexpr std::size_t kMostHead = 40;       // bytes before the colon of "See also: ..."
constexpr std::size_t kMostWords = 45;      // of a widget's line; notices about cookies are long
constexpr std::size_t kWordLineWords = 14;  // of a line that its words may give away
constexpr std::size_t kOpenWords = 2;  // more than its pattern has, and a line may be a statement
constexpr std::uint32_t kSentenceWords = 14;  // of "Related: ..." that is more than a headline
constexpr std::size_t kMostTrail = 160;       // bytes of a row of section names
constexpr std::uint32_t kRemarkWords = 3;     // in brackets; more of them say something
constexpr std::uint32_t kAsideWords = 8;      // of what stands beside a call in one line
constexpr double kStrongWord = 0.9;           // weight of a word that hardly has another use
constexpr double kUnlistedWord = -0.3, kDamping = 0.7, kLessForWords = -0.7;  // log odds
constexpr double kOrder = 0.6, kStops = -1.5;
constexpr double kOpenPattern = 0.75;  // factor of a row whose "*" may stand for a statement
constexpr double kCallout = 0.9;       // weight from which a sentence goes out of its paragraph

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// Digits, signs and at most a short code: "86.14", "+1.2%", "$163.20-2.01%", "1.2K", "ACME 31.05".
bool is_figure(std::string_view line) {
  std::size_t digits = 0, letters = 0, others = 0;  // others: of currencies, degrees, minus signs
  for (const char c : line) {
    digits += is_digit(c);
    letters += is_letter(c);
    others += static_cast<unsigned char>(c) >= 0x80;
  }
  const bool grade =
      line.size() == 2 && line[0] >= 'A' && line[0] <= 'F' && (line[1] == '+' || line[1] == '-');
  return grade ||
         (others <= 3 && digits > 0 && letters <= 5 && line.size() <= 32 && letters < 2 + digits);
}

// Where the head of "See also: ..." ends, and its rest begins.
std::optional<std::size_t> head_end(std::string_view line) {
  const std::string_view head = line.substr(0, kMostHead);
  std::size_t best = head.find_first_of(":|>");
  for (std::string_view mark : {" - ", " \u2013 ", " \u2014 ", "\u00BB", "\u203A"}) {
    best = std::min(best, head.find(mark));
  }
  if (best == std::string_view::npos || best == 0) return std::nullopt;
  return best;
}

// The row of a head that a headline follows.
const Phrases::Row* start_row(std::string_view content, const Phrases& phrases) {
  const std::optional<std::size_t> end = head_end(content);
  if (!end || *end + 1 >= content.size()) return nullptr;
  if (phrase_words(content.substr(*end)).empty()) return nullptr;
  return phrases.find(phrase_words(content.substr(0, *end)), Phrases::Where::kStart);
}

// Whether the "*" of a pattern stands for words that nothing is known of.
bool is_open(const Phrases::Row& row, const std::vector<std::string>& words) {
  return row.stars > 0 && words.size() + row.stars > row.words;
}

// Whether a pattern that leaves words open has met a whole sentence, which may say something.
bool may_be_prose(const Phrases::Row& row, const std::vector<std::string>& words,
                  std::string_view text, const Line& line) {
  if (!is_open(row, words) || words.size() < row.words + kOpenWords) return false;
  if (text.ends_with(":")) return true;  // announces what follows
  // Some widgets are sentences.
  if (row.kind == "cookie" || row.kind == "notice" || row.kind == "loading") return false;
  return line.stops;
}

// Names of sections in one line, with rules or arrows between: "Home > News > Local".
double by_parts(std::string_view content, const Phrases& phrases) {
  if (content.size() > kMostTrail) return 0;
  std::size_t parts = 0, listed = 0;
  for (std::size_t begin = 0; begin < content.size() && parts < 20;) {
    std::size_t end = std::min(content.find_first_of("|>/", begin), content.size());
    std::size_t length = 1;
    for (std::string_view mark : {"\u00BB", "\u203A", "\u00B7", "\u2022", "\u2192", " - "}) {
      const std::size_t at = content.find(mark, begin);
      if (at < end) {
        end = at;
        length = mark.size();
      }
    }
    const std::vector<std::string> words =
        phrase_words(content.substr(begin, end - begin), kMostWords);
    begin = end + length;
    if (words.empty()) continue;
    ++parts;
    const Phrases::Row* row = phrases.find(words, Phrases::Where::kLine);
    listed += row && row->weight >= 0.5;
  }
  if (parts < 2 || listed * 3 < parts * 2) return 0;
  return parts >= 3 ? 0.92 : 0.8;
}

// "March 3, 2024", "12 Oct 2023", "3 days ago", "2024-03-01 10:15".
bool is_date(std::string_view content, const std::vector<std::string>& words) {
  constexpr std::string_view kParts[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul",
                                         "aug", "sep", "oct", "nov", "dec", "mon", "tue",
                                         "wed", "thu", "fri", "sat", "sun"};
  constexpr std::string_view kOthers[] = {
      "am",  "pm",   "at",      "ago", "est", "edt",   "et",   "gmt",    "utc",   "hour",  "hours",
      "day", "days", "minutes", "on",  "min", "weeks", "week", "months", "month", "years", "year"};
  const bool digits = std::any_of(content.begin(), content.end(), is_digit);
  return digits && words.size() >= 2 && words.size() <= 7 &&
         std::all_of(words.begin(), words.end(), [&](const std::string& word) {
           if (is_digit(word.front())) return true;
           const auto begins = [&](std::string_view part) { return word.starts_with(part); };
           return (std::any_of(std::begin(kParts), std::end(kParts), begins) && word.size() <= 9) ||
                  std::find(std::begin(kOthers), std::end(kOthers), word) != std::end(kOthers);
         });
}

// What can be said of a line without knowing any word.
void look_at_shape(std::string_view content, const Line& line, WidgetLook& look) {
  look.number = is_figure(content);
  look.change = look.number && content.ends_with("%") &&
                content.find_first_of("+-") != std::string_view::npos;
  if (content.size() <= 3 && std::all_of(content.begin(), content.end(), is_digit)) {
    look.integer = 0;
    for (const char c : content) look.integer = 10 * look.integer + (c - '0');
  }
  look.code =
      content.size() >= 2 && content.size() <= 5 &&
      std::all_of(content.begin(), content.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  look.bullet =
      content.starts_with("* ") || content.starts_with("- ") || content.starts_with("\u2022");
  const bool small = content.front() >= 'a' && content.front() <= 'z';
  look.teaser = !small && !content.ends_with(".") && !content.ends_with(":") && line.words >= 3 &&
                line.words <= 22;
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < content.size(); ++i) {
    const bool starts = i == 0 || content[i - 1] == ' ';
    capitals += starts && !(content[i] >= 'a' && content[i] <= 'z');
  }
  look.title_case = capitals * 3 >= line.words * 2U;
}

bool addresses_reader(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "you" || word == "your" || word == "us" || word == "our";
  });
}

// What the line's words say together, each for itself (naive Bayes, damped since they are not
// independent). Less sure than a listed phrase, unless it is an order to "you".
double by_words(const std::vector<std::string>& words, const Line& line, const Phrases& phrases) {
  if (words.empty() || words.size() > kWordLineWords) return 0;
  double odds = 0;
  bool strong = false;
  for (const std::string& word : words) {
    const double weight = phrases.word_weight(word, "word");
    odds += weight > 0 ? std::log(weight / (1 - weight)) : kUnlistedWord;
    strong = strong || weight >= kStrongWord;
  }
  const bool orders = phrases.word_weight(words.front(), "verb") > 0;
  odds = kDamping * odds + (orders ? kOrder : 0) + (line.stops && words.size() >= 6 ? kStops : 0) +
         kLessForWords;
  const double most = !strong ? 0.6 : orders && addresses_reader(words) ? 0.92 : 0.8;
  return std::min(most, 1 / (1 + std::exp(-odds)));
}

// A sentence goes on to the next capital behind a stop and a space.
std::vector<Span> sentences(std::string_view text, Span line) {
  std::vector<Span> all;
  std::size_t begin = line.begin;
  for (std::size_t i = line.begin; i + 2 < line.end; ++i) {
    if (text[i] != '.' && text[i] != '!' && text[i] != '?') continue;
    std::size_t next = i + 1;
    while (next < line.end && (text[next] == '"' || text[next] == ')')) ++next;
    const std::size_t stop = next;
    while (next < line.end && text[next] == ' ') ++next;
    const bool starts = next > stop && next < line.end && !(text[next] >= 'a' && text[next] <= 'z');
    const bool initial = text[i] == '.' && i > line.begin && text[i - 1] >= 'A' &&
                         text[i - 1] <= 'Z' && (i < line.begin + 2 || !is_letter(text[i - 2]));
    if (!starts || initial) continue;
    all.push_back({begin, next});
    begin = next;
    i = next - 1;
  }
  all.push_back({begin, line.end});
  return all;
}

// "#ferry #harbor", "@someone"
bool all_tags(std::string_view content) {
  bool starts = true;
  for (const char c : content) {
    if (starts && c != '#' && c != '@') return false;
    starts = c == ' ';
  }
  return content.size() >= 3 && !is_digit(content[1]) && content[1] != ' ';
}

// A short line of some sentences that is there for the one which asks the reader to subscribe.
bool is_call(std::string_view text, const Line& line, const Phrases& phrases) {
  const std::vector<Span> all = sentences(text, line.text);
  if (all.size() < 2 || all.size() > 4) return false;
  bool calls = false;
  for (const Span& sentence : all) {
    const std::vector<std::string> words = phrase_words(slice(text, sentence), kMostWords);
    const Phrases::Row* row = phrases.find(words, Phrases::Where::kSentence);
    const bool own = row && row->weight >= kCallout;
    if (!own && words.size() > kAsideWords) return false;
    calls = calls || own;
  }
  return calls;
}

}  // namespace

WidgetLook look_at(std::string_view text, const Line& line, const Phrases& phrases) {
  WidgetLook look;
  if (line.blank() || line.code) return look;
  const std::string_view content = slice(text, line.text);
  if (content.front() == '(' && line.words > kRemarkWords) return look;
  look_at_shape(content, line, look);
  const std::vector<std::string> words = phrase_words(content, kMostWords);
  look.addresses = addresses_reader(words);
  look.number = look.number || is_date(content, words);
  const auto take = [&](double weight, std::string_view kind, bool listed) {
    if (weight <= look.weight) return;
    look.weight = weight;
    look.kind = kind;
    look.listed = listed;
  };
  for (const auto where : {Phrases::Where::kLine, Phrases::Where::kSentence}) {
    if (const Phrases::Row* row = phrases.find(words, where)) {
      take(row->weight * (may_be_prose(*row, words, content, line) ? kOpenPattern : 1), row->kind,
           !is_open(*row, words));
    }
  }
  if (const Phrases::Row* row = start_row(content, phrases)) {
    const bool sentence = row->kind != "notice" && line.stops && line.words >= kSentenceWords;
    take(row->weight * (sentence ? kOpenPattern : 1), row->kind, true);
  }
  if (is_call(text, line, phrases)) take(kCallout, "callout", true);
  if (all_tags(content)) take(0.8, "meta", true);
  take(by_parts(content, phrases), "navigation", true);
  take(by_words(words, line, phrases), "line", false);
  return look;
}

std::vector<Span> callouts(std::string_view text, const Line& line, const Phrases& phrases) {
  std::vector<Span> found;
  if (line.code || line.words < 12) return found;
  const std::vector<Span> all = sentences(text, line.text);
  if (all.size() < 2) return found;
  for (const Span& sentence : all) {
    const Phrases::Row* row =
        phrases.find(phrase_words(slice(text, sentence), kMostWords), Phrases::Where::kSentence);
    if (!row || row->weight < kCallout) continue;
    if (!found.empty() && found.back().end == sentence.begin) {
      found.back().end = sentence.end;
    } else {
      found.push_back(sentence);
    }
  }
  const bool whole = found.size() == 1 && found[0] == line.text;
  return whole ? std::vector<Span>{} : found;
}

}  // namespace unspin
