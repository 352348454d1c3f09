// Input in other encodings than UTF-8, on request (--encoding).
//
// The converters are ICU's, behind core/unicode. Names are those that ICU knows, in any spelling
// ("latin1", "ISO-8859-1"); "auto" leaves UTF-8 as it is, and otherwise takes what marks, null
// bytes and letter statistics speak for. What is ill-formed becomes U+FFFD. Pure; any thread.
#pragma once

#include <string>

namespace unspin::cli {

// Throws UsageError, naming it, for a name that is neither "auto" nor an encoding.
void check_encoding(const std::string& name);

// UTF-8 by any of its names: such input needs no conversion.
bool is_utf8_name(const std::string& name);

// The bytes as UTF-8, without a byte order mark. Precondition: check_encoding(encoding). Bytes
// that "auto" recognises nothing in stay as they are.
std::string to_utf8(std::string bytes, const std::string& encoding);

}  // namespace unspin::cli
