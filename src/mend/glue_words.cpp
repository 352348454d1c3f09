#include "mend/glue_parts.hpp"
namespace unspin::glue {
void part_words(std::string_view, const Context&, std::vector<Edit>&) {}
}
