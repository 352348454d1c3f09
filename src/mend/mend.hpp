// Mending: raw bytes to text. Repairs of damage that needs no dictionary, and removals of what does
// not belong to a text, one file for each kind.
//
// Every pass is a function from valid UTF-8 to edits of it, and sees nothing else but the context
// model, which knows words, a survey of the text, which tells where it may find something, and
// (removals) the list of phrases. They run in the order of the tables in mend.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mend/phrases.hpp"
#include "mend/survey.hpp"
#include "unspin/context.hpp"
#include "unspin/edit.hpp"

namespace unspin {

struct Mended {
  std::string text;  // valid UTF-8
  EditList edits;    // of the raw bytes; apply(raw) == text
  std::vector<Issue> issues;
};

// Bytes that are not UTF-8 become U+FFFD in the text, by edits with this rule. They are taken out
// of the output's edits again (without_stand_ins), so that such bytes pass through unchanged.
constexpr const char* kStandInRule = "invalid";

// Makes further edits of mended.text; `raw` is what it was made from.
void apply(const EditList& edits, std::string_view raw, Mended& mended);

// Precondition: `passes` is a mask of Pass values; those not known here are ignored.
// Removes dumps first, then repairs. `mended` is empty before; `survey` is working memory, and
// afterwards that of mended.text.
void mend(std::string_view raw, std::uint32_t passes, const Context& context,
          const Phrases& phrases, Survey& survey, Mended& mended);

// The same without removals.
Mended mend(std::string_view raw, std::uint32_t passes, const Context& context);

// The removals, when everything has been repaired, until nothing more goes.
void remove_alien(std::string_view raw, std::uint32_t passes, const Context& context,
                  const Phrases& phrases, Mended& mended);

// The list without the edits of kStandInRule. Other edits never touch those bytes.
EditList without_stand_ins(const EditList& edits);

// encoding.cpp: UTF-8 that was read in another encoding.
EditList mend_encoding(std::string_view text, const Context& context);
// entity.cpp: HTML character references in plain text.
EditList mend_entity(std::string_view text, const Context& context);
// escape.cpp: percent and backslash escapes, invisible characters, what extracting PDF leaves.
EditList mend_escape(std::string_view text, const Context& context, const Survey& survey);
EditList mend_escape(std::string_view text, const Context& context);
// spintax.cpp: groups of alternatives, and words left in braces. The latter is no pass of mend():
// it is for documents judged spun (engine.cpp), since honest templates have such words too.
EditList mend_spintax(std::string_view text, const Context& context);
EditList mend_lone_braces(std::string_view text, const Context& context);
// glue.cpp
EditList mend_glue(std::string_view text, const Context& context, const Survey& survey);
EditList mend_glue(std::string_view text, const Context& context);

// The removals, off by default: dump.cpp, widget.cpp, repeat.cpp, stray.cpp.
EditList mend_dump(std::string_view text, const Context& context, const Phrases& phrases);
EditList mend_widget(std::string_view text, const Context& context, const Phrases& phrases);
EditList mend_repeat(std::string_view text, const Context& context, const Phrases& phrases);
EditList mend_stray(std::string_view text, const Context& context, const Phrases& phrases);

}  // namespace unspin
