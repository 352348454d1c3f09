// Where a capital follows a word or a sentence's end without a space.
#include <algorithm>
#include <array>
#include <optional>

#include "core/hash.hpp"
#include "core/tokenize.hpp"
#include "core/unicode.hpp"
#include "mend/glue_parts.hpp"

namespace unspin::glue {

namespace {

constexpr std::size_t kMostRun = 200;  // bytes without white space that may still be words
constexpr std::size_t kMostMarks = 12;
constexpr std::size_t kMostQuote = 1000;  // bytes looked through for an open quotation
constexpr std::size_t kMostCode = 500;    // and for the end of a code span
constexpr std::string_view kEllipsis = "\u2026";
constexpr std::string_view kClosers[] = {")", "]", "}", "\"", "'", "\u201D", "\u2019"};
constexpr std::string_view kOpeners[] = {"(", "[", "\"", "'", "\u201C", "\u2018"};

// Length of the mark of a list that ends at, or begins at, a place; 0 for none.
template <std::size_t N>
std::size_t mark_before(std::string_view text, std::size_t at, const std::string_view (&marks)[N]) {
  for (std::string_view mark : marks) {
    if (text.substr(0, at).ends_with(mark)) return mark.size();
  }
  return 0;
}

// Whether a straight quote that stands at `at` opens: the line has no open one before it.
bool opens(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::size_t lowest = at > kMostQuote ? at - kMostQuote : 0;
  bool open = false;
  for (std::size_t i = lowest; i < at; ++i) {
    if (text[i] == '\n') open = false;
    if (text[i] != quote) continue;
    const bool behind_space = i == 0 || is_space(text[i - 1]) || text[i - 1] == '(';
    const bool before_space = i + 1 < text.size() && is_space(text[i + 1]);
    if (quote == '"') {
      open = behind_space == before_space ? !open : behind_space;
    } else if (behind_space) {
      open = true;
    } else if (i + 1 < text.size() && !is_letter(text[i + 1])) {
      open = false;
    }
  }
  return !open;
}

// Sets `joint` between the marks that close a sentence and those that open the next one. `end` is
// left behind the sentence's mark. False when there is no such mark.
bool split_marks(std::string_view text, Joint& found) {
  std::size_t at = found.begin;
  const std::size_t lowest = at > kMostMarks ? at - kMostMarks : 0;
  while (at > lowest) {  // opening marks, as far as they are that
    const std::size_t length = mark_before(text, at, kOpeners);
    if (length == 0) break;
    const char mark = text[at - length];
    if ((mark == '"' || mark == '\'') && !opens(text, at - length)) break;
    at -= length;
    found.quoted = true;
  }
  found.joint = at;
  while (at > lowest) {
    const std::size_t length = mark_before(text, at, kClosers);
    if (length == 0) break;
    at -= length;
    found.quoted = true;
  }
  found.end = at;
  return at > lowest;
}

// Goes back over the sentence's marks and what closes before them, to the end of a word.
bool split_sentence(std::string_view text, Joint& found) {
  if (!split_marks(text, found)) return false;
  const std::size_t behind = found.end;
  while (found.end > 0) {
    const char mark = text[found.end - 1];
    if (text.substr(0, found.end).ends_with(kEllipsis)) {
      found.end -= kEllipsis.size();
    } else if (mark == '.' || mark == '!' || mark == '?') {
      --found.end;
    } else {
      break;
    }
    if (behind - found.end > kMostMarks) return false;
  }
  if (found.end == behind) return false;
  // "(as before).The", "{hardware}.The", "50%.The"
  while (const std::size_t length = mark_before(text, found.end, kClosers)) {
    found.end -= length;
    found.quoted = true;
    if (behind - found.end > kMostMarks) return false;
  }
  if (found.end > 0 && text[found.end - 1] == '%') --found.end;
  return found.end > 0 && is_word_char(text[found.end - 1]);
}

// Sets the bounds of the words and of the run. Bounded, so that a text without white space costs
// no more than another: longer runs are data.
bool set_bounds(std::string_view text, Joint& found) {
  const std::size_t at = found.begin;
  const std::size_t lowest = at > kMostRun ? at - kMostRun : 0;
  const std::size_t highest = std::min(text.size(), at + kMostRun);
  found.left = found.end;
  while (found.left > lowest && is_word_char(text[found.left - 1])) --found.left;
  for (std::string_view mark : kOpeners) {  // those of more bytes look like letters
    const std::size_t last = text.substr(found.left, found.end - found.left).rfind(mark);
    if (last != std::string_view::npos) found.left += last + mark.size();
  }
  found.right = at;
  while (found.right < highest && is_word_char(text[found.right])) ++found.right;
  // A curly apostrophe ends the word: "Alibaba’s".
  for (std::string_view mark : {"\u2019", "\u2014", "\u2013", "\u201D", "\u2026"}) {
    const std::size_t curly = text.substr(at, found.right - at).find(mark);
    if (curly != std::string_view::npos) found.right = at + curly;
  }
  found.run = found.left;
  while (found.run > lowest && !is_space(text[found.run - 1])) --found.run;
  found.run_end = found.right;
  while (found.run_end < highest && !is_space(text[found.run_end])) ++found.run_end;
  return found.run_end - found.run < kMostRun && found.left < found.end;
}

// What a joint may have before its capital: a small letter, a sentence's mark, what closes a
// sentence or opens the next one, or such a mark beyond ASCII.
bool may_precede(char c) {
  return is_lower(c) || static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view(".!?)]}\"'([").find(c) != std::string_view::npos;
}

std::optional<Joint> joint_at(std::string_view text, std::size_t at) {
  if (!may_precede(text[at - 1])) return std::nullopt;
  // "said "The": what stands alone before the word opens it.
  if (at >= 2 && !is_lower(text[at - 1]) && is_space(text[at - 2])) return std::nullopt;
  Joint found;
  found.begin = found.joint = found.end = at;
  if (!is_lower(text[at - 1])) {
    found.sentence = true;
    if (!split_sentence(text, found)) return std::nullopt;
  }
  if (!set_bounds(text, found)) return std::nullopt;
  return found;
}

// Whether the places of a line come inside a code span: an odd number of backquotes before.
class CodeSpans {
 public:
  explicit CodeSpans(std::string_view text) : text_(text), quote_(text.find('`')) {}
  // `at` does not go back from call to call.
  bool cover(std::size_t at) {
    for (; quote_ < at; quote_ = text_.find('`', quote_ + 1)) {
      inside_ = inside_ && text_.substr(last_, quote_ - last_).find('\n') == std::string_view::npos;
      inside_ = !inside_;
      last_ = quote_;
    }
    if (!inside_) return false;
    const std::string_view rest = text_.substr(at, kMostCode);
    return text_.substr(last_, at - last_).find('\n') == std::string_view::npos &&
           rest.substr(0, rest.find('\n')).find('`') != std::string_view::npos;
  }

 private:
  std::string_view text_;
  std::size_t quote_;     // the next one
  std::size_t last_ = 0;  // the one before, if any
  bool inside_ = false;   // behind that one, up to the line's end
};

}  // namespace

// Whether [begin, end) is a word as the tokenizer cuts them, with nothing glued to its front.
bool Words::stands_apart(std::size_t begin, std::size_t end) const {
  const auto is_part = [](char32_t c) {
    const unicode::Class kind = unicode::class_of(c);
    return kind == unicode::Class::kLetter || kind == unicode::Class::kMark ||
           kind == unicode::Class::kDigit;
  };
  const auto part_before = [&](std::size_t at) {
    return at > 0 && is_part(unicode::decode_before(text_, at).code_point);
  };
  const auto part_at = [&](std::size_t at) {
    return at < text_.size() && is_part(unicode::decode(text_, at).code_point);
  };
  constexpr std::string_view kCurly = "\u2019";
  if (begin > 0) {
    const char before = text_[begin - 1];
    const bool apart = is_space(before) || static_cast<unsigned char>(before) >= 0x80 ||
                       std::string_view("([\"'").find(before) != std::string_view::npos;
    if (!apart || part_before(begin)) return false;
    const bool curly = text_.substr(0, begin).ends_with(kCurly);
    if ((before == '\'' && part_before(begin - 1)) || (curly && part_before(begin - kCurly.size())))
      return false;
  }
  if (part_at(end)) return false;
  const std::string_view tail = text_.substr(end);
  const std::size_t quote = tail.starts_with('\'') ? 1 : tail.starts_with(kCurly) ? 3 : 0;
  if (quote == 0 || !part_at(end + quote)) return true;
  const bool ending = tail[quote] == 's' || tail[quote] == 'S';
  return ending && !part_at(end + quote + 1);
}

int Words::find(std::string_view word) const {
  int count = 0;
  const auto look_at = [&](std::size_t at) {
    const bool is_word = text_.substr(at, word.size()) == word;
    count += is_word && stands_apart(at, at + word.size()) ? 1 : 0;
  };
  if (std::all_of(word.begin(), word.end(), is_letter)) {  // an item, which has a hash
    const std::uint64_t hash = word_hash(word);
    for (std::size_t i = 0; i < scan_.items(); ++i) {
      if (scan_.hashes()[i] == hash) look_at(scan_.begin(i));
    }
  } else {
    for (std::size_t at = text_.find(word); at != std::string_view::npos;
         at = text_.find(word, at + 1))
      look_at(at);
  }
  return count;
}

int Words::count(std::string_view word) const {
  const auto [known, added] = count_.try_emplace(hash_bytes(word), 0);
  if (added && !word.empty()) known->second = find(word);
  return known->second;
}

std::uint64_t word_hash(std::string_view word) {
  std::array<char, 32> small;
  const bool plain = !word.empty() && word.size() <= small.size() &&
                     std::all_of(word.begin(), word.end(), is_letter);
  if (!plain) return token_hash(word);
  std::transform(word.begin(), word.end(), small.begin(),
                 [](char c) { return static_cast<char>(c | 0x20); });
  return hash_bytes({small.data(), word.size()});
}

std::vector<Joint> find_joints(std::string_view text, const std::vector<std::uint32_t>& capitals) {
  std::vector<Joint> joints;
  CodeSpans code(text);
  for (const std::size_t at : capitals) {
    if (at == 0) continue;
    const std::optional<Joint> joint = joint_at(text, at);
    if (joint && !code.cover(at)) joints.push_back(*joint);
  }
  return joints;
}

}  // namespace unspin::glue
