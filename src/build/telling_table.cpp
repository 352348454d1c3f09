// Covered by tests/unit/telling_test.cpp and tests/dictionary.
#include "build/telling_table.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

#include "spin/telling.hpp"

namespace unspin::build {

// All numbers are taken as the detector will read them.
void TellingTable::add(std::string_view phrase, const EntryRecord& entry,
                       std::span<const CandidateRecord> candidates,
                       std::span<const OriginalRecord> originals, std::uint32_t broad) {
  const double evidence = double{kEvidenceScale.unpack(entry.evidence)};
  const PhraseKeys keys = telling_keys(phrase);
  if (keys.items == 0 || !is_telling(evidence, double{kPriorScale.unpack(entry.log_prior)})) return;
  std::map<std::uint32_t, double> masses;  // of each family
  double best = 0;
  for (const CandidateRecord& candidate : candidates) {
    const std::uint32_t family = candidate.line_and_family & kFamilyBits;
    if (family == broad) continue;
    const double log_prior = double{kPriorScale.unpack(originals[candidate.original].log_prior)};
    double& mass = masses[family];
    mass += double{kWeightScale.unpack(candidate.weight)} * std::exp(log_prior);
    best = std::max(best, mass);
  }
  const double most = best > 0 ? most_evidence(best, evidence, Tuning{}) : 0;
  if (most == 0) return;
  if (keys.items == 1) {
    words_.insert(keys.start);
  } else {
    starts_.emplace(keys.start, keys.place);
  }
  most_[keys.whole] = std::max(most_[keys.whole], most);
}

void TellingTable::write(FileBuilder& file) const {
  std::vector<std::uint64_t> words(TellingFilter::words_for(words_.size()), 0);
  for (const std::uint64_t key : words_)
    words[TellingFilter::place(key, words.size())] |= TellingFilter::bits(key);
  std::vector<std::uint64_t> starts(TellingFilter::words_for(starts_.size()), 0);
  for (const auto& [key, place] : starts_)
    starts[TellingFilter::place(place, starts.size())] |= TellingFilter::bits(key);
  std::vector<std::uint16_t> slots(MostEvidence::slots_for(most_.size()), 0);
  for (const auto& [key, most] : most_) {
    std::size_t at = MostEvidence::place(key, slots.size());
    while (slots[at] != 0) at = (at + 1) & (slots.size() - 1);
    // Rounded up: what is read must not be less than what was meant.
    const double steps = std::ceil(most / MostEvidence::kStep + 1e-3);
    slots[at] =
        MostEvidence::slot(key, static_cast<int>(std::min(steps, double{MostEvidence::kSteps})));
  }
  file.add(words);
  file.add(starts);
  file.add(slots);
}

}  // namespace unspin::build
