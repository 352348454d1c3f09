// Glued sentences: "the chips.The company", "the hardwareAlibaba says".
//
// The damage: scrapers that drop the markup between blocks also drop the break between a headline
// and the next, or between two sentences. How it is repaired: a space goes in at the joint. Why it
// is safe: at every place where a capital follows a lower-case letter or a sentence's end without a
// space, evidence for two words is weighed against evidence for one: are the halves words of the
// context model, do they stand by themselves elsewhere in the document, does the right half begin
// sentences, does what follows fit it; is the whole a known word, does it recur, is it an
// identifier, a file name, an abbreviation. What it leaves: everything short of the threshold;
// DeepSeek, Node.js, U.S., v2.0, iPhone, fooBar stay whole.
//   "depends on the chips.The rest"  ->  "depends on the chips. The rest"
//   "YouTube and Node.js"            stays
// Covered by tests/unit/glue_test.cpp.
#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "core/hash.hpp"
#include "core/literal.hpp"
#include "core/tokenize.hpp"
#include "core/unicode.hpp"
#include "mend/mend.hpp"
#include "spin/prose.hpp"

namespace unspin {

namespace {

constexpr std::size_t kMostRun = 200;  // bytes without white space that may still be words

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
// Letters of other alphabets and apostrophes of words count as part of them.
bool in_word(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// A place where a capital follows without a space: [left, joint) and [joint, right).
struct Joint {
  std::size_t left = 0;   // where the left word begins
  std::size_t end = 0;    // where it ends: the joint, or the sentence's closing mark
  std::size_t joint = 0;  // where the space would go
  std::size_t right = 0;  // where the right word ends
  std::size_t run = 0;    // the stretch without white space around it: [run, run_end)
  std::size_t run_end = 0;
  bool sentence = false;  // . ! or ? stands at the joint
};

// Bytes of the closing marks (quotes, brackets) that end at `at`.
std::size_t closers_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0) {
    if (std::string_view(")]}\"'").find(text[begin - 1]) != std::string_view::npos) {
      --begin;
    } else if (begin >= 3 &&
               (text.substr(begin - 3, 3) == "\u201D" || text.substr(begin - 3, 3) == "\u2019")) {
      begin -= 3;
    } else {
      break;
    }
  }
  return at - begin;
}

std::optional<Joint> joint_at(std::string_view text, std::size_t at) {
  if (!is_upper(text[at]) || is_space(text[at - 1])) return std::nullopt;
  Joint found;
  found.joint = at;
  found.end = at;
  if (!is_lower(text[at - 1])) {
    found.end -= closers_before(text, at);
    if (found.end == 0) return std::nullopt;
    const char mark = text[found.end - 1];
    found.sentence = mark == '.' || mark == '!' || mark == '?';
    if (!found.sentence) return std::nullopt;
    --found.end;
    found.end -= closers_before(text, found.end);  // "(as before).The", "{hardware}.The"
    if (found.end == 0 || !in_word(text[found.end - 1])) return std::nullopt;
  }
  // Bounded, so that a text without white space costs no more than another: longer runs are data.
  const std::size_t lowest = at > kMostRun ? at - kMostRun : 0;
  const std::size_t highest = std::min(text.size(), at + kMostRun);
  found.left = found.end;
  while (found.left > lowest && in_word(text[found.left - 1])) --found.left;
  found.right = at;
  while (found.right < highest && in_word(text[found.right])) ++found.right;
  // A curly apostrophe ends the word: "Alibaba’s".
  const std::size_t curly = text.substr(at, found.right - at).find("\u2019");
  if (curly != std::string_view::npos) found.right = at + curly;
  found.run = found.left;
  while (found.run > lowest && !is_space(text[found.run - 1])) --found.run;
  found.run_end = found.right;
  while (found.run_end < highest && !is_space(text[found.run_end])) ++found.run_end;
  if (found.run_end - found.run >= kMostRun) return std::nullopt;
  return found;
}

// How often each word stands in the document by itself, by its spelling: behind white space or an
// opening bracket or quote, not behind a joint.
class Words {
 public:
  explicit Words(std::string_view text) {
    std::vector<Token> tokens;
    tokenize(text, tokens);
    for (const Token& token : tokens) {
      const std::size_t begin = token.span.begin;
      const bool apart =
          token.gap != Gap::kNone ||
          std::string_view("([\"'").find(text[begin - 1]) != std::string_view::npos ||
          static_cast<unsigned char>(text[begin - 1]) >= 0x80;
      if (token.kind == TokenKind::kWord && apart) ++count_[hash_bytes(slice(text, token.span))];
    }
  }
  int count(std::string_view word) const {
    const auto found = count_.find(hash_bytes(word));
    return found == count_.end() ? 0 : found->second;
  }

 private:
  std::unordered_map<std::uint64_t, int> count_;
};

// Weighs the joints of one document.
class Judge {
 public:
  Judge(std::string_view text, const std::vector<Joint>& joints, const Context& context)
      : text_(text), context_(context), words_(text) {
    for (const Joint& joint : joints) ++wholes_[whole_hash(joint)];
  }

  // Sure joints of the plainer kind make the rarer kind likelier in the same document.
  void set_sentence_joints(std::size_t count) { sentence_joints_ = static_cast<double>(count); }

  double weigh(const Joint& joint) const {
    const std::string_view left = text_.substr(joint.left, joint.end - joint.left);
    const std::string_view right = text_.substr(joint.joint, joint.right - joint.joint);
    if (left.empty() || forbids(joint, left, right)) return -100;
    return (joint.sentence ? sentence_evidence(joint, left, right)
                           : joined_evidence(joint, left, right)) +
           following_evidence(joint, right);
  }

 private:
  double company() const { return std::min(1.5, 0.5 * sentence_joints_); }

  std::uint64_t whole_hash(const Joint& joint) const {
    return hash_bytes(text_.substr(joint.left, joint.right - joint.left));
  }

  // "Class.Part" again and again is a name, not two sentences.
  bool recurs(const Joint& joint) const { return wholes_.at(whole_hash(joint)) > 1; }

  bool known(std::string_view word) const { return context_.known(token_hash(word)); }

  // Commonness of a word in nats above one in a million.
  double commonness(std::string_view word) const {
    return context_.log_prob(token_hash(word)) + 13.8;
  }

  // Shapes that are never two sentences.
  bool forbids(const Joint& joint, std::string_view left, std::string_view right) const {
    std::string_view run = text_.substr(joint.run, joint.run_end - joint.run);
    if (run.starts_with('{') && run.find('}') == joint.end - joint.run) run.remove_prefix(1);
    const bool address = run.find_first_of("/\\@_=<>{#$`|") != std::string_view::npos ||
                         run.find("::") != std::string_view::npos ||
                         run.find("()") != std::string_view::npos;
    if (address || looks_literal(run)) return true;
    if (left.size() < 2 && !is_digit(left[0])) return true;                   // "U.S", "J.Smith"
    if (joint.left > joint.run && text_[joint.left - 1] == '.') return true;  // "a.b.C"
    if (run.substr(0, run.size() - 1).find(':') != std::string_view::npos) return true;
    const char next = joint.right < text_.size() ? text_[joint.right] : ' ';
    if (next == '(' || next == '[') return true;
    if (next == '.' && joint.right + 1 < text_.size() && in_word(text_[joint.right + 1]))
      return true;  // "A.B.C"
    // "NASA" and "ListenAndServe" need to stand by themselves elsewhere.
    const bool plain = std::none_of(right.begin() + 1, right.end(), is_upper);
    return !plain && words_.count(right) == 0;
  }

  // "chips.The": is "chips" a word that ends sentences, is "The" one that begins them?
  double sentence_evidence(const Joint& joint, std::string_view left,
                           std::string_view right) const {
    const bool lower = is_lower(left[0]);
    double evidence = (lower ? 1.0 : 0.5) * company();
    const bool has_digit = std::any_of(left.begin(), left.end(), is_digit);
    evidence += lower && known(left) ? 1.5 : has_digit ? -0.5 : words_.count(left) > 0 ? 0.5 : -1.5;
    if (left.size() < 3 && !has_digit) evidence -= 1.0;
    if (left.size() > 1 && is_upper(left[0]) && is_upper(left[1])) evidence -= 1.0;  // "VB.Net"
    evidence += std::max(starting_lift(right), -1.0);
    if (words_.count(right) > 0) evidence += 1.5;
    if (known(right)) evidence += 0.5;
    if (recurs(joint)) evidence -= 2.5;
    // "Class.BasePart": capitals on both sides and inside.
    if (!lower && std::any_of(right.begin() + 1, right.end(), is_upper)) evidence -= 2.0;
    return evidence;
  }

  // "hardwareAlibaba": no mark at all, so both halves must be words beyond doubt.
  double joined_evidence(const Joint& joint, std::string_view left, std::string_view right) const {
    const std::string_view whole = text_.substr(joint.left, joint.right - joint.left);
    if (known(whole) || words_.count(whole) > 1) return -100;
    if (right.size() < 2) return -100;
    if (left.size() < 3 || !known(right)) {
      if (words_.count(right) == 0 || left.size() < 3) return -100;
    }
    double evidence = -3.0 + company();
    if (is_lower(left[0]) && known(left)) {
      evidence += std::min(1.5, 0.4 * commonness(left)) + (words_.count(left) > 0 ? 1.0 : 0.0);
    } else {
      evidence -= words_.count(left) > 0 ? 0.5 : 1.5;
    }
    evidence += std::min(2.5, static_cast<double>(words_.count(right)) * 1.5);
    evidence += std::max(starting_lift(right), words_.count(right) > 0 ? -0.5 : -2.0);
    if (left.size() >= 5) evidence += 0.5;
    // "The", "This": words that begin sentences, the surer where other sentences are glued.
    if (commonness(right) >= 7 && starting_lift(right) > 0)
      evidence += company() >= 1.5 ? 1.5 : 1.0;
    // "messageClass": a word that the document also writes small is no name and begins nothing.
    if (words_.count(unicode::to_lower(right)) > 0 && commonness(right) < 7) evidence -= 1.5;
    // "getUserName": more joints in the run speak of an identifier.
    for (std::size_t i = joint.left + 1; i < joint.right; ++i) {
      if (i != joint.joint && is_upper(text_[i]) && is_lower(text_[i - 1]) &&
          words_.count(right) == 0)
        evidence -= 1.5;
    }
    return evidence;
  }

  // How much likelier the word is at the start of a sentence than anywhere.
  double starting_lift(std::string_view word) const {
    static const std::uint64_t kStop = token_hash(".");
    const std::uint64_t hash = token_hash(word);
    const double lift = context_.log_prob({kStop, 0, 0}, hash) - context_.log_prob(hash);
    return std::clamp(lift, -2.0, 2.0);
  }

  // Does what stands behind the right word follow it in prose?
  double following_evidence(const Joint& joint, std::string_view right) const {
    std::vector<Token> tokens;
    const std::size_t end = std::min(text_.size(), joint.right + 60);
    tokenize(text_.substr(joint.right,
                          unicode::valid_prefix(text_.substr(joint.right, end - joint.right))),
             tokens);
    if (tokens.empty() || tokens[0].gap >= Gap::kParagraph) {
      return text_.size() == joint.right || is_space(text_[joint.right]) ? 0.0 : -1.0;
    }
    static const std::uint64_t kStop = token_hash(".");
    const std::uint64_t next = model_hash(tokens[0]);
    if (!context_.known(next)) return 0.0;
    const double lift =
        context_.log_prob({token_hash(right), kStop, 0}, next) - context_.log_prob(next);
    return 0.5 * std::clamp(lift, -2.0, 3.0);
  }

  std::string_view text_;
  const Context& context_;
  Words words_;
  std::unordered_map<std::uint64_t, int> wholes_;  // how often each pair of halves is joined
  double sentence_joints_ = 0;
};

// Evidence from which a space goes in, where a sentence's end stands at the joint and where not.
constexpr double kSentenceThreshold = 1.8;
constexpr double kJoinedThreshold = 2.5;

}  // namespace

EditList mend_glue(std::string_view text, const Context& context) {
  std::vector<Joint> joints;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (const std::optional<Joint> joint = joint_at(text, at)) joints.push_back(*joint);
  }
  if (joints.empty()) return {};
  Judge judge(text, joints, context);
  const auto sure_sentences = std::count_if(joints.begin(), joints.end(), [&](const Joint& joint) {
    return joint.sentence && judge.weigh(joint) >= kSentenceThreshold;
  });
  judge.set_sentence_joints(static_cast<std::size_t>(sure_sentences));
  std::vector<Edit> edits;
  for (const Joint& joint : joints) {
    const double evidence = judge.weigh(joint);
    if (evidence < (joint.sentence ? kSentenceThreshold : kJoinedThreshold)) continue;
    const double confidence = 1 / (1 + std::exp(-evidence));
    edits.push_back({{joint.joint, joint.joint}, "", " ", "glue", confidence});
  }
  return EditList::from_unsorted(std::move(edits));
}

}  // namespace unspin
