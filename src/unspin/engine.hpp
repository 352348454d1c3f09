// Engine: repairs one document at a time.
//
//   unspin::Engine engine({});                       // the embedded dictionaries and model
//   unspin::Scratch scratch;
//   unspin::Result result = engine.process(raw, scratch);
//   std::string repaired = result.edits.apply(raw);
//
// Text in and out is UTF-8; bytes that are not are left alone and reported as an Issue. An Engine
// is immutable and may be shared by any number of threads; each thread owns a Scratch. Only the
// constructor throws (SetupError, std::bad_alloc).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/context.hpp"
#include "unspin/edit.hpp"
#include "unspin/lexicon.hpp"

namespace unspin {

struct Detection;
struct Mended;
struct Token;
struct Window;
class Phrases;

// The repairs, and the removals of what does not belong to a text. A set of them is a bit mask.
enum class Pass : std::uint32_t {
  kSpintax = 1,
  kGlue = 2,
  kSpin = 4,
  kEncoding = 8,
  kEntity = 16,
  kEscape = 32,
  kDump = 64,
  kWidget = 128,
  kRepeat = 256,
  kStray = 512
};
constexpr std::uint32_t kAllPasses = 63;  // the repairs; no removal is made unless it is asked for
constexpr std::uint32_t kRemovalPasses = 64 | 128 | 256 | 512;

// How much an Engine dares. The defaults are the ones whose quality figures README.md gives.
struct Options {
  std::uint32_t passes = kAllPasses;
  double min_score = 0.997;     // a document below is not repaired by the spin pass, 0..1
  bool assume_spun = false;     // repair whatever the score says
  double min_confidence = 0.5;  // an edit below becomes a flag, 0..1
  bool flag_all = false;        // flag also what is edited
  // Score every document. Otherwise those that cannot reach min_score, nearly all honest ones, are
  // passed several times as fast; their assessment stays empty, or is of a part of them.
  bool assess = true;
};

// Working memory of one thread. It holds no results: any Scratch serves any document.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;

 private:
  friend class Engine;
  struct Buffers;
  std::unique_ptr<Buffers> buffers_;
};

class Engine {
 public:
  // The embedded lexicon and model.
  explicit Engine(const Options& options);

  // Layers of lexicons, later ones win; the model scores candidates in their context.
  Engine(const Options& options, std::vector<Lexicon> layers, Context context);

  // Repairs one document. Linear in its length; working memory is bounded. A long one is mended
  // in parts of 8 to 16 KiB and judged in windows of some thousand words, and what is removed is
  // looked for in pieces of 64 to 128 KiB, all cut at paragraphs where it has them
  // (core/pieces.hpp); its score is that of the most suspicious window.
  Result process(std::string_view raw, Scratch& scratch) const;

  const std::vector<Lexicon>& layers() const { return layers_; }
  const Context& context() const { return context_; }

 private:
  bool has(Pass pass) const { return (options_.passes & static_cast<std::uint32_t>(pass)) != 0; }
  bool is_spun(const Detection& detection) const;
  bool needs_scores() const;
  Detection judge(const Window& window) const;
  Result process_part(std::string_view raw, Scratch& scratch) const;
  void assess(const Detection& detection, Assessment& assessment) const;
  template <typename Take>
  void for_each_window(std::string_view text, Scratch& scratch, Take take) const;
  void repair_window(const Window& window, std::string_view raw, const Mended& mended,
                     Result& result, EditList& edits) const;

  Options options_;
  std::vector<Lexicon> layers_;
  Context context_;
  std::shared_ptr<const Phrases> phrases_;  // without a row when nothing is to be removed
};

}  // namespace unspin
