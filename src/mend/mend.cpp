// The order of the mending passes. Covered by tests/unit/mend_test.cpp.
#include "mend/mend.hpp"

#include "core/unicode.hpp"
#include "unspin/engine.hpp"

namespace unspin {

namespace {

struct MendPass {
  Pass name;
  EditList (*run)(std::string_view text, const Context& context, const Survey& survey);
};
// Ways of writing text that were not undone. They may lie over each other in any order.
constexpr MendPass kLayers[] = {
    {Pass::kEncoding,
     [](std::string_view text, const Context& context, const Survey& survey) {
       return survey.encoding ? mend_encoding(text, context) : EditList();
     }},
    {Pass::kEntity,
     [](std::string_view text, const Context& context, const Survey& survey) {
       return survey.reference ? mend_entity(text, context) : EditList();
     }},
    {Pass::kEscape, mend_escape}};
constexpr int kMostLayers = 5;
// What happened to the text itself.
constexpr MendPass kMendPasses[] = {
    {Pass::kSpintax,
     [](std::string_view text, const Context& context, const Survey& survey) {
       return survey.brace ? mend_spintax(text, context) : EditList();
     }},
    {Pass::kGlue, mend_glue}};

// Widgets before repeats: a block that is said twice may have them inside in one place only. Stray
// headlines last, for what is repeated or a widget shares its words with itself.
struct RemovalPass {
  Pass name;
  EditList (*run)(std::string_view text, const Context& context, const Phrases& phrases);
};
constexpr RemovalPass kRemovals[] = {{Pass::kDump, mend_dump},
                                     {Pass::kWidget, mend_widget},
                                     {Pass::kRepeat, mend_repeat},
                                     {Pass::kStray, mend_stray}};
// What goes may leave at the end of a text what stood in its midst before, or less in the prose
// that speaks of programming, so the passes run until nothing more goes, dumps once more among
// them.
constexpr int kMostRounds = 6;

constexpr std::string_view kReplacement = "\uFFFD";

bool has(std::uint32_t passes, Pass pass) {
  return (passes & static_cast<std::uint32_t>(pass)) != 0;
}

// Stands U+FFFD in for every ill-formed sequence.
EditList stand_in(std::string_view raw, std::vector<Issue>& issues) {
  EditList edits;
  std::size_t at = unicode::valid_prefix(raw);
  while (at < raw.size()) {
    const std::size_t length = unicode::invalid_length(raw.substr(at));
    edits.add({{at, at + length},
               std::string(raw.substr(at, length)),
               std::string(kReplacement),
               kStandInRule,
               1.0});
    issues.push_back({Issue::Kind::kInvalidUtf8, at, length});
    at += length;
    at += unicode::valid_prefix(raw.substr(at));
  }
  return edits;
}

// The edits of the mended text without those that touch bytes which something stands in for: such
// bytes pass through, and a log in UTF-8 could not give them back.
EditList clear_of_stand_ins(const EditList& edits, std::string_view raw, const EditList& mended) {
  EditList kept;
  for (const Edit& edit : edits.edits()) {
    const bool suspicious = edit.before.find(kReplacement) != std::string::npos;
    const std::string_view source =
        suspicious ? slice(raw, mended.to_source(edit.span)) : std::string_view();
    if (unicode::valid_prefix(source) == source.size()) kept.add(edit);
  }
  return kept;
}

}  // namespace

void mend(std::string_view raw, std::uint32_t passes, const Context& context,
          const Phrases& phrases, Survey& survey, Mended& mended) {
  mended.edits = stand_in(raw, mended.issues);
  mended.text = mended.edits.apply(raw);
  const auto run = [&](const MendPass& pass) {
    if (!has(passes, pass.name)) return false;
    const EditList found = pass.run(mended.text, context, survey);
    const EditList edits = clear_of_stand_ins(found, raw, mended.edits);
    if (edits.empty()) return false;
    apply(edits, raw, mended);
    survey.read(mended.text);
    return true;
  };
  // Before the repairs: the paths and codes of a dump are not damaged words.
  if (has(passes, Pass::kDump)) {
    const EditList dumps = mend_dump(mended.text, context, phrases);
    apply(clear_of_stand_ins(dumps, raw, mended.edits), raw, mended);
  }
  survey.read(mended.text);
  // One layer may hide another: mojibake behind references, references behind escapes.
  bool changed = true;
  for (int round = 0; round < kMostLayers && changed; ++round) {
    changed = false;
    for (const MendPass& pass : kLayers) changed |= run(pass);
  }
  for (const MendPass& pass : kMendPasses) run(pass);
}

Mended mend(std::string_view raw, std::uint32_t passes, const Context& context) {
  Survey survey(context);
  Mended mended;
  mend(raw, passes, context, {}, survey, mended);
  return mended;
}

void remove_alien(std::string_view raw, std::uint32_t passes, const Context& context,
                  const Phrases& phrases, Mended& mended) {
  bool changed = true;
  for (int round = 0; changed && round < kMostRounds; ++round) {
    changed = false;
    for (const RemovalPass& pass : kRemovals) {
      if (!has(passes, pass.name)) continue;
      const EditList found = pass.run(mended.text, context, phrases);
      const EditList edits = clear_of_stand_ins(found, raw, mended.edits);
      changed = changed || !edits.empty();
      apply(edits, raw, mended);
    }
  }
}

void apply(const EditList& edits, std::string_view raw, Mended& mended) {
  if (edits.empty()) return;
  mended.text = edits.apply(mended.text);
  mended.edits = compose(mended.edits, edits, raw);
}

EditList without_stand_ins(const EditList& edits) {
  EditList kept;
  for (const Edit& edit : edits.edits()) {
    if (edit.rule != kStandInRule) kept.add(edit);
  }
  return kept;
}

}  // namespace unspin
