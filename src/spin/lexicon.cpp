// Look-ups in a compiled lexicon. Covered by tests/unit/lexicon_test.cpp, and tests/dictionary
// compares every answer with a slow reference.
#include "unspin/lexicon.hpp"

#include <bit>

#include "core/embedded.hpp"
#include "core/file_format.hpp"
#include "core/hash.hpp"
#include "spin/lexicon_format.hpp"
#include "unspin/error.hpp"

namespace unspin {

struct Lexicon::Tables {
  std::shared_ptr<const MappedFile> file;  // one of these two owns the bytes, or nobody here does
  std::string owned;
  std::span<const PathSlot> paths;
  std::span<const EntryRecord> entries;
  std::span<const CandidateRecord> candidates;
  std::span<const OriginalRecord> originals;
  std::span<const std::uint64_t> tokens;
  std::span<const Guard> guards;
  std::span<const StringRef> families;
  std::span<const std::uint64_t> starts;
  std::string_view strings;
  std::uint64_t digest = 0;

  void read(std::string_view bytes, const std::string& name, bool verify) {
    const FileView view(bytes, kLexiconMagic, name, verify);
    paths = view.array<PathSlot>(kPathSection);
    entries = view.array<EntryRecord>(kEntrySection);
    candidates = view.array<CandidateRecord>(kCandidateSection);
    originals = view.array<OriginalRecord>(kOriginalSection);
    tokens = view.array<std::uint64_t>(kTokenSection);
    guards = view.array<Guard>(kGuardSection);
    families = view.array<StringRef>(kFamilySection);
    strings = view.text(kStringSection);
    starts = view.array<std::uint64_t>(kStartSection);
    digest = view.header().digest;
    if (!std::has_single_bit(paths.size()) || starts.size() != kStartBits / 64)
      throw SetupError(name + ": lexicon with tables of impossible size; compile it again");
  }

  // What the references name, or nothing where they leave their table.
  std::string_view text(StringRef ref) const {
    if (ref.begin > strings.size() || ref.size > strings.size() - ref.begin) return {};
    return strings.substr(ref.begin, ref.size);
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

bool Lexicon::may_start(std::uint64_t token) const {
  const std::uint64_t bit = token & (kStartBits - 1);
  return (tables_->starts[bit / 64] >> (bit % 64)) & 1;
}

bool Lexicon::step(Cursor& at, std::uint64_t token) const {
  const std::span<const PathSlot> slots = tables_->paths;
  const std::uint64_t path = combine(at.path, token);
  const std::size_t mask = slots.size() - 1;
  // The table is never full, but a corrupt one may be: look at each slot once at most.
  for (std::size_t i = 0, slot = path & mask; i < slots.size(); ++i, slot = (slot + 1) & mask) {
    if (slots[slot].path == path) {
      at = {path, slots[slot].entry};
      return true;
    }
    if (slots[slot].path == 0) return false;
  }
  return false;
}

Lexicon::Entry Lexicon::entry(Cursor at) const { return entry(std::size_t{at.entry} - 1); }

std::size_t Lexicon::entries() const { return tables_->entries.size(); }

std::size_t Lexicon::families() const { return tables_->families.size(); }

Lexicon::Entry Lexicon::entry(std::size_t index) const {
  if (index >= tables_->entries.size()) return {};
  const EntryRecord& record = tables_->entries[index];
  const std::size_t all = tables_->candidates.size();
  const bool inside = record.first <= all && record.count <= all - record.first;
  return {tables_->text(record.text), record.log_prior, record.evidence, record.first,
          inside ? record.count : 0};
}

Lexicon::Candidate Lexicon::candidate(std::size_t index) const {
  if (index >= tables_->candidates.size()) return {};
  const CandidateRecord& record = tables_->candidates[index];
  if (record.original >= tables_->originals.size()) return {};
  const OriginalRecord& original = tables_->originals[record.original];
  const auto family = Tables::part(tables_->families, record.family, 1);
  return {tables_->text(original.text),
          Tables::part(tables_->tokens, original.first_token, original.tokens),
          family.empty() ? std::string_view() : tables_->text(family[0]),
          record.weight,
          original.log_prior,
          Tables::part(tables_->guards, record.first_guard, record.guards),
          record.line};
}

std::uint64_t Lexicon::digest() const { return tables_->digest; }

}  // namespace unspin
