// The first look of the encoding pass at a text: the words that may be mojibake, found by bytes.
//
// Honest text leaves here: a character by itself, as a quotation mark between ASCII letters, can be
// no sequence of UTF-8 in any encoding, so only neighbours that are not ASCII are looked up.
// Offsets are bytes of the text. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "unspin/edit.hpp"

namespace unspin::encoding {

struct Scan {
  // The words, that is, what stands between white space, that hold a sequence of UTF-8 in some
  // encoding: those of which candidates() is not empty. Sorted, disjoint.
  std::vector<Span> words;
  // What else the text has that the parts of the pass look for (encoding_parts.hpp).
  bool capitals = false;    // U+00C2 or U+00C3
  bool controls = false;    // U+0080 to U+009F
  bool ideographs = false;  // from U+4000 on, in the basic plane; half-width kana among them

  // True when the pass can find nothing in the text.
  bool empty() const { return words.empty() && !capitals && !controls && !ideographs; }
};

// Precondition: `text` is valid UTF-8.
Scan scan(std::string_view text);

}  // namespace unspin::encoding
