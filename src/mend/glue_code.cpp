// What speaks for a name in a joint: parts of programs ("tf.Session"), abbreviations, products.
#include <algorithm>

#include "core/tokenize.hpp"
#include "core/unicode.hpp"
#include "mend/glue_parts.hpp"

namespace unspin::glue {

namespace {

// Titles, and what stands before numbers and names.
constexpr std::string_view kShortForms[] = {
    "Dr", "Sir", "al",   "vs",  "cf",  "Mr",  "Mrs", "Ms",  "Prof",   "Sen", "Rep", "Gen", "Gov",
    "Lt", "Sgt", "Capt", "Col", "Hon", "Rev", "St",  "Ste", "Messrs", "No",  "Fig", "Eq"};
bool is_short_form(std::string_view word) {
  return std::find(std::begin(kShortForms), std::end(kShortForms), word) != std::end(kShortForms);
}

}  // namespace

// A word that begins sentences more often than it stands in them.
bool Judge::is_starter(std::string_view word) const {
  return starting_lift(word) > 0.5 && known(word);
}

// "The", "However", "That": a word that nobody names a part of a program by.
bool Judge::is_clear_starter(std::string_view word) const {
  const double common = commonness(word);
  return word.size() == 1 || common > 7.5 || (common > 5.5 && is_starter(word));
}

// "Class.Part" again and again, "tf" where "tf.keras" stands too, "typing.TypedDict".
bool Judge::is_name_part(const Joint& joint) const {
  const std::string_view whole = text_.substr(joint.left, joint.right - joint.left);
  const auto& lefts = parts().lefts;
  const auto found = lefts.find(hash_bytes(left(joint)));
  const int other = found == lefts.end() ? 0 : found->second;
  if (joint.quoted) return false;
  const bool plain =
      std::none_of(text_.begin() + static_cast<std::ptrdiff_t>(joint.begin) + 1,
                   text_.begin() + static_cast<std::ptrdiff_t>(joint.right), is_upper);
  const bool clear = is_clear_starter(right(joint));
  return other >= 10 || wholes_.at(hash_bytes(whole)) > 1 || (other >= (plain ? 3 : 2) && !clear);
}

// Penalties for what looks like "System.String", "decimal.Decimal", "rnn.GRU", "io.TextIOWrapper".
double Judge::code_evidence(const Joint& joint) const {
  const std::string_view first = left(joint), second = right(joint);
  if (joint.quoted || text_[joint.end] != '.') return 0;
  const std::string_view around = text_.substr(0, std::min(text_.size(), joint.right + 4));
  if (around.substr(0, joint.run).ends_with("= ")) return kNever;
  const std::string_view next = around.substr(joint.right);
  if (next.starts_with(" =") || next.starts_with(" += ")) return kNever;
  double evidence = 0;
  if (!next.empty() && std::string_view("\")'").find(next[0]) != std::string_view::npos &&
      !next.starts_with("'s") && !next.starts_with("'r") && !next.starts_with("'l"))
    return kNever;  // ("components.Filter")
  if (is_short_form(first)) return kNever;
  const bool starter = is_starter(second);
  const bool name = !is_lower(first[0]) && !is_digit(first[0]);
  const bool rare = !known(first) || commonness(first) < 1;
  if ((name || rare) && !starter) evidence -= name ? 2.0 : 1.5;
  // "decimal.Decimal", "gnome-terminal-server.Gnome-terminal"
  const std::string_view before = text_.substr(joint.run, joint.end - joint.run);
  if (second.size() >= 3 && before.find(unicode::to_lower(second)) != std::string_view::npos)
    evidence -= 3.0;
  // A sentence of one word: at the start of a line, or behind an opening mark.
  const bool first_in_line = joint.left == 0 || text_[joint.left - 1] == '\n';
  if (first_in_line || !is_space(text_[joint.left - 1])) evidence -= 2.0;
  if (next.starts_with(':')) evidence -= 1.0;
  const bool listed = next.starts_with(" and") || next.starts_with(" or ");
  if (listed && second.size() == 1) return kNever;           // "Grew.A or"
  if (listed && !is_clear_starter(second)) evidence -= 3.0;  // "typing.List and"
  // A text that names parts of things so ("os.path", "io.BytesIO") may name more of them.
  if (parts().dots >= 2 && !is_clear_starter(second)) evidence -= 2.5;
  // "ASP.NET", "GOV.UK": the model has read them often.
  const std::uint64_t hash = word_hash(second);
  const double together = context_.log_prob({stop_hash(), word_hash(first), 0}, hash) -
                          context_.log_prob({stop_hash(), 0, 0}, hash);
  evidence -= std::max(0.0, together - 1.5);
  const auto capitals = std::count_if(second.begin() + 1, second.end(), is_upper);
  const bool all = capitals + 1 == static_cast<std::ptrdiff_t>(second.size());
  if (capitals > 0) evidence -= (name ? 4.5 : rare ? 3.0 : 1.5) + (all ? 0 : 1.0);
  return evidence;
}

}  // namespace unspin::glue
