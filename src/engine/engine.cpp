// The order of the stages. Covered by tests/unit/engine_test.cpp.
#include "unspin/engine.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/pieces.hpp"
#include "core/tokenize.hpp"
#include "mend/mend.hpp"
#include "mend/phrases.hpp"
#include "spin/agree.hpp"
#include "spin/decode.hpp"
#include "spin/detect.hpp"
#include "spin/explain.hpp"
#include "spin/options.hpp"
#include "spin/tuning.hpp"

namespace unspin {

struct Scratch::Buffers {
  std::vector<Token> tokens;
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

namespace {

constexpr Tuning kTuning{};
constexpr std::size_t kMostCandidates = 5;  // named in a flag
constexpr double kLeastShare = 0.005;       // of a family, to be named

// A long text is judged and repaired in windows: what a spinner did to one page of many neither
// drowns in the others nor speaks for them.
std::vector<std::span<const Token>> windows(std::string_view text, std::span<const Token> tokens) {
  std::vector<std::span<const Token>> all;
  for_each_piece(text, kWindowSize, [&](std::size_t, std::size_t end) {
    const auto last = std::partition_point(tokens.begin(), tokens.end(),
                                           [&](const Token& t) { return t.span.begin < end; });
    if (last != tokens.begin()) all.emplace_back(tokens.begin(), last);
    tokens = tokens.subspan(static_cast<std::size_t>(last - tokens.begin()));
  });
  return all;
}

// The flag of one of the choices of a window.
Flag make_flag(const std::vector<Choice>& choices, std::size_t at, std::span<const Token> tokens,
               const Mended& mended, std::string_view raw) {
  const Choice& choice = choices[at];
  const Span span{tokens[choice.match.first].span.begin, tokens[choice.match.last - 1].span.end};
  const Span source = mended.edits.to_source(span);
  Flag flag{source,
            std::string(slice(raw, source)),
            "spin/" + std::string(choice.options.front().candidate.family),
            explain(mended.text, tokens, choices, at),
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
EditList Engine::repair_window(std::span<const Token> tokens, std::string_view raw,
                               const Mended& mended, Result& result) const {
  Detection detection = detect(tokens, layers_, context_, kTuning);
  detection.assumed = options_.assume_spun;
  assess(detection, result.assessment);
  if (!is_spun(detection) || !has(Pass::kSpin)) return {};
  const std::vector<Choice> choices = decode(tokens, layers_, context_, detection, kTuning);
  std::vector<Choice> sure;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const bool is_sure = choices[i].posteriors.front() >= options_.min_confidence;
    if (!is_sure || options_.flag_all) {
      result.flags.push_back(make_flag(choices, i, tokens, mended, raw));
    }
    if (is_sure) sure.push_back(choices[i]);
  }
  return agree(mended.text, tokens, sure);
}

Result Engine::process_piece(std::string_view raw, Scratch& scratch) const {
  Result result;
  Mended mended = mend(raw, options_.passes, context_, *phrases_);
  result.issues = std::move(mended.issues);
  std::vector<Token>& tokens = scratch.buffers_->tokens;
  const bool braces = has(Pass::kSpintax) && mended.text.find('{') != std::string::npos;
  EditList spun;
  if (has(Pass::kSpin) || braces) tokenize(mended.text, tokens);
  if (braces) {
    const auto all = windows(mended.text, tokens);
    if (std::any_of(all.begin(), all.end(), [&](std::span<const Token> window) {
          return is_spun(detect(window, layers_, context_, kTuning));
        })) {
      apply(mend_lone_braces(mended.text, context_), raw, mended);
      tokenize(mended.text, tokens);
    }
  }
  if (has(Pass::kSpin) || braces) {
    for (std::span<const Token> window : windows(mended.text, tokens)) {
      const EditList found = repair_window(window, raw, mended, result);
      for (const Edit& edit : found.edits()) spun.add(edit);
    }
  }
  apply(spun, raw, mended);
  remove_alien(raw, options_.passes, context_, *phrases_, mended);
  result.edits = without_stand_ins(mended.edits);
  return result;
}

Result Engine::process(std::string_view raw, Scratch& scratch) const {
  Result result;
  for_each_piece(raw, kPieceSize, [&](std::size_t begin, std::size_t end) {
    append(result, process_piece(raw.substr(begin, end - begin), scratch), begin);
  });
  return result;
}

}  // namespace unspin
