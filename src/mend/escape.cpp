// Escapes and invisible characters that other programs left: "technology%20development",
// "don\u2019t", soft hyphens, terminal colours, "eﬃ- ciency".
//
// The damage: a program wrote text for another, as an address, a JSON string, a terminal screen, a
// printed page, and its way of writing was never undone. How it is repaired: each in a file of its
// own, which says why it is safe and what it leaves: escape_percent.cpp, escape_json.cpp,
// escape_invisible.cpp, escape_print.cpp. All of them leave addresses, paths and code alone, and
// text that speaks of escapes.
//   "technology%20development"        ->  "technology development"
//   "He said \"yes\" and left."       ->  the same without backslashes
//   "C:\new, K\"ahler, %20, a\/b"     stays
// Covered by tests/unit/escape_test.cpp.
#include <algorithm>
#include <charconv>

#include "mend/escape_parts.hpp"
#include "mend/mend.hpp"

namespace unspin {

namespace escape {

long hexadecimal(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return -1;
  const char* begin = text.data() + at;
  unsigned value = 0;
  const auto [stop, error] = std::from_chars(begin, begin + digits, value, 16);
  return error == std::errc() && stop == begin + digits ? static_cast<long>(value) : -1;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  });
}

}  // namespace escape

EditList mend_escape(std::string_view text, const Context& context, const Survey& survey) {
  std::vector<Edit> edits;
  if (survey.control) escape::mend_controls(text, edits);
  if (survey.invisible) escape::mend_zero_width(text, edits);
  if (survey.backslash) escape::mend_backslashes(text, edits);
  if (survey.percent) escape::mend_percents(text, context, edits);
  if (survey.ligature) escape::mend_ligatures(text, edits);
  if (survey.hyphen) escape::mend_hyphens(text, context, edits);
  escape::mend_cut_words(text, context, survey, edits);
  return EditList::from_unsorted(std::move(edits));
}

EditList mend_escape(std::string_view text, const Context& context) {
  Survey survey(context);
  survey.read(text);
  return mend_escape(text, context, survey);
}

}  // namespace unspin
