// Widgets: what a page prints around and between the paragraphs of its article.
//
// The damage: "Loading...", "See Also: <headline>", share and subscribe lines, ticker cards and
// rankings, notices about cookies, navigation, bylines of forums, calls to subscribe inside a
// paragraph. How it arises: the extraction keeps every element that has text. What goes: the line,
// with its line end; inside a paragraph the sentence. Why it is safe: a line goes by itself only
// when a listed phrase is all of it, or its words hardly serve for anything else. Whatever is less
// sure needs company: widgets stand in groups, most of them behind the last paragraph, and the
// values of a card between its labels. Prose on both sides speaks against a line. What it leaves:
// sentences that say something, headings, lists, code, and texts that hold no prose.
//   "...the city said.\n\nLoading...\n\nThe..."       ->  without the middle line
//   "...prices. Sign up for our newsletter! The..."   ->  "...prices. The..."
//   "Loading the dishwasher"                          stays
// Covered by tests/unit/widget_test.cpp.
#include <algorithm>
#include <cmath>

#include "mend/lines.hpp"
#include "mend/mend.hpp"
#include "mend/phrases.hpp"
#include "mend/widget_line.hpp"

namespace unspin {

namespace {

// Log odds that a line is a widget.
constexpr double kAlone = -1.0;             // before anything is known of what stands around it
constexpr double kFiller = -0.73;           // a short line that nothing is known of
constexpr double kSentence = -2.2;          // a short sentence among widgets
constexpr double kBesideWidget = 1.2;       // one of its neighbours is one
constexpr double kBesideProse = -0.55;      // ... or is prose
constexpr double kTail = 1.0;               // no prose behind it, but a sure widget somewhere there
constexpr double kBareTail = 0.2;           // no prose behind it
constexpr double kAddresses = 0.8;          // a sentence that speaks to "you"
constexpr double kBelowMore = 1.2;          // a headline in a list of further articles
constexpr double kIsProse = -1.6;           // the line itself looks like prose
constexpr double kSure = 0.85;              // weight of a line that is one wherever it stands
constexpr std::uint32_t kNoticeWords = 16;  // of a sentence that may stand among widgets

std::string_view rule_of(std::string_view kind) {
  struct Rule {
    std::string_view kind, rule;
  };
  static constexpr Rule kRules[] = {
      {"share", "widget/share"},     {"subscribe", "widget/subscribe"},
      {"more", "widget/more"},       {"navigation", "widget/navigation"},
      {"forum", "widget/forum"},     {"rank", "widget/forum"},
      {"loading", "widget/loading"}, {"cookie", "widget/cookie"},
      {"ad", "widget/ad"},           {"market", "widget/market"},
      {"figure", "widget/market"},   {"comments", "widget/comments"},
      {"credit", "widget/credit"},   {"notice", "widget/notice"},
      {"account", "widget/account"}, {"meta", "widget/meta"}};
  for (const Rule& row : kRules) {
    if (row.kind == kind) return row.rule;
  }
  return "widget";
}

class Page {
 public:
  Page(std::string_view text, const Phrases& phrases)
      : text_(text), phrases_(phrases), lines_(lines_of(text)) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].blank()) continue;
      shown_.push_back({i, look_at(text, lines_[i], phrases), false, 0.0});
      Shown& last = shown_.back();
      last.prose = is_prose(lines_[i]) && last.look.weight < kSure;
      last.chance = last.look.weight >= kSure ? last.look.weight : 0.0;
    }
  }

  EditList removals() {
    find_tail();
    if (tail_ == 0) return {};  // no prose at all
    // Forward and back, so that a group closes from both of its ends.
    for (int round = 0; round < 2; ++round) {
      for (std::size_t i = 0; i < shown_.size(); ++i) judge(i);
      for (std::size_t i = shown_.size(); i-- > 0;) judge(i);
    }
    name_above_rank();
    Removal removal(lines_);
    for (const Shown& shown : shown_) {
      if (shown.chance > 0.5) removal.mark(shown.line, rule_of(shown.look.kind), shown.chance);
    }
    return with_callouts(removal);
  }

 private:
  struct Shown {
    std::size_t line;
    WidgetLook look;
    bool prose;
    double chance;  // that it is a widget, as far as is known yet
  };

  // tail_: where the lines behind the last prose begin. A short sentence between widgets does not
  // make prose of what stands around it.
  void find_tail() {
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      const bool among = i > 0 && i + 1 < shown_.size() &&
                         lines_[shown_[i].line].words <= kNoticeWords && is_sure(i - 1) &&
                         is_sure(i + 1);
      if (shown_[i].prose && !among) tail_ = i + 1;
    }
    for (std::size_t i = tail_; i < shown_.size(); ++i) {
      widgets_in_tail_ = widgets_in_tail_ || shown_[i].look.weight >= kSure;
    }
  }

  bool is_sure(std::size_t i) const {
    const WidgetLook& look = shown_[i].look;
    return look.weight >= kSure && look.kind != "forum" && look.kind != "rank" &&
           look.kind != "comments";
  }

  // What the line before or behind says.
  double beside(std::size_t i, std::ptrdiff_t step) const {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i) + step;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(shown_.size())) return 0;
    const Shown& other = shown_[static_cast<std::size_t>(at)];
    if (other.chance > 0.5) return kBesideWidget * other.chance;
    return other.prose ? kBesideProse : 0;
  }

  double own_odds(const Shown& shown, bool between) const {
    if (shown.look.weight > 0.15) {
      return std::log(shown.look.weight / (1 - std::min(0.99, shown.look.weight)));
    }
    if (!shown.prose && shown.look.filler) return kFiller;
    const bool notice = lines_[shown.line].words <= kNoticeWords && between;
    if (notice) return kSentence + (shown.look.addresses ? kAddresses : 0);
    return -9;
  }

  bool below_more(std::size_t i) const {
    return i > 0 && i >= tail_ && shown_[i].look.teaser && shown_[i - 1].chance > 0.5 &&
           shown_[i - 1].look.kind == "more";
  }

  void judge(std::size_t i) {
    Shown& shown = shown_[i];
    if (lines_[shown.line].code) return;
    const bool between = i > 0 && i + 1 < shown_.size() && is_sure(i - 1) && is_sure(i + 1);
    double odds = own_odds(shown, between);
    if (below_more(i)) {
      odds = std::max(odds, kFiller) + kBelowMore;
      shown.look.kind = "more";
    }
    odds += kAlone + beside(i, -1) + beside(i, 1);
    if (i >= tail_) odds += widgets_in_tail_ ? kTail : kBareTail;
    if (shown.prose && !between) odds += kIsProse;
    shown.chance = 1 / (1 + std::exp(-odds));
  }

  // The name of who wrote a post stands above his rank in the forum.
  void name_above_rank() {
    for (std::size_t i = 1; i < shown_.size(); ++i) {
      const WidgetLook& rank = shown_[i].look;
      const Line& name = lines_[shown_[i - 1].line];
      if (rank.kind == "rank" && shown_[i].chance > 0.5 && name.words <= 2 && !name.stops &&
          name.text.size() <= 24) {
        shown_[i - 1].chance = std::max(shown_[i - 1].chance, 0.7);
        shown_[i - 1].look.kind = "rank";
      }
    }
  }

  EditList with_callouts(const Removal& removal) const {
    const EditList whole = removal.edits(text_);
    std::vector<Edit> edits = whole.edits();
    for (const Shown& shown : shown_) {
      if (!shown.prose || removal.marked(shown.line)) continue;
      for (Span span : callouts(text_, lines_[shown.line], phrases_)) {
        // The last sentence takes the space before it, the others the one behind.
        const bool last = span.end == lines_[shown.line].text.end;
        while (last && text_[span.begin - 1] == ' ') --span.begin;
        edits.push_back({span, std::string(slice(text_, span)), "", "widget/callout", 0.9});
      }
    }
    return EditList::from_unsorted(std::move(edits));
  }

  std::string_view text_;
  const Phrases& phrases_;
  std::vector<Line> lines_;
  std::vector<Shown> shown_;  // the lines that are not blank
  std::size_t tail_ = 0;      // of shown_
  bool widgets_in_tail_ = false;
};

}  // namespace

EditList mend_widget(std::string_view text, const Context&, const Phrases& phrases) {
  return Page(text, phrases).removals();
}

}  // namespace unspin
