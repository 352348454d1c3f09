// Is a joint the seam of two sentences or a part of a name? Evidence in nats.
#include <algorithm>

#include "core/literal.hpp"
#include "core/tokenize.hpp"
#include "core/unicode.hpp"
#include "mend/glue_parts.hpp"
#include "spin/prose.hpp"

namespace unspin::glue {

namespace {

constexpr std::size_t kWindow = 60;  // bytes of context looked at on either side

// What is asked for, where a sentence's end stands at the joint and where not.
constexpr double kSentenceThreshold = 1.0;
constexpr double kJoinedThreshold = 6.0;
constexpr double kDoubt = 1.0;          // how far below that an identifier is
constexpr double kUnknownWord = -13.0;  // log P of the whole, were it a word by itself

// The last words before a place of the same line, newest first.
Context::History before(std::string_view text, std::size_t at) {
  std::size_t begin = at > kWindow ? at - kWindow : 0;
  const std::size_t line = text.substr(begin, at - begin).rfind('\n');
  const bool from_line = line != std::string_view::npos;
  if (from_line) begin += line + 1;
  while (!from_line && begin > 0 && begin < at && !is_space(text[begin])) ++begin;
  std::vector<Token> tokens;
  tokenize(text.substr(begin, at - begin), tokens);
  Context::History history{};
  if (from_line || begin == 0) history = {kParagraphStart, 0, 0};
  for (const Token& token : tokens) history = extend(history, model_hash(token));
  return history;
}

// The first tokens behind a place.
std::vector<Token> behind(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, kWindow);
  std::vector<Token> tokens;
  tokenize(rest.substr(0, unicode::valid_prefix(rest)), tokens);
  return tokens;
}

// Whether the word before a place begins with a capital.
bool title_before(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  if (text[begin] != ' ') return false;
  while (begin > 0 && at - begin < kWindow && is_word_char(text[begin - 1])) --begin;
  return is_upper(text[begin]);
}

}  // namespace

Judge::Judge(const Scan& scan, const std::vector<Joint>& joints, const Context& context)
    : text_(scan.text()), context_(context), words_(scan) {
  for (const Joint& joint : joints) {
    ++wholes_[hash_bytes(text_.substr(joint.left, joint.right - joint.left))];
  }
}

const Parts& Judge::parts() const {
  if (parts_) return *parts_;
  parts_.emplace();
  const std::string_view text = text_;
  for (std::size_t at = text.find('.'); at != std::string_view::npos; at = text.find('.', at + 1)) {
    if (at == 0 || at + 2 >= text.size() || !is_word_char(text[at - 1])) continue;
    if (!is_letter(text[at + 1]) && text[at + 1] != '_') continue;
    std::size_t begin = at;
    while (begin > 0 && at - begin < kWindow && is_word_char(text[begin - 1])) --begin;
    const bool small = !is_upper(text[at + 1]);
    std::size_t end = at + 2;
    while (end < text.size() && end - at < kWindow && is_lower(text[end])) ++end;
    const bool camel = !small && end > at + 2 && end < text.size() && is_upper(text[end]);
    if ((small || camel) && at - begin >= 2) ++parts_->dots;  // not "e.g."
    parts_->lefts[hash_bytes(text.substr(begin, at - begin))] += small ? 10 : 1;
  }
  return *parts_;
}

std::string_view Judge::left(const Joint& joint) const {
  return text_.substr(joint.left, joint.end - joint.left);
}
std::string_view Judge::right(const Joint& joint) const {
  return text_.substr(joint.begin, joint.right - joint.begin);
}
bool Judge::known(std::string_view word) const { return context_.known(word_hash(word)); }
double Judge::company() const { return std::min(2.0, 0.5 * sentence_joints_); }

// Commonness of a word in nats above one in a million.
double Judge::commonness(std::string_view word) const {
  return context_.log_prob(word_hash(word)) + 13.8;
}

double Judge::weigh(const Joint& joint) const {
  if (forbids(joint)) return kNever;
  return joint.sentence ? sentence_evidence(joint) - kSentenceThreshold
                        : joined_evidence(joint) - kJoinedThreshold;
}

// Shapes that are never two sentences.
bool Judge::forbids(const Joint& joint) const {
  const std::string_view first = left(joint), second = right(joint);
  std::string_view run = text_.substr(joint.run, joint.run_end - joint.run);
  if (run.starts_with('{') && run.find('}') == joint.end - joint.run) run.remove_prefix(1);
  const bool address = run.find_first_of("/\\@_=<>{#$`|&+*~^") != std::string_view::npos ||
                       run.find("::") != std::string_view::npos ||
                       run.find("()") != std::string_view::npos;
  if (address || looks_literal(run)) return true;
  for (std::size_t at = run.find('('); at != std::string_view::npos; at = run.find('(', at + 1)) {
    if (at > 0 && is_word_char(run[at - 1])) return true;  // "find(name).Then"
  }
  if (first.size() < 2 && !is_digit(first[0])) return true;                 // "U.S", "J.Smith"
  if (joint.left > joint.run && text_[joint.left - 1] == '.') return true;  // "a.b.C"
  if (text_.substr(joint.run, joint.joint - joint.run).find(':') != std::string_view::npos)
    return true;
  const char next = joint.right < text_.size() ? text_[joint.right] : ' ';
  if (next == '(' || next == '[' || next == ';') return true;
  if (next == '.' && joint.right + 1 < text_.size() && is_word_char(text_[joint.right + 1]))
    return true;  // "A.B.C"
  if (second.size() == 1 && second != "A" && second != "I") return true;
  if (second.size() > 1 && second.find_first_not_of("IVX") == std::string_view::npos) return true;
  // "NASA" and "ListenAndServe" need to stand by themselves elsewhere.
  const bool plain = std::none_of(second.begin() + 1, second.end(), is_upper);
  return !plain && !(joint.sentence && known(second)) && words_.count(second) == 0;
}

// How much likelier than usual a sentence ends behind the left word.
double Judge::ending_lift(const Joint& joint) const {
  const Context::History history = before(text_, joint.end);
  return std::clamp(context_.log_prob(history, stop_hash()) + 3.5, -2.5, 2.0);
}

// How much likelier the word is at the start of a sentence than anywhere.
double Judge::starting_lift(std::string_view word) const {
  const std::uint64_t hash = word_hash(word);
  const double lift = context_.log_prob({stop_hash(), 0, 0}, hash) - context_.log_prob(hash);
  return std::clamp(lift, -2.0, 2.0);
}

// How much likelier what stands behind the right word is there, at the start of a sentence.
double Judge::following_lift(const Joint& joint) const {
  const std::vector<Token> tokens = behind(text_, joint.right);
  if (tokens.empty() || tokens[0].gap >= Gap::kParagraph) {
    return text_.size() == joint.right || is_space(text_[joint.right]) ? 0.0 : -1.0;
  }
  const std::uint64_t next = model_hash(tokens[0]);
  if (!context_.known(next)) return 0.0;
  const double lift =
      context_.log_prob({word_hash(right(joint)), stop_hash(), 0}, next) - context_.log_prob(next);
  return std::clamp(lift, -2.0, 3.0);
}

// "chips.The": is "chips" a word that ends sentences, is "The" one that begins them?
double Judge::sentence_evidence(const Joint& joint) const {
  const std::string_view first = left(joint), second = right(joint);
  const bool lower = is_lower(first[0]);
  const bool has_digit = std::any_of(first.begin(), first.end(), is_digit);
  const char mark = text_[joint.end];
  double evidence = (lower && known(first) ? company() : 0.0) + ending_lift(joint);
  evidence += lower && known(first)                     ? 1.5
              : has_digit                               ? -0.5
              : known(first) || words_.count(first) > 0 ? 0.5
                                                        : -1.5;
  if (lower && commonness(first) > 3) evidence += 0.5;
  if (first.size() < 3 && !has_digit) evidence -= 0.5;
  if (first.size() > 1 && is_upper(first[0]) && is_upper(first[1])) evidence -= 0.5;  // "VB.Net"
  evidence += std::max(starting_lift(second), -1.0) + 0.5 * following_lift(joint);
  const bool clear = is_clear_starter(second);
  if (clear) evidence += 1.0;
  evidence += known(second) ? 0.5 : -0.5;
  if (is_name_part(joint)) evidence -= clear ? 3.0 : 5.0;
  if (mark != '.') evidence += 1.0;  // "?" and "!" are no parts of names
  if (joint.quoted) evidence += 1.5;
  evidence += code_evidence(joint);
  const double repeated = clear ? 1.5 : 0.75;  // asked for only where it can decide
  if (evidence + repeated < kSentenceThreshold) return evidence;
  return words_.count(second) > 0 ? evidence + repeated : evidence;
}

// Beyond doubt the end of a sentence.
bool Judge::is_clear(const Joint& joint) const {
  return joint.sentence && weigh(joint) >= 0 && is_starter(right(joint));
}

// An identifier, as it seems: a document that has some has more.
bool Judge::is_doubtful(const Joint& joint) const {
  return !joint.sentence && !known(text_.substr(joint.left, joint.right - joint.left)) &&
         weigh(joint) < -kDoubt;
}

// How likely the left word is where it stands.
double Judge::left_fit(const Joint& joint) const {
  return context_.log_prob(before(text_, joint.left), word_hash(left(joint)));
}

// What "hardwareAlibaba" would be by itself: how much likelier are two words here than an unknown
// one? `of_right`: log P of the right word at the start of a sentence.
double Judge::evidence_apart(const Joint& joint, double of_right) const {
  const std::string_view first = left(joint), second = right(joint);
  const auto capitals = std::count_if(second.begin() + 1, second.end(), is_upper);
  double evidence = left_fit(joint) + of_right - kUnknownWord + 5 + following_lift(joint) +
                    company() - (is_lower(first[0]) ? 0 : 0.5) - (capitals > 0 ? 2.0 : 0);
  // In a text that is full of glued sentences, what looks like identifiers is glued as well.
  evidence += sentence_joints_ >= 3 ? 2.0 : -std::min(4.0, 0.7 * doubtful_);
  return evidence;
}

// "hardwareAlibaba": no mark at all.
double Judge::joined_evidence(const Joint& joint) const {
  const std::string_view first = left(joint), second = right(joint);
  const std::string_view whole = text_.substr(joint.left, joint.right - joint.left);
  if (joint.left > 0 && !is_space(text_[joint.left - 1])) return kNever;  // "(getName"
  if (second.size() < 2 || first.size() < 3 || !known(first)) return kNever;
  if (known(whole) || wholes_.at(hash_bytes(whole)) > 1) return kNever;
  const auto capitals = std::count_if(second.begin() + 1, second.end(), is_upper);
  const bool title = joint.left >= 2 && title_before(text_, joint.left);
  if (!is_lower(first[0]) && (capitals > 0 || !title || first.size() < 6)) return kNever;
  const std::uint64_t hash = word_hash(second);
  const double of_right = std::max(context_.log_prob({kParagraphStart, 0, 0}, hash),
                                   context_.log_prob({stop_hash(), 0, 0}, hash));
  const bool may_be_topic = first.size() >= 5 && capitals == 0 && commonness(second) < 1.5;
  // What the rest of the text says of the words is asked for only where it can decide.
  constexpr double kMostRepeated = -4.0, kOfFirst = 0.5, kOfTopic = 6.5;
  const double apart = evidence_apart(joint, of_right);
  const double most =
      apart + std::max(0.0, kMostRepeated - of_right) + kOfFirst + (may_be_topic ? kOfTopic : 0);
  if (most < kJoinedThreshold - kDoubt) return most;
  const int alone = words_.count(second);
  if ((!known(second) && alone == 0) || words_.count(whole) > 1) return kNever;
  double evidence = apart + (words_.count(first) > 0 ? kOfFirst : 0.0);
  if (alone > 0) evidence += std::max(0.0, -8.0 + std::min(alone, 4) - of_right);
  // A rare word that stands by itself elsewhere, and never small: the name of what the text is on.
  const int small = words_.count(unicode::to_lower(second));
  if (may_be_topic && alone >= 2 && small == 0) evidence += alone >= 3 ? kOfTopic : 4.0;
  // "messageClass": a word that the document also writes small is no name and begins nothing.
  if (small > 0 && commonness(second) < 7) evidence -= 1.5;
  // "getUserName": more joints in the run speak of an identifier.
  for (std::size_t i = joint.left + 1; i < joint.right; ++i) {
    if (i != joint.joint && is_upper(text_[i]) && is_lower(text_[i - 1]) && alone == 0)
      evidence -= 4.0;
  }
  return evidence;
}

}  // namespace unspin::glue
