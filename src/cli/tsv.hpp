// Lines of columns that are parted by TABs. Nothing is quoted or escaped. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "unspin/edit.hpp"

namespace unspin::cli {

// Column `column`, from 1, of a line with or without its line end (LF or CR LF); bytes of the line.
// None when it has fewer.
std::optional<Span> find_column(std::string_view line, std::size_t column);

// The edits of a column that a line can hold: TABs and line breaks that they would put in become
// one space for each run of them. What then changes nothing is left out.
EditList keep_in_column(const EditList& edits);

}  // namespace unspin::cli
