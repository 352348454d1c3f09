#include "core/embedded.hpp"

extern "C" {
extern const char unspin_lexicon_begin[];
extern const char unspin_lexicon_end[];
extern const char unspin_model_begin[];
extern const char unspin_model_end[];
extern const char unspin_phrases_begin[];
extern const char unspin_phrases_end[];
}

namespace unspin {

std::string_view embedded_lexicon() {
  return {unspin_lexicon_begin,
          static_cast<std::size_t>(unspin_lexicon_end - unspin_lexicon_begin)};
}

std::string_view embedded_model() {
  return {unspin_model_begin, static_cast<std::size_t>(unspin_model_end - unspin_model_begin)};
}

std::string_view embedded_phrases() {
  return {unspin_phrases_begin,
          static_cast<std::size_t>(unspin_phrases_end - unspin_phrases_begin)};
}

}  // namespace unspin
