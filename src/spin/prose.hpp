// How running text is shown to the context model, in training and in use alike.
#pragma once

#include <cstdint>

#include "core/hash.hpp"
#include "core/tokenize.hpp"

namespace unspin {

// What stands before the first word of a paragraph.
constexpr std::uint64_t kParagraphStart = mix(0x70617261);
// What URLs, paths and code are to the model.
constexpr std::uint64_t kLiteral = mix(0x6c697465);

inline std::uint64_t model_hash(const Token& token) {
  return token.literal ? kLiteral : token.hash;
}

}  // namespace unspin
