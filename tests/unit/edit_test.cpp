// Spans, edits and edit lists (src/unspin/edit.hpp): mostly properties on random edits.
#include <doctest/doctest.h>

#include <algorithm>

#include "fixtures.hpp"

using namespace unspin;
using fixtures::pick;
using fixtures::Random;

namespace {

std::string random_text(Random& random, std::size_t most) {
  std::string text(pick(random, 0, most), ' ');
  for (char& c : text) c = static_cast<char>('a' + pick(random, 0, 5));
  return text;
}

// Replacements, insertions and deletions of `text`, touching each other often.
EditList random_edits(Random& random, const std::string& text, const std::string& rule) {
  EditList list;
  std::size_t at = 0;
  while (at <= text.size() && pick(random, 0, 6) != 0) {
    const std::size_t begin = std::min(text.size(), at + pick(random, 0, 3));
    const std::size_t end = std::min(text.size(), begin + pick(random, 0, 3));
    const double confidence = static_cast<double>(pick(random, 0, 100)) / 100;
    list.add(
        {{begin, end}, text.substr(begin, end - begin), random_text(random, 3), rule, confidence});
    at = end;
  }
  return list;
}

bool is_sorted_and_disjoint(const EditList& list) {
  const std::vector<Edit>& edits = list.edits();
  for (std::size_t i = 1; i < edits.size(); ++i) {
    if (edits[i - 1].span.end > edits[i].span.begin) return false;
  }
  return std::all_of(edits.begin(), edits.end(),
                     [](const Edit& edit) { return edit.span.begin <= edit.span.end; });
}

// Which byte of the unedited text each byte of the edited text is: its span, or its edit's.
std::vector<Span> origins(const EditList& list, const std::string& text) {
  std::vector<Span> origin;
  std::size_t at = 0;
  for (const Edit& edit : list.edits()) {
    for (; at < edit.span.begin; ++at) origin.push_back({at, at + 1});
    origin.insert(origin.end(), edit.after.size(), edit.span);
    at = edit.span.end;
  }
  for (; at < text.size(); ++at) origin.push_back({at, at + 1});
  return origin;
}

Edit edit(std::size_t begin, std::string before, std::string after) {
  return {{begin, begin + before.size()}, before, std::move(after), "test", 1.0};
}

}  // namespace

TEST_CASE("a span covers the bytes from its begin up to its end") {
  CHECK(slice("garbled text", {8, 12}) == "text");
  CHECK(Span{8, 12}.size() == 4);
  CHECK(slice("text", {4, 4}).empty());
}

TEST_CASE("an edit list makes all its edits in one pass") {
  EditList list;
  list.add(edit(0, "", "> "));
  list.add(edit(0, "one", "1"));
  list.add(edit(3, " ", ""));
  list.add(edit(7, "", "!"));
  CHECK(list.apply("one two") == "> 1two!");
  CHECK(list.size() == 4);
  CHECK(EditList{}.apply("as it is") == "as it is");
  CHECK(EditList{}.empty());
}

TEST_CASE("an edit list knows whether it fits a text") {
  EditList list;
  list.add(edit(4, "two", "three"));
  CHECK(list.fits("one two"));
  CHECK_FALSE(list.fits("one six"));
  CHECK_FALSE(list.fits("one"));
}

TEST_CASE("edits in any order are sorted, and the earlier of two that overlap stays") {
  const EditList list = EditList::from_unsorted(
      {edit(4, "two", "2"), edit(0, "one", "1"), edit(7, "", "."), edit(3, "", ",")});
  CHECK(is_sorted_and_disjoint(list));
  CHECK(list.apply("one two") == "1, 2.");
  const EditList overlap =
      EditList::from_unsorted({edit(4, "two", "TWO"), edit(4, "two", "never")});
  CHECK(overlap.apply("one two") == "one TWO");
}

TEST_CASE("of overlapping unsorted edits the one that was given first stays") {
  const EditList list = EditList::from_unsorted({edit(4, "two", "2"), edit(2, "e two", "x")});
  CHECK(list.apply("one two") == "one 2");
}

TEST_CASE("random unsorted edits are taken one by one, where none of those before is overlapped") {
  Random random(9);
  for (int i = 0; i < 3000; ++i) {
    std::vector<Edit> edits, taken;
    for (std::size_t n = pick(random, 0, 12); n > 0; --n) {
      const std::size_t begin = pick(random, 0, 20);
      edits.push_back(edit(begin, std::string(pick(random, 0, 4), 'x'), std::to_string(n)));
    }
    const auto place = [](const Edit& e) { return std::pair(e.span.begin, e.span.end); };
    for (const Edit& next : edits) {
      const auto behind = std::find_if(taken.begin(), taken.end(), [&](const Edit& other) {
        return place(next) < place(other);
      });
      if (behind != taken.end() && behind->span.begin < next.span.end) continue;
      if (behind != taken.begin() && std::prev(behind)->span.end > next.span.begin) continue;
      taken.insert(behind, next);
    }
    CHECK(EditList::from_unsorted(edits).edits() == taken);
  }
}

TEST_CASE("an insertion goes before the edit that begins at the same byte") {
  const EditList list = EditList::from_unsorted({edit(2, "c", "C"), edit(2, "", "-")});
  CHECK(list.apply("abc") == "ab-C");
}

TEST_CASE("the inverse of random edits restores the text") {
  Random random(1);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_text(random, 20);
    const EditList list = random_edits(random, text, "a");
    const std::string edited = list.apply(text);
    const EditList back = list.inverse();
    REQUIRE(list.fits(text));
    REQUIRE(back.fits(edited));
    REQUIRE(is_sorted_and_disjoint(back));
    REQUIRE(back.apply(edited) == text);
    REQUIRE(back.inverse() == list);
  }
}

TEST_CASE("composed edits do what the two lists do, one after the other") {
  Random random(2);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random, 16);
    const EditList first = random_edits(random, text, "a");
    const std::string middle = first.apply(text);
    const EditList second = random_edits(random, middle, "b");
    const EditList both = compose(first, second, text);
    INFO("text ", text, " middle ", middle);
    REQUIRE(both.fits(text));
    REQUIRE(is_sorted_and_disjoint(both));
    REQUIRE(both.apply(text) == second.apply(middle));
    REQUIRE(both.inverse().apply(second.apply(middle)) == text);
  }
}

TEST_CASE("edits that overlap when composed become one, with both rules and the lower confidence") {
  EditList first, second;
  first.add({{0, 0}, "", "{", "glue", 0.9});
  first.add({{4, 8}, "olds", "old", "glue", 0.7});
  second.add({{5, 8}, "old", "new", "spin/x", 0.8});
  const EditList both = compose(first, second, "the olds");
  REQUIRE(both.size() == 2);
  CHECK(both.edits()[0].rule == "glue");
  CHECK(both.edits()[0].confidence == 0.9);
  CHECK(both.edits()[1].rule == "glue+spin/x");
  CHECK(both.edits()[1].confidence == 0.7);
  CHECK(both.edits()[1].before == "olds");
  CHECK(both.edits()[1].after == "new");
}

TEST_CASE("composing with no edits changes nothing") {
  Random random(3);
  const std::string text = "spun and respun";
  const EditList list = random_edits(random, text, "a");
  CHECK(compose(list, {}, text) == list);
  CHECK(compose({}, list, text) == list);
}

TEST_CASE("an edit that the second list takes back leaves nothing") {
  EditList first;
  first.add(edit(4, "two", "three"));
  CHECK(compose(first, first.inverse(), "one two").empty());
}

TEST_CASE("a span of the edited text is traced to the smallest span that it came from") {
  Random random(4);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_text(random, 16);
    const EditList list = random_edits(random, text, "a");
    const std::vector<Span> origin = origins(list, text);
    for (std::size_t begin = 0; begin < origin.size(); ++begin) {
      for (std::size_t end = begin + 1; end <= origin.size(); ++end) {
        const Span wanted{origin[begin].begin, origin[end - 1].end};
        REQUIRE(list.to_source({begin, end}) == wanted);
      }
    }
  }
}

TEST_CASE("an empty span of the edited text is traced to where it lies") {
  Random random(5);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_text(random, 16);
    const EditList list = random_edits(random, text, "a");
    const std::vector<Span> origin = origins(list, text);
    for (std::size_t at = 0; at <= origin.size(); ++at) {
      const Span source = list.to_source({at, at});
      REQUIRE(source.begin <= source.end);
      REQUIRE(source.end <= text.size());
      if (at > 0) REQUIRE(source.begin >= origin[at - 1].begin);
      if (at < origin.size()) REQUIRE(source.end <= origin[at].end);
    }
  }
}

TEST_CASE("results of the parts of a text are put together") {
  Result whole, first, second;
  first.edits.add({{1, 2}, "b", "c", "glue", 1.0});
  first.assessment = {0.7, false, 10, {{"autoblog", 1.0}}};
  second.edits.add({{0, 0}, "", "d", "glue", 1.0});
  second.flags.push_back({{2, 3}, "x", "spin/gadget", "", 0.5, {{"y", 0.5}}});
  second.issues.push_back({Issue::Kind::kInvalidUtf8, 3, 1});
  second.assessment = {0.2, true, 5, {{"gadget", 1.0}}};
  append(whole, first, 0);
  append(whole, second, 4);
  CHECK(whole.edits.apply("abcdefg") == "accddefg");
  CHECK(whole.flags[0].span == Span{6, 7});
  CHECK(whole.issues[0].offset == 7);
  CHECK(whole.assessment.words == 15);
  CHECK(whole.assessment.spun);
  CHECK(whole.assessment.score == 0.7);
  CHECK(whole.assessment.families == std::vector<FamilyShare>{{"autoblog", 1.0}});
}
