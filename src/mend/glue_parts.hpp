// The parts of the glue pass: finding joints, weighing them, words joined or cut in two.
// Offsets are bytes of the text, which outlives every value here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/hash.hpp"
#include "core/tokenize.hpp"
#include "mend/survey.hpp"
#include "unspin/context.hpp"
#include "unspin/edit.hpp"

namespace unspin::glue {

inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_letter(char c) { return is_upper(c) || is_lower(c); }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

inline bool is_word_char(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

constexpr double kNever = -100;  // evidence against any

// What the model has for the end of a sentence.
inline std::uint64_t stop_hash() {
  static const std::uint64_t kStop = token_hash(".");
  return kStop;
}

// A place where a capital follows without a space: [left, end), marks, [begin, right).
struct Joint {
  std::size_t left = 0;   // where the left word begins
  std::size_t end = 0;    // where it ends: the joint, or the sentence's closing mark
  std::size_t joint = 0;  // where the space would go
  std::size_t begin = 0;  // where the right word begins: the joint, or behind an opening mark
  std::size_t right = 0;  // where it ends
  std::size_t run = 0;    // the stretch without white space around it: [run, run_end)
  std::size_t run_end = 0;
  bool sentence = false;  // . ! or ? stands at the joint
  bool quoted = false;    // a quotation or a bracket ends or begins at the joint
};

// glue_joints.cpp: every place of that shape, in order; none inside code spans. `capitals`: where
// one may be, as a Scan has them.
std::vector<Joint> find_joints(std::string_view text, const std::vector<std::uint32_t>& capitals);

// How often a word stands in the document by itself, by its spelling: behind white space or an
// opening bracket or quote, not behind a joint. Words are counted when they are first asked for.
class Words {
 public:
  explicit Words(const Scan& scan) : scan_(scan), text_(scan.text()) {}

  int count(std::string_view word) const;

 private:
  int find(std::string_view word) const;
  bool stands_apart(std::size_t begin, std::size_t end) const;

  const Scan& scan_;
  std::string_view text_;
  mutable std::unordered_map<std::uint64_t, int> count_;  // by the hash of the spelling
};

// token_hash() of a word, without its cost where the word is one of plain letters.
std::uint64_t word_hash(std::string_view word);

// Names with dots: "tf.keras" makes "tf" the name of a thing that has parts.
struct Parts {
  std::unordered_map<std::uint64_t, int> lefts;  // how often each left half has a dot
  int dots = 0;                                  // inside names of code, addresses and files
};

// glue_judge.cpp and glue_code.cpp: weighs the joints of one document.
class Judge {
 public:
  Judge(const Scan& scan, const std::vector<Joint>& joints, const Context& context);

  // Sure joints of the plainer kind make the rarer kind likelier in the same document.
  void set_sentence_joints(std::size_t count) { sentence_joints_ = static_cast<double>(count); }

  bool is_clear(const Joint& joint) const;

  // What looks like identifiers makes more of them likelier.
  void set_doubtful(std::size_t count) { doubtful_ = static_cast<double>(count); }
  bool is_doubtful(const Joint& joint) const;

  // Evidence for two words in nats, above what is asked for.
  double weigh(const Joint& joint) const;

 private:
  const Parts& parts() const;
  bool forbids(const Joint& joint) const;
  bool is_starter(std::string_view word) const;
  bool is_clear_starter(std::string_view word) const;
  bool is_name_part(const Joint& joint) const;
  double code_evidence(const Joint& joint) const;
  double sentence_evidence(const Joint& joint) const;
  double joined_evidence(const Joint& joint) const;
  double evidence_apart(const Joint& joint, double of_right) const;
  double ending_lift(const Joint& joint) const;
  double starting_lift(std::string_view word) const;
  double following_lift(const Joint& joint) const;
  double left_fit(const Joint& joint) const;
  bool known(std::string_view word) const;
  double commonness(std::string_view word) const;
  double company() const;
  std::string_view left(const Joint& joint) const;
  std::string_view right(const Joint& joint) const;

  std::string_view text_;
  const Context& context_;
  Words words_;
  std::unordered_map<std::uint64_t, int> wholes_;  // how often each pair of halves is joined
  mutable std::optional<Parts> parts_;             // when first asked for
  double sentence_joints_ = 0;
  double doubtful_ = 0;
};

// glue_words.cpp: "technologydevelopment", "techno logy". Looks at the words that the survey of the
// text names unknown.
void part_words(std::string_view text, const Context& context, const Survey& survey,
                std::vector<Edit>& edits);

}  // namespace unspin::glue
