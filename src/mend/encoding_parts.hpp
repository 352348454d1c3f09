// The parts of the encoding pass, each a file: what encoding.cpp puts together.
//
// All take valid UTF-8 and add edits of it to `edits`, in any order; where two overlap the earlier
// in the vector stays. Pure but for that; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "unspin/edit.hpp"

namespace unspin::encoding {

// encoding_wide.cpp: UTF-8 that was read as Shift-JIS or GBK.
void mend_wide(std::string_view text, std::vector<Edit>& edits);

// encoding_lossy.cpp: letters and spaces that have lost a byte. `sure`: the text has other, whole
// ones that were read as windows-1252, so that less evidence will do.
void mend_lossy(std::string_view text, bool sure, std::vector<Edit>& edits);

// encoding_lossy.cpp: closing quotes that have lost a byte, behind an opening one that is whole.
void mend_quotes(std::string_view text, std::vector<Edit>& edits);

// encoding_lossy.cpp: a no-break space, misread twice, of which half was lost. An edit of this kind
// goes before one of the whole sequences.
void mend_double_space(std::string_view text, std::vector<Edit>& edits);

// encoding_lossy.cpp: what a control character of Latin-1 is in windows-1252; itself where it is
// none, or, by what stands before it, a part of mojibake.
char32_t without_control(char32_t before, char32_t c);

// encoding_lossy.cpp: control characters of Latin-1 that are characters of windows-1252.
void mend_controls(std::string_view text, std::vector<Edit>& edits);

// The code points of valid UTF-8, and back.
std::u32string code_points(std::string_view text);
std::string utf8(std::u32string_view text);

}  // namespace unspin::encoding
