// Applying, inverting and composing edit lists. Covered by tests/unit/edit_test.cpp.
#include "unspin/edit.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <map>
#include <utility>

namespace unspin {

void EditList::add(Edit edit) {
  assert(edits_.empty() || edits_.back().span.end <= edit.span.begin);
  edits_.push_back(std::move(edit));
}

namespace {

Span moved(Span span, std::size_t by) { return {span.begin + by, span.end + by}; }

// Edits by position, to find those that overlap.
using Place = std::pair<std::size_t, std::size_t>;
using Places = std::multimap<Place, Edit>;

Place place_of(const Edit& edit) { return {edit.span.begin, edit.span.end}; }

bool is_clear(const Edit& edit, Places::const_iterator next, const Places& taken) {
  if (next != taken.end() && next->first.first < edit.span.end) return false;
  return next == taken.begin() || std::prev(next)->first.second <= edit.span.begin;
}

}  // namespace

void EditList::append(EditList more, std::size_t begin) {
  if (begin == 0 && empty()) {
    *this = std::move(more);
    return;
  }
  for (Edit& edit : more.edits_) {
    edit.span = moved(edit.span, begin);
    add(std::move(edit));
  }
}

// Most come in order and are taken as they come. Those that come late stand between them: no taken
// edit overlaps one of the others, and of two in one place the late one was later in the vector.
EditList EditList::from_unsorted(std::vector<Edit> edits) {
  EditList list;
  std::vector<Edit>& in_order = list.edits_;
  in_order.reserve(edits.size());
  Places late;
  for (Edit& edit : edits) {
    const Place place = place_of(edit);
    if (in_order.empty() || place >= place_of(in_order.back())) {
      if (in_order.empty() || in_order.back().span.end <= edit.span.begin) {
        in_order.push_back(std::move(edit));
      }
      continue;
    }
    const auto behind = std::upper_bound(
        in_order.begin(), in_order.end(), place,
        [](const Place& sought, const Edit& other) { return sought < place_of(other); });
    if (behind->span.begin < edit.span.end) continue;
    if (behind != in_order.begin() && std::prev(behind)->span.end > edit.span.begin) continue;
    const auto next = late.upper_bound(place);
    if (is_clear(edit, next, late)) late.emplace_hint(next, place, std::move(edit));
  }
  if (late.empty()) return list;
  EditList merged;
  merged.edits_.reserve(in_order.size() + late.size());
  auto next = late.begin();
  for (Edit& edit : in_order) {
    for (; next != late.end() && next->first < place_of(edit); ++next) {
      merged.add(std::move(next->second));
    }
    merged.add(std::move(edit));
  }
  return merged;
}

std::string EditList::apply(std::string_view text) const {
  assert(fits(text));
  std::string out;
  out.reserve(text.size() + 16 * edits_.size());
  std::size_t done = 0;
  for (const Edit& edit : edits_) {
    out.append(text, done, edit.span.begin - done);
    out += edit.after;
    done = edit.span.end;
  }
  out.append(text, done);
  return out;
}

EditList EditList::inverse() const {
  EditList back;
  std::size_t before = 0, after = 0;  // the same place in the unedited and in the edited text
  for (const Edit& edit : edits_) {
    const std::size_t begin = after + (edit.span.begin - before);
    const std::size_t end = begin + edit.after.size();
    back.add({{begin, end}, edit.after, edit.before, edit.rule, edit.confidence});
    before = edit.span.end;
    after = end;
  }
  return back;
}

Span EditList::to_source(Span span) const {
  Span source;
  std::size_t before = 0, after = 0;
  bool begin_found = false;
  for (const Edit& edit : edits_) {
    const std::size_t begin = after + (edit.span.begin - before);  // of the edit, edited text
    const std::size_t end = begin + edit.after.size();
    if (!begin_found && span.begin < end) {
      source.begin = span.begin < begin ? before + (span.begin - after) : edit.span.begin;
      begin_found = true;
    }
    if (span.end <= begin) break;
    if (span.end <= end) {
      if (!begin_found) source.begin = edit.span.end;  // an empty span at the end of the edit
      source.end = edit.span.end;
      return source;
    }
    before = edit.span.end;
    after = end;
  }
  if (!begin_found) source.begin = before + (span.begin - after);
  source.end = before + (span.end - after);
  return source;
}

bool EditList::fits(std::string_view text) const {
  return std::all_of(edits_.begin(), edits_.end(), [&](const Edit& edit) {
    return edit.span.end <= text.size() && slice(text, edit.span) == edit.before;
  });
}

namespace {

// Reads a list as the pieces of its edited text, to compose it with another.
struct Reader {
  const std::vector<Edit>& edits;
  std::size_t next = 0;    // the first edit that has not been taken
  std::size_t before = 0;  // end of the last edit taken, in the unedited text
  std::size_t after = 0;   // and in the edited text

  bool done() const { return next == edits.size(); }
  std::size_t begin() const { return after + (edits[next].span.begin - before); }
  std::size_t end() const { return begin() + edits[next].after.size(); }
  void take() {
    after = end();
    before = edits[next].span.end;
    ++next;
  }
};

std::string joined_rules(const std::string& a, const std::string& b) {
  return a.empty() ? b : b.empty() || a == b ? a : a + "+" + b;
}

// Merges a cluster of edits that overlap: `span` is of the middle text, [first, last) are the
// edits of each list in it.
struct Cluster {
  std::size_t begin, end;  // of the middle text
  std::string rule;
  double confidence = 1.0;

  void absorb(const Edit& edit, std::size_t edit_begin, std::size_t edit_end) {
    begin = std::min(begin, edit_begin);
    end = std::max(end, edit_end);
    rule = joined_rules(rule, edit.rule);
    confidence = std::min(confidence, edit.confidence);
  }
};

}  // namespace

EditList compose(EditList first, EditList second, std::string_view unedited) {
  if (second.empty()) return first;
  if (first.empty()) return second;
  const std::string middle = first.apply(unedited);
  Reader reader{first.edits()};
  EditList composed;
  for (std::size_t i = 0; i < second.edits().size();) {
    const Edit& edit = second.edits()[i];
    // Edits of the first list that end before this one stand as they are.
    while (!reader.done() && reader.end() <= edit.span.begin) {
      composed.add(first.edits()[reader.next]);
      reader.take();
    }
    Cluster cluster{edit.span.begin, edit.span.end, {}};
    const std::size_t raw_before = reader.before, raw_after = reader.after;
    const std::size_t first_second = i;
    bool grew = true;
    while (grew) {
      grew = false;
      while (!reader.done() && reader.begin() < cluster.end) {
        cluster.absorb(first.edits()[reader.next], reader.begin(), reader.end());
        reader.take();
        grew = true;
      }
      while (i < second.edits().size() &&
             (i == first_second || second.edits()[i].span.begin < cluster.end)) {
        cluster.absorb(second.edits()[i], second.edits()[i].span.begin, second.edits()[i].span.end);
        ++i;
        grew = true;
      }
    }
    const Span raw{raw_before + (cluster.begin - raw_after),
                   reader.before + (cluster.end - reader.after)};
    std::string after;
    std::size_t done = cluster.begin;
    for (std::size_t k = first_second; k < i; ++k) {
      const Edit& part = second.edits()[k];
      after.append(middle, done, part.span.begin - done).append(part.after);
      done = part.span.end;
    }
    after.append(middle, done, cluster.end - done);
    std::string before(slice(unedited, raw));
    if (before != after) {
      composed.add({raw, std::move(before), std::move(after), cluster.rule, cluster.confidence});
    }
  }
  while (!reader.done()) {
    composed.add(first.edits()[reader.next]);
    reader.take();
  }
  return composed;
}

void append(Result& whole, Result part, std::size_t begin) {
  whole.edits.append(std::move(part.edits), begin);
  for (Flag& flag : part.flags) {
    flag.span = moved(flag.span, begin);
    whole.flags.push_back(std::move(flag));
  }
  for (Issue issue : part.issues) {
    issue.offset += begin;
    whole.issues.push_back(issue);
  }
  Assessment& all = whole.assessment;
  all.words += part.assessment.words;
  all.spun = all.spun || part.assessment.spun;
  if (part.assessment.score < all.score) return;
  all.score = part.assessment.score;
  all.families = std::move(part.assessment.families);
}

}  // namespace unspin
