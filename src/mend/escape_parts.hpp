// The parts of the escape pass, each a file: what escape.cpp puts together.
//
// All take valid UTF-8 and add edits of it to `edits`, in any order; where two overlap the earlier
// in the vector stays. Pure but for that; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "mend/survey.hpp"
#include "unspin/context.hpp"
#include "unspin/edit.hpp"

namespace unspin::escape {

// escape_json.cpp: backslash sequences.
void mend_backslashes(std::string_view text, std::vector<Edit>& edits);

// escape_percent.cpp: percent-encoding in words.
void mend_percents(std::string_view text, const Context& context, std::vector<Edit>& edits);

// escape_invisible.cpp: control characters, terminal sequences, what has no width.
void mend_controls(std::string_view text, std::vector<Edit>& edits);
void mend_zero_width(std::string_view text, std::vector<Edit>& edits);

// escape_print.cpp: ligatures, hyphens of a line's end, words cut at a ligature.
void mend_ligatures(std::string_view text, std::vector<Edit>& edits);
void mend_hyphens(std::string_view text, const Context& context, std::vector<Edit>& edits);
void mend_cut_words(std::string_view text, const Context& context, const Survey& survey,
                    std::vector<Edit>& edits);

inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_letter(char c) { return is_lower(c) || is_upper(c); }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

inline char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : ' ';
}

// The value of so many hexadecimal digits at `at`; -1 when they are none.
long hexadecimal(std::string_view text, std::size_t at, std::size_t digits);

bool has_any(std::string_view text, std::initializer_list<std::string_view> parts);

}  // namespace unspin::escape
