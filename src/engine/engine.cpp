// The order of the stages. Covered by tests/unit/engine_test.cpp.
#include "unspin/engine.hpp"

#include <algorithm>
#include <utility>

#include "core/tokenize.hpp"
#include "mend/mend.hpp"
#include "mend/phrases.hpp"
#include "spin/agree.hpp"
#include "spin/decode.hpp"
#include "spin/detect.hpp"
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

// A long text is judged and repaired in windows: what a spinner did to one page of many neither
// drowns in the others nor speaks for them. A window of kWindowTokens ends with its paragraph, one
// twice as long at the next line or sentence, and any at eight times.
constexpr std::size_t kWindowTokens = 1500;

std::vector<std::span<const Token>> windows(std::span<const Token> tokens) {
  std::vector<std::span<const Token>> all;
  std::size_t begin = 0;
  for (std::size_t end = 1; end <= tokens.size(); ++end) {
    const std::size_t size = end - begin;
    const bool ends = end == tokens.size() || size >= 8 * kWindowTokens ||
                      (size >= kWindowTokens && tokens[end].gap == Gap::kParagraph) ||
                      (size >= 2 * kWindowTokens && starts_sentence(tokens, end));
    if (!ends) continue;
    all.push_back(tokens.subspan(begin, size));
    begin = end;
  }
  return all;
}

std::string reason(std::string_view phrase, const Choice& choice) {
  const std::string_view text = choice.options.front().candidate.text;
  return "'" + std::string(phrase) + "' may stand for '" + std::string(text) +
         "', but not surely enough to change it";
}

Flag make_flag(const Choice& choice, std::span<const Token> tokens, const Mended& mended,
               std::string_view raw) {
  const Span span{tokens[choice.match.first].span.begin, tokens[choice.match.last - 1].span.end};
  const Span source = mended.edits.to_source(span);
  Flag flag{source,
            std::string(slice(raw, source)),
            "spin/" + std::string(choice.options.front().candidate.family),
            reason(slice(raw, source), choice),
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

// One window of a mended text: its verdict, its flags, and the edits of the spin pass.
EditList Engine::repair_window(std::span<const Token> tokens, std::string_view raw,
                               const Mended& mended, Result& result) const {
  const Detection detection = detect(tokens, layers_, context_, kTuning);
  result.assessment.score = std::max(result.assessment.score, detection.score);
  result.assessment.words += detection.words;
  if (!is_spun(detection)) return {};
  result.assessment.spun = true;
  if (!has(Pass::kSpin)) return {};
  std::vector<Choice> sure;
  for (Choice& choice : decode(tokens, layers_, context_, detection, kTuning)) {
    if (choice.posteriors.front() >= options_.min_confidence) {
      sure.push_back(std::move(choice));
    } else {
      result.flags.push_back(make_flag(choice, tokens, mended, raw));
    }
  }
  return agree(mended.text, tokens, sure);
}

Result Engine::process(std::string_view raw, Scratch& scratch) const {
  Result result;
  Mended mended = mend(raw, options_.passes, context_, *phrases_);
  result.issues = std::move(mended.issues);
  std::vector<Token>& tokens = scratch.buffers_->tokens;
  const bool braces = has(Pass::kSpintax) && mended.text.find('{') != std::string::npos;
  EditList spun;
  if (has(Pass::kSpin) || braces) tokenize(mended.text, tokens);
  if (braces) {
    const auto all = windows(tokens);
    if (std::any_of(all.begin(), all.end(), [&](std::span<const Token> window) {
          return is_spun(detect(window, layers_, context_, kTuning));
        })) {
      apply(mend_lone_braces(mended.text, context_), raw, mended);
      tokenize(mended.text, tokens);
    }
  }
  if (has(Pass::kSpin) || braces) {
    for (std::span<const Token> window : windows(tokens)) {
      const EditList found = repair_window(window, raw, mended, result);
      for (const Edit& edit : found.edits()) spun.add(edit);
    }
  }
  apply(spun, raw, mended);
  remove_alien(raw, options_.passes, context_, *phrases_, mended);
  result.edits = without_stand_ins(mended.edits);
  return result;
}

}  // namespace unspin
