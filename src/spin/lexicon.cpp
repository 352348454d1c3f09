// Look-ups in a compiled lexicon. Covered by tests/unit/lexicon_test.cpp, and tests/dictionary
// compares every answer with a slow reference.
#include "unspin/lexicon.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include "core/embedded.hpp"
#include "core/file_format.hpp"
#include "core/hash.hpp"
#include "spin/lexicon_format.hpp"
#include "unspin/error.hpp"

namespace unspin {

struct Lexicon::Tables {
  static constexpr std::size_t kNoFamily = ~std::size_t{0};

  std::shared_ptr<const MappedFile> file;  // one of these two owns the bytes, or nobody here does
  std::string owned;
  std::span<const std::uint32_t> buckets;
  std::span<const PathSlot> paths;
  std::span<const EntryRecord> entries;
  std::span<const CandidateRecord> candidates;
  std::span<const OriginalRecord> originals;
  std::span<const std::uint64_t> tokens;
  std::span<const Guard> guards;
  std::vector<std::string_view> families;
  std::size_t broad_family = kNoFamily;
  std::span<const std::uint64_t> starts, telling_words, telling_starts;
  std::span<const std::uint16_t> most_evidence;
  std::string_view strings;
  std::uint64_t digest = 0;

  void read(std::string_view bytes, const std::string& name, bool verify) {
    const FileView view(bytes, kLexiconMagic, name, verify);
    buckets = view.array<std::uint32_t>(kBucketSection);
    paths = view.array<PathSlot>(kPathSection);
    entries = view.array<EntryRecord>(kEntrySection);
    candidates = view.array<CandidateRecord>(kCandidateSection);
    originals = view.array<OriginalRecord>(kOriginalSection);
    tokens = view.array<std::uint64_t>(kTokenSection);
    guards = view.array<Guard>(kGuardSection);
    strings = view.text(kStringSection);
    for (const FamilyRecord& family : view.array<FamilyRecord>(kFamilySection)) {
      families.push_back(text(family.text, family.text_size));
      if (families.back() == kBroadFamily) broad_family = families.size() - 1;
    }
    starts = view.array<std::uint64_t>(kStartSection);
    telling_words = view.array<std::uint64_t>(kTellingWordSection);
    telling_starts = view.array<std::uint64_t>(kTellingStartSection);
    most_evidence = view.array<std::uint16_t>(kMostEvidenceSection);
    digest = view.header().digest;
    if (buckets.size() < 2 || !std::has_single_bit(buckets.size() - 1) ||
        starts.size() != kStartBits / 64 || !std::has_single_bit(telling_words.size()) ||
        !std::has_single_bit(telling_starts.size()) || !std::has_single_bit(most_evidence.size()))
      throw SetupError(name + ": lexicon with tables of impossible size; compile it again");
  }

  // What the references name, or nothing where they leave their table.
  std::string_view text(std::uint32_t begin, std::uint32_t size) const {
    if (begin > strings.size() || size > strings.size() - begin) return {};
    return strings.substr(begin, size);
  }
  template <typename T>
  static std::span<const T> part(std::span<const T> all, std::size_t first, std::size_t count) {
    if (first > all.size() || count > all.size() - first) return {};
    return all.subspan(first, count);
  }
};

Lexicon Lexicon::embedded() {
  auto tables = std::make_shared<Tables>();
  tables->read(embedded_lexicon(), "embedded lexicon", false);
  Lexicon lexicon;
  lexicon.tables_ = std::move(tables);
  return lexicon;
}

Lexicon Lexicon::open(const std::string& path) {
  auto tables = std::make_shared<Tables>();
  tables->file = std::make_shared<const MappedFile>(path);
  tables->read(tables->file->bytes(), path, true);
  Lexicon lexicon;
  lexicon.tables_ = std::move(tables);
  return lexicon;
}

Lexicon Lexicon::view(std::string_view bytes, const std::string& name) {
  auto tables = std::make_shared<Tables>();
  tables->read(bytes, name, true);
  Lexicon lexicon;
  lexicon.tables_ = std::move(tables);
  return lexicon;
}

Lexicon Lexicon::own(std::string bytes, const std::string& name) {
  auto tables = std::make_shared<Tables>();
  tables->owned = std::move(bytes);
  tables->read(tables->owned, name, true);
  Lexicon lexicon;
  lexicon.tables_ = std::move(tables);
  return lexicon;
}

namespace {

bool is_set(std::span<const std::uint64_t> bits, std::uint64_t bit) {
  return (bits[bit / 64] >> (bit % 64)) & 1;
}

}  // namespace

bool Lexicon::may_start(std::uint64_t token) const {
  return is_set(tables_->starts, token & (kStartBits - 1));
}

std::span<const std::uint64_t> Lexicon::telling_words() const { return tables_->telling_words; }
std::span<const std::uint64_t> Lexicon::telling_starts() const { return tables_->telling_starts; }

float Lexicon::most_evidence(std::uint64_t key) const {
  return MostEvidence(tables_->most_evidence).find(key);
}

bool Lexicon::step(Cursor& at, std::uint64_t token) const {
  const Tables& t = *tables_;
  const std::uint64_t path = combine(at.path, token);
  const std::size_t bucket = bucket_of_path(path, t.buckets.size() - 1);
  const std::size_t end = std::min<std::size_t>(t.buckets[bucket + 1], t.paths.size());
  for (std::size_t slot = t.buckets[bucket]; slot < end; ++slot) {
    if (t.paths[slot].fingerprint != static_cast<std::uint32_t>(path)) continue;
    at = {path, t.paths[slot].entry};
    return true;
  }
  return false;
}

void Lexicon::prefetch_bucket(Cursor at, std::uint64_t token) const {
  const Tables& t = *tables_;
  __builtin_prefetch(
      &t.buckets[bucket_of_path(combine(at.path, token), t.buckets.size() - 1)]);
}

void Lexicon::prefetch_slots(Cursor at, std::uint64_t token) const {
  const Tables& t = *tables_;
  const std::size_t slot =
      t.buckets[bucket_of_path(combine(at.path, token), t.buckets.size() - 1)];
  if (slot < t.paths.size()) __builtin_prefetch(&t.paths[slot]);
}

Lexicon::Entry Lexicon::entry(Cursor at) const { return entry(std::size_t{at.entry} - 1); }

std::size_t Lexicon::entries() const { return tables_->entries.size(); }

std::size_t Lexicon::families() const {
  const Tables& t = *tables_;
  return static_cast<std::size_t>(
      std::count_if(t.families.begin(), t.families.end(), [](std::string_view name) {
        return name != kBroadFamily && name != kUnitFamily && name != kTermFamily;
      }));
}

Lexicon::Entry Lexicon::entry(std::size_t index) const {
  if (index >= tables_->entries.size()) return {};
  const EntryRecord& record = tables_->entries[index];
  const std::size_t all = tables_->candidates.size();
  const bool inside = record.first <= all && record.count <= all - record.first;
  return {tables_->text(record.text, record.text_size), kPriorScale.unpack(record.log_prior),
          kEvidenceScale.unpack(record.evidence), record.first,
          inside ? record.count : std::uint32_t{0}};
}

Lexicon::Candidate Lexicon::candidate(std::size_t index) const {
  const Tables& t = *tables_;
  if (index >= t.candidates.size()) return {};
  const CandidateRecord& record = t.candidates[index];
  if (record.original >= t.originals.size()) return {};
  const OriginalRecord& original = t.originals[record.original];
  const std::uint32_t family = record.line_and_family & kFamilyBits;
  return {t.text(original.text, original.text_size),
          Tables::part(t.tokens, original.first_token, original.tokens),
          family < t.families.size() ? t.families[family] : std::string_view(),
          kWeightScale.unpack(record.weight),
          kPriorScale.unpack(original.log_prior),
          Tables::part(t.guards, record.first_guard, record.guards),
          record.line_and_family >> 8,
          static_cast<std::uint8_t>(family),
          family == t.broad_family,
          (record.line_and_family & kReplacedBit) != 0};
}

std::string_view Lexicon::family_name(std::size_t id) const {
  return id < tables_->families.size() ? tables_->families[id] : std::string_view();
}

std::uint64_t Lexicon::digest() const { return tables_->digest; }

}  // namespace unspin
