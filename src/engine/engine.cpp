// The order of the stages. Covered by tests/unit/engine_test.cpp.
#include "unspin/engine.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/pieces.hpp"
#include "core/scan.hpp"
#include "core/tokenize.hpp"
#include "mend/mend.hpp"
#include "mend/phrases.hpp"
#include "spin/agree.hpp"
#include "spin/decode.hpp"
#include "spin/detect.hpp"
#include "spin/explain.hpp"
#include "spin/options.hpp"
#include "spin/telling.hpp"
#include "spin/tuning.hpp"

namespace unspin {

struct Scratch::Buffers {
  std::uint64_t model = 0;  // the digest of the context model that the survey is for
  std::optional<Survey> survey;
  std::vector<Hint> telling;
  std::vector<Token> tokens;

  Survey& survey_for(const Context& context) {
    const std::uint64_t digest = context.digest();
    if (!survey || model != digest) survey.emplace(context);
    model = digest;
    return *survey;
  }
};

Scratch::Scratch() : buffers_(std::make_unique<Buffers>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

Engine::Engine(const Options& options)
    : Engine(options, {Lexicon::embedded()}, Context::embedded()) {}

Engine::Engine(const Options& options, std::vector<Lexicon> layers, Context context)
    : options_(options),
      layers_(std::move(layers)),
      context_(std::move(context)),
      phrases_(std::make_shared<const Phrases>(
          (options.passes & kRemovalPasses) != 0 ? Phrases::embedded() : Phrases())) {}

// A long text is judged and repaired in windows: what a spinner did to one page of many neither
// drowns in the others nor speaks for them. Each is a text of its own, of which it has the tokens.
struct Window {
  std::string_view text;
  std::size_t begin = 0;  // where it begins in the mended text
  std::span<const Token> tokens;
};

namespace {

constexpr Tuning kTuning{};
constexpr std::size_t kMostCandidates = 5;  // named in a flag
constexpr double kLeastShare = 0.005;       // of a family, to be named

// The flag of one of the choices of a window.
Flag make_flag(const std::vector<Choice>& choices, std::size_t at, const Window& window,
               const Mended& mended, std::string_view raw) {
  const Choice& choice = choices[at];
  const std::span<const Token> tokens = window.tokens;
  const Span span{tokens[choice.match.first].span.begin, tokens[choice.match.last - 1].span.end};
  const Span source = mended.edits.to_source({span.begin + window.begin, span.end + window.begin});
  Flag flag{source,
            std::string(slice(raw, source)),
            "spin/" + std::string(choice.options.front().candidate.family),
            explain(window.text, tokens, choices, at),
            choice.posteriors.front(),
            {}};
  for (std::size_t i = 0; i < choice.options.size(); ++i) {
    flag.candidates.push_back(
        {std::string(choice.options[i].candidate.text), choice.posteriors[i]});
  }
  std::stable_sort(
      flag.candidates.begin(), flag.candidates.end(),
      [](const Alternative& a, const Alternative& b) { return a.confidence > b.confidence; });
  if (flag.candidates.size() > kMostCandidates) flag.candidates.resize(kMostCandidates);
  return flag;
}

}  // namespace

bool Engine::is_spun(const Detection& detection) const {
  return options_.assume_spun || detection.score >= options_.min_score;
}

// No document is spun because of a score that is only an upper bound.
bool Engine::needs_scores() const {
  return options_.assess || options_.assume_spun || options_.min_score <= kTuning.most_sparse;
}

Detection Engine::judge(const Window& window) const {
  return detect(window.text, window.tokens, layers_, context_, kTuning,
                needs_scores() ? Scoring::kAlways : Scoring::kVerdicts);
}

// The window that looks most spun speaks for the document.
void Engine::assess(const Detection& detection, Assessment& assessment) const {
  assessment.words += detection.words;
  assessment.spun = assessment.spun || is_spun(detection);
  if (detection.score < assessment.score) return;
  assessment.score = detection.score;
  assessment.families.clear();
  for (const auto& [family, log_share] : detection.families) {
    const double share = std::exp(log_share);
    if (share >= kLeastShare) assessment.families.push_back({std::string(family), share});
  }
  std::stable_sort(assessment.families.begin(), assessment.families.end(),
                   [](const FamilyShare& a, const FamilyShare& b) { return a.share > b.share; });
}

// One window of a mended text: its verdict, its flags, and the edits of the spin pass.
void Engine::repair_window(const Window& window, std::string_view raw, const Mended& mended,
                           Result& result, EditList& edits) const {
  Detection detection = judge(window);
  detection.assumed = options_.assume_spun;
  assess(detection, result.assessment);
  if (!is_spun(detection) || !has(Pass::kSpin)) return;
  const std::vector<Choice> choices = decode(window.tokens, layers_, context_, detection, kTuning);
  std::vector<Choice> sure;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const bool is_sure = choices[i].posteriors.front() >= options_.min_confidence;
    if (!is_sure || options_.flag_all) {
      result.flags.push_back(make_flag(choices, i, window, mended, raw));
    }
    if (is_sure) sure.push_back(choices[i]);
  }
  edits.append(agree(window.text, window.tokens, sure), window.begin);
}

// Calls `take` for each window of `text`, of which the scratch has the survey; for those that are
// worth it, unless all are wanted.
template <typename Take>
void Engine::for_each_window(std::string_view text, Scratch& scratch, Take take) const {
  Scratch::Buffers& buffers = *scratch.buffers_;
  const Scan& scan = buffers.survey->scan();
  const bool all = needs_scores();
  if (!all) find_telling(scan, layers_, buffers.telling);
  if (!all && buffers.telling.empty()) return;
  TellingWindows suspects(scan, buffers.telling, kTuning);
  for_each_piece(text, kWindowSize, [&](std::size_t begin, std::size_t end) {
    if (!all && !suspects.may_be_spun(end)) return;
    const std::string_view part = text.substr(begin, end - begin);
    tokenize(part, buffers.tokens);
    take(Window{part, begin, buffers.tokens});
  });
}

Result Engine::process_part(std::string_view raw, Scratch& scratch) const {
  Result result;
  Survey& survey = scratch.buffers_->survey_for(context_);
  Mended mended;
  mend(raw, options_.passes, context_, *phrases_, survey, mended);
  result.issues = std::move(mended.issues);
  const bool braces = has(Pass::kSpintax) && survey.brace;
  if (braces) {
    bool spun = false;
    for_each_window(mended.text, scratch,
                    [&](const Window& window) { spun = spun || is_spun(judge(window)); });
    if (spun) {
      apply(mend_lone_braces(mended.text, context_), raw, mended);
      survey.read(mended.text);
    }
  }
  EditList edits;
  if (has(Pass::kSpin) || braces) {
    for_each_window(mended.text, scratch, [&](const Window& window) {
      repair_window(window, raw, mended, result, edits);
    });
  }
  apply(edits, raw, mended);
  remove_alien(raw, options_.passes, context_, *phrases_, mended);
  result.edits = without_stand_ins(mended.edits);
  return result;
}

Result Engine::process(std::string_view raw, Scratch& scratch) const {
  Result result;
  // What is removed is looked for in all of a piece.
  const bool removes = (options_.passes & kRemovalPasses) != 0;
  const std::size_t part_size = removes ? kPieceSize : kPartSize;
  for_each_piece(raw, kPieceSize, [&](std::size_t begin, std::size_t end) {
    const std::string_view piece = raw.substr(begin, end - begin);
    for_each_piece(piece, part_size, [&](std::size_t first, std::size_t last) {
      append(result, process_part(piece.substr(first, last - first), scratch), begin + first);
    });
  });
  return result;
}

}  // namespace unspin
