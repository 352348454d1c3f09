#include "core/pieces.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace unspin {
namespace {

std::vector<std::string> pieces(std::string_view text, std::size_t size) {
  std::vector<std::string> all;
  for_each_piece(text, size, [&](std::size_t begin, std::size_t end) {
    all.emplace_back(text.substr(begin, end - begin));
  });
  return all;
}

using Pieces = std::vector<std::string>;

TEST_CASE("A text of at most two sizes is one piece") {
  CHECK(pieces("", 4).empty());
  CHECK(pieces("a\n\nb\n\ncd", 4) == Pieces{"a\n\nb\n\ncd"});
}

TEST_CASE("A piece ends behind the first paragraph break that comes late enough") {
  CHECK(pieces("a\n\nbcd\n \r\nefgh\n\nijk", 5) == Pieces{"a\n\nbcd\n \r\n", "efgh\n\nijk"});
}

TEST_CASE("Without a paragraph break it ends with a line, a sentence, a word, a code point") {
  CHECK(pieces("ab cd ef. g\nhi. jk lm no", 8) == Pieces{"ab cd ef. g\n", "hi. jk lm no"});
  CHECK(pieces("ab cd ef. gh i j k lm no", 8) == Pieces{"ab cd ef. ", "gh i j k lm no"});
  CHECK(pieces("ab cd efghij klmnop", 5) == Pieces{"ab cd ", "efghij ", "klmnop"});
  CHECK(pieces("abcdefg\u20AChij", 4) == Pieces{"abcdefg", "\u20AChij"});
}

TEST_CASE("Bytes that are no code point are cut anywhere") {
  CHECK(pieces(std::string(20, '\x80'), 4) == Pieces(4, std::string(5, '\x80')));
}

TEST_CASE("A piece depends on the bytes up to two sizes and one more, not on those behind") {
  const std::string text = "One line.\nAnother one. And a third\n\nThe end of it all comes here.";
  for (std::size_t size = 1; 2 * size < text.size(); ++size) {
    const std::size_t whole = piece_length(text, size);
    for (std::size_t held = 2 * size + 1; held < text.size(); ++held) {
      CHECK(piece_length(std::string_view(text).substr(0, held), size) == whole);
    }
  }
}

}  // namespace
}  // namespace unspin
