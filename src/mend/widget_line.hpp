// How much a line, by itself, looks like a part of the page around an article.
//
// Pure; any thread. Views in the result point into the Phrases.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mend/lines.hpp"
#include "mend/phrases.hpp"

namespace unspin {

struct WidgetLook {
  double weight = 0;        // how sure it is one, 0..1, whatever stands around it
  std::string_view kind;    // of the row that says so; "line" where words or shape do
  bool listed = false;      // a row without open words says so
  bool number = false;      // a figure or date: "86.14", "$163.20", "3 days ago"
  bool change = false;      // a figure with sign and per cent: "-2.01%"
  int integer = -1;         // a small one that is the whole line
  bool code = false;        // two to five capitals
  bool bullet = false;      // begins like an item of a list
  bool teaser = false;      // like a headline
  bool title_case = false;  // most of its words are capitalised
  bool addresses = false;   // speaks to "you"
};

WidgetLook look_at(std::string_view text, const Line& line, const Phrases& phrases);

// The sentences of a paragraph that do nothing but ask the reader to subscribe, follow, download:
// spans of `text`. Empty for a line that is not longer than one sentence.
std::vector<Span> callouts(std::string_view text, const Line& line, const Phrases& phrases);

}  // namespace unspin
