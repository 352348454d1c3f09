// Widgets: what a page prints around and between the paragraphs of its article.
//
// The damage: "Loading...", "See Also: <headline>", share and subscribe lines, ticker cards and
// rankings, notices about cookies, navigation, bylines of forums, calls to subscribe inside a
// paragraph. How it arises: the extraction keeps every element that has text. What goes: the line,
// with its line end; inside a paragraph the sentence. Why it is safe: a line goes by itself only
// when a listed phrase is all of it. Whatever is less sure needs company: widgets stand in groups,
// and the values of a card between its labels, so the lines are divided into article and widgets as
// a whole, and every change between them costs evidence. What it leaves: sentences that say
// something, headings, lists, code, groups without a listed phrase, and texts that hold no prose.
//   "...the city said.\n\nLoading...\n\nThe..."       ->  without the middle line
//   "...prices. Sign up for our newsletter! The..."   ->  "...prices. The..."
//   "Loading the dishwasher"                          stays
// Covered by tests/unit/widget_test.cpp.
#include <algorithm>
#include <cmath>

#include "mend/lines.hpp"
#include "mend/mend.hpp"
#include "mend/phrases.hpp"
#include "mend/rare_words.hpp"
#include "mend/widget_line.hpp"

namespace unspin {

namespace {

// Log odds that a line is a widget, before its neighbours are asked.
constexpr double kListed = 0.6;     // more for a line that a row without open words names whole
constexpr double kFigure = 0.2;     // "86.14", "March 3, 2024"
constexpr double kColumn = -0.3;    // ... in a column of them
constexpr double kChange = 0.6;     // "+1.2%"
constexpr double kCounting = 0.5;   // 1, 2, 3 on lines of their own
constexpr double kCode = 0.0;       // "ACME", a ticker's or a button's
constexpr double kFiller = -0.7;    // up to three words of which nothing is known
constexpr double kPhrase = -1.4;    // up to six
constexpr double kOnCard = 0.3;     // either, between such lines without a blank one
constexpr double kBeside = 0.9;     // more for these two beside what may be a widget
constexpr double kRelated = -2.0;   // ... and less when they share a rare word with the prose
constexpr double kHeadline = -3.0;  // longer; the article's own headline stands among widgets too
constexpr double kNotice = -1.4;    // a short sentence to "you" beside a sure widget
constexpr double kProse = -7.0;
constexpr double kBulleted = -1.0;  // more for what stands in a list
constexpr double kTeaser = 1.5, kNextTeaser = 1.0, kLastTeaser = 0.3;  // below "Related stories"
constexpr double kTitleCase = 0.4;  // more for a teaser in title case

// What it costs to go from the article to widgets, or back. A text may begin and end with either.
constexpr double kSwitch = 0.95;
constexpr double kSure = 0.85;              // weight of a line that is a widget wherever it stands
constexpr std::uint32_t kNoticeWords = 16;  // of a sentence that may stand among widgets
constexpr double kLeastWeight = 0.45;       // of a line that counts as listed
constexpr std::size_t kMostTeasers = 12;
// What is listed in a group of widgets has to weigh as much in sum; less at either end of a text.
constexpr double kByWords = 0.75;  // of the weight of a line that only its words speak for
constexpr double kOpen = 0.4;      // of one that a row with open words has met: instructions do
constexpr double kLeastListed = 1.1, kLeastListedAtEdge = 0.75;

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
      {"account", "widget/account"}, {"blog", "widget/blog"},
      {"podcast", "widget/player"},  {"callout", "widget/callout"},
      {"meta", "widget/meta"}};
  for (const Rule& row : kRules) {
    if (row.kind == kind) return row.rule;
  }
  return "widget";
}

class Page {
 public:
  Page(std::string_view text, const Context& context, const Phrases& phrases)
      : text_(text), phrases_(phrases), lines_(lines_of(text)), prose_words_(context) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].blank()) continue;
      shown_.push_back({i, look_at(text, lines_[i], phrases)});
    }
  }

  EditList removals() {
    const bool page = std::any_of(shown_.begin(), shown_.end(), [&](const Shown& shown) {
      return is_prose(lines_[shown.line]) && shown.look.weight < kSure;
    });
    if (!page) return {};
    const bool listed = std::any_of(shown_.begin(), shown_.end(), [](const Shown& shown) {
      return shown.look.weight >= kLeastWeight;
    });
    if (!listed) return with_callouts(Removal(lines_));
    for (const Shown& shown : shown_) {
      if (is_prose(lines_[shown.line])) prose_words_.add(slice(text_, lines_[shown.line].text));
    }
    for (std::size_t i = 0; i < shown_.size(); ++i) shown_[i].odds = odds(i);
    weigh_teasers();
    find_groups();
    names_above_ranks();
    Removal removal(lines_);
    for (const Shown& shown : shown_) {
      if (!shown.widget) continue;
      removal.mark(shown.line, rule_of(shown.look.kind), std::clamp(shown.look.weight, 0.6, 0.97));
    }
    return with_callouts(removal);
  }

 private:
  struct Shown {
    std::size_t line;
    WidgetLook look;
    double odds = 0;
    bool widget = false;
  };

  const Line& line(std::size_t i) const { return lines_[shown_[i].line]; }

  double odds(std::size_t i) const {
    const WidgetLook& look = shown_[i].look;
    if (line(i).code) return kProse;
    double sum = kProse;
    if (look.weight >= kLeastWeight || (look.listed && look.weight > 0.3)) {
      sum = std::log(look.weight / (1 - look.weight)) + (look.listed ? kListed : 0);
    } else if (look.number) {
      sum = counts(i) ? kCounting : look.change ? kChange : in_column(i) ? kColumn : kFigure;
    } else if (look.code) {
      sum = kCode;
    } else if (is_notice(i)) {
      sum = kNotice;
    } else if (!line(i).stops && line(i).words <= 6) {
      sum = filler(i);
    } else if (look.teaser && !is_prose(line(i))) {
      sum = kHeadline;
    }
    return sum + (look.bullet && look.weight < kSure ? kBulleted : 0);
  }

  // A short line that may be a heading, or belong to the widgets beside it.
  double filler(std::size_t i) const {
    const auto likely = [&](std::size_t k) {
      if (k >= shown_.size()) return false;
      const WidgetLook& look = shown_[k].look;
      return look.weight >= kLeastWeight || look.number || look.code;
    };
    // The name on a card, between its logo and its price, whatever the article is about.
    if (likely(i - 1) && likely(i + 1) && shown_[i + 1].line - shown_[i - 1].line == 2)
      return kOnCard;
    const bool related = prose_words_.shares(slice(text_, line(i).text));
    return (line(i).words <= 3 ? kFiller : kPhrase) + (related ? kRelated : 0) +
           (!related && (likely(i - 1) || likely(i + 1)) ? kBeside : 0);
  }

  // Whether the line is an integer, and its neighbour the next one.
  bool counts(std::size_t i) const {
    const int own = shown_[i].look.integer;
    const auto is = [&](std::size_t k, int value) {
      return k < shown_.size() && shown_[k].look.integer == value;
    };
    return own >= 0 &&
           (is(i - 1, own - 1) || is(i + 1, own + 1) || is(i + 2, own + 1) || is(i - 2, own - 1));
  }

  bool in_column(std::size_t i) const {
    const auto number = [&](std::size_t k) { return k < shown_.size() && shown_[k].look.number; };
    return (number(i - 1) && number(i - 2)) || (number(i + 1) && number(i + 2)) ||
           (number(i - 1) && number(i + 1));
  }

  // A sentence between widgets, not between the buttons of a forum: there it is what people say.
  bool is_notice(std::size_t i) const {
    if (!line(i).stops || line(i).words > kNoticeWords || !shown_[i].look.addresses) return false;
    bool sure = false;
    for (const std::size_t k : {i - 1, i + 1}) {
      if (k >= shown_.size()) continue;
      const WidgetLook& look = shown_[k].look;
      if (look.kind == "forum" || look.kind == "rank" || look.kind == "comments") return false;
      sure = sure || look.weight >= kSure;
    }
    return sure;
  }

  bool is_teaser(std::size_t i) const {
    if (i >= shown_.size()) return false;
    const WidgetLook& look = shown_[i].look;
    return look.teaser && !is_prose(line(i)) && look.weight < kLeastWeight && !look.bullet;
  }

  // Headlines below "Related stories". The last one before prose may be the next section's.
  void weigh_teasers() {
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      const WidgetLook& head = shown_[i].look;
      if (head.kind != "more" || line(i).stops || line(i).words > 6 || head.weight < 0.6) continue;
      const bool sure = head.listed && head.weight >= kSure;
      if (!sure && !(is_teaser(i + 1) && is_teaser(i + 2))) continue;
      if (!sure) shown_[i].look.weight = kSure;  // a list of headlines below it
      std::size_t teasers = 0, k = i + 1;
      for (; k < shown_.size() && teasers < kMostTeasers; ++k) {
        WidgetLook& look = shown_[k].look;
        if (look.number) continue;  // ranks and dates
        if (!is_teaser(k)) break;
        const bool last = teasers > 0 && k + 1 < shown_.size() && is_prose(line(k + 1));
        shown_[k].odds = (teasers == 0 ? kTeaser
                          : last       ? kLastTeaser
                                       : kNextTeaser) +
                         (look.title_case ? kTitleCase : -kTitleCase);
        look.kind = "more";
        ++teasers;
      }
    }
  }

  // The most probable division of the lines into article and widgets (Viterbi's algorithm over two
  // states), of which the groups that nothing listed supports are taken back.
  void find_groups() {
    struct Step {
      bool article_from_widget, widget_from_article;
    };
    std::vector<Step> steps(shown_.size());
    double article = 0, widget = 0;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      steps[i] = {i > 0 && widget - kSwitch > article, i > 0 && article - kSwitch > widget};
      const double before = article;
      if (steps[i].article_from_widget) article = widget - kSwitch;
      widget = (steps[i].widget_from_article ? before - kSwitch : widget) + shown_[i].odds;
    }
    bool in_widget = widget > article;
    for (std::size_t i = shown_.size(); i-- > 0;) {
      shown_[i].widget = in_widget;
      in_widget = in_widget ? !steps[i].widget_from_article : steps[i].article_from_widget;
    }
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      if (!shown_[i].widget) continue;
      std::size_t end = i;
      while (end < shown_.size() && shown_[end].widget) ++end;
      if (!is_supported(i, end)) {
        for (std::size_t k = i; k < end; ++k) shown_[k].widget = false;
      }
      i = end;
    }
  }

  bool is_supported(std::size_t begin, std::size_t end) const {
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const WidgetLook& look = shown_[i].look;
      if (look.weight >= kSure) return true;
      if (look.weight < kLeastWeight) continue;
      sum += look.weight * (look.listed ? 1 : look.kind == "line" ? kByWords : kOpen);
    }
    return sum >= (begin == 0 || end == shown_.size() ? kLeastListedAtEdge : kLeastListed);
  }

  // The name of who wrote a post stands above his rank in the forum.
  void names_above_ranks() {
    for (std::size_t i = 1; i < shown_.size(); ++i) {
      if (!shown_[i].widget || shown_[i].look.kind != "rank") continue;
      const Line& name = line(i - 1);
      if (name.words > 2 || name.stops || name.text.size() > 24) continue;
      shown_[i - 1].widget = true;
      shown_[i - 1].look.kind = "rank";
    }
  }

  EditList with_callouts(const Removal& removal) const {
    const EditList whole = removal.edits(text_);
    std::vector<Edit> edits = whole.edits();
    for (const Shown& shown : shown_) {
      if (removal.marked(shown.line) || !is_prose(lines_[shown.line])) continue;
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
  RareWords prose_words_;
};

}  // namespace

EditList mend_widget(std::string_view text, const Context& context, const Phrases& phrases) {
  return Page(text, context, phrases).removals();
}

}  // namespace unspin
