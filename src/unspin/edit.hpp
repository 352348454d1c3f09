// The plain values that every stage speaks: spans, edits, flags, and the result of a run.
//
// Offsets are bytes, half-open, of the text that the owning list names. Strings are UTF-8.
// All types are values: copies are independent of the text they were made from, and may be used
// by any thread. Nothing here throws, except std::bad_alloc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace unspin {

// Bytes [begin, end) of one text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool operator==(const Span&) const = default;
};

// The bytes of `text` that `span` covers. The view lives as long as `text`.
inline std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

// One replacement: the bytes `span` of a text, which read `before`, become `after`.
struct Edit {
  Span span;
  std::string before;
  std::string after;
  std::string rule;         // who proposed it, e.g. "glue", "spin/autoblog"
  double confidence = 1.0;  // posterior probability that the edit is right, 0..1

  bool operator==(const Edit&) const = default;
};

// Edits of one text: sorted by position, disjoint. Two edits may touch; an insertion (an empty
// span) stands before the edit that begins at the same byte. This is the one way text changes.
class EditList {
 public:
  // Appends an edit behind the last one. Precondition: it begins at or behind the last one's end.
  void add(Edit edit);

  // Appends the edits of a part of the text that begins at byte `begin` of it, likewise.
  void append(EditList part, std::size_t begin);

  // Takes edits in any order; of two that overlap the earlier in the vector stays.
  static EditList from_unsorted(std::vector<Edit> edits);

  const std::vector<Edit>& edits() const { return edits_; }
  bool empty() const { return edits_.empty(); }
  std::size_t size() const { return edits_.size(); }

  // The text with every edit made. Precondition: the list was made for `text`.
  std::string apply(std::string_view text) const;

  // The edits that lead from apply(text) back to text; spans are bytes of the edited text.
  EditList inverse() const;

  // Where `span` of the edited text came from: the smallest span of the unedited text that covers
  // it, widened to whole edits where it touches the inside of one.
  Span to_source(Span span) const;

  // True when every edit's `before` is what stands at its span of `text`.
  bool fits(std::string_view text) const;

  bool operator==(const EditList&) const = default;

 private:
  std::vector<Edit> edits_;
};

// One list that does what `first` and then `second` do: first.apply(t) is the text of `second`,
// and compose(first, second).apply(t) == second.apply(first.apply(t)). Edits of the two that
// overlap become one, with both rules ("glue+spin/autoblog") and the lower confidence.
EditList compose(const EditList& first, const EditList& second, std::string_view unedited);

// A replacement that was considered for a flagged phrase.
struct Alternative {
  std::string text;
  double confidence = 0.0;  // posterior, 0..1
};

// A phrase that looks spun. The span refers to the input bytes.
struct Flag {
  Span span;
  std::string text;                     // the phrase as it stands in the input
  std::string rule;                     // e.g. "spin/gadget"
  std::string reason;                   // a sentence for people
  double confidence = 0.0;              // that the best candidate is what the author wrote, 0..1
  std::vector<Alternative> candidates;  // best first
};

// How much of the evidence points to a family of spinners.
struct FamilyShare {
  std::string family;  // e.g. "autoblog"
  double share = 0.0;  // 0..1

  bool operator==(const FamilyShare&) const = default;
};

// What the detector says of a document.
struct Assessment {
  // Probability that it, or a part of it, has been spun, 0..1, where spun and honest documents are
  // equally frequent.
  double score = 0.0;
  bool spun = false;  // score reached the threshold, or the caller assumed it
  std::size_t words = 0;
  std::vector<FamilyShare> families;  // greatest first; none where nothing points to any
};

// What was wrong with the input; such bytes pass through unchanged.
struct Issue {
  enum class Kind : std::uint8_t { kInvalidUtf8, kTooLarge };
  Kind kind = Kind::kInvalidUtf8;
  std::size_t offset = 0;  // first byte concerned, of the input
  std::size_t count = 0;   // bytes concerned
};

// What Engine::process found in one document. Edits and flags refer to the input bytes.
struct Result {
  EditList edits;
  Assessment assessment;
  std::vector<Flag> flags;  // sorted by position; see Options::flag_all
  std::vector<Issue> issues;
};

// Adds what was found in the next part of a text, which begins at byte `begin` of it, to what was
// found in the parts before: so a text can be processed while it is read.
void append(Result& whole, Result part, std::size_t begin);

}  // namespace unspin
