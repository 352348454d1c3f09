// Covered by tests/unit/learn_test.cpp.
#include "build/learn.hpp"

#include <algorithm>
#include <set>

#include "build/dictionary.hpp"
#include "build/sentences.hpp"
#include "core/alignment.hpp"
#include "core/tokenize.hpp"
#include "core/unicode.hpp"

namespace unspin::build {

namespace {

constexpr std::size_t kContextWords = 4;  // on either side
constexpr std::size_t kMostContexts = 3;

bool ends_sentence(std::string_view text, const Token& token) {
  const std::string_view mark = slice(text, token.span);
  return mark == "." || mark == "!" || mark == "?";
}

bool has_letter(std::string_view phrase) {
  return std::any_of(phrase.begin(), phrase.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Pairs that tell nothing of a habit: the same but for spaces, or numbers only.
bool is_plausible(const std::string& spun, const std::string& original) {
  const auto bare = [](std::string text) {
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
  };
  return bare(spun) != bare(original) && has_letter(spun) && has_letter(original);
}

}  // namespace

// The words and numbers of a text, folded, and where its sentences begin.
struct Learner::Words {
  std::vector<std::string> words;
  std::vector<std::size_t> starts;  // of sentences; the number of words at the end

  explicit Words(std::string_view text) {
    std::vector<Token> tokens;
    if (unicode::valid_prefix(text) == text.size()) tokenize(text, tokens);
    bool start = true;
    for (const Token& token : tokens) {
      start = start || token.gap >= Gap::kParagraph;
      if (token.kind == TokenKind::kPunctuation) {
        start = start || ends_sentence(text, token);
        continue;
      }
      const bool suffix = text[token.span.begin] == '\'' && !words.empty();
      if (start) starts.push_back(words.size());
      start = false;
      const std::string word = unicode::fold(slice(text, token.span));
      suffix ? void(words.back() += word) : words.push_back(word);
    }
    starts.push_back(words.size());
  }

  std::string phrase(std::size_t first, std::size_t last) const {
    std::string text;
    for (std::size_t i = first; i < last; ++i) text += (i > first ? " " : "") + words[i];
    return text;
  }
};

namespace {

using Numbers = std::map<std::string, std::uint32_t>;

Sentence numbered(const std::vector<std::string>& words, std::size_t first, std::size_t last,
                  Numbers& numbers) {
  Sentence sentence;
  for (std::size_t i = first; i < last; ++i)
    sentence.push_back(
        numbers.try_emplace(words[i], static_cast<std::uint32_t>(numbers.size())).first->second);
  return sentence;
}

}  // namespace

void Learner::see(const Words& spun, std::size_t first, std::size_t last, const std::string& phrase,
                  const std::string& original) {
  if (!is_plausible(phrase, original)) return;
  Seen& seen = pairs_[{phrase, original}];
  ++seen.count;
  seen.documents += seen.last_document != documents_;
  seen.last_document = documents_;
  if (seen.contexts.size() == kMostContexts) return;
  const std::size_t begin = first > kContextWords ? first - kContextWords : 0;
  const std::size_t end = std::min(last + kContextWords, spun.words.size());
  const std::string before = spun.phrase(begin, first), behind = spun.phrase(last, end);
  seen.contexts.push_back(before + (before.empty() ? "[" : " [") + phrase +
                          (behind.empty() ? "]" : "] ") + behind);
}

void Learner::align_words(const Words& spun, std::size_t first, std::size_t last,
                          const Words& original, std::size_t original_first,
                          std::size_t original_last, std::vector<bool>& changed) {
  Numbers numbers;
  const Alignment alignment =
      align(numbered(spun.words, first, last, numbers),
            numbered(original.words, original_first, original_last, numbers));
  for (const WordEdit& edit : alignment.edits) {
    const std::size_t a = first + edit.from.begin, b = original_first + edit.to.begin;
    std::fill(changed.begin() + static_cast<std::ptrdiff_t>(a),
              changed.begin() + static_cast<std::ptrdiff_t>(a + edit.from.size()), true);
    const std::size_t n = edit.from.size(), m = edit.to.size();
    if (n == 0 || m == 0 || n > kMostWords || m > kMostWords) continue;
    see(spun, a, a + n, spun.phrase(a, a + n), original.phrase(b, b + m));
    for (std::size_t i = 0; n == m && n > 1 && i < n; ++i)
      see(spun, a + i, a + i + 1, spun.words[a + i], original.words[b + i]);
  }
}

void Learner::add(std::string_view spun_text, std::string_view original_text) {
  ++documents_;
  const Words spun(spun_text), original(original_text);
  Numbers numbers;
  const auto sentences = [&](const Words& text) {
    std::vector<Sentence> all;
    for (std::size_t i = 0; i + 1 < text.starts.size(); ++i)
      all.push_back(numbered(text.words, text.starts[i], text.starts[i + 1], numbers));
    return all;
  };
  // Sentences that are not aligned count as changed: nothing is known of them.
  std::vector<bool> changed(spun.words.size(), true);
  for (const Group& group : align_sentences(sentences(spun), sentences(original))) {
    const std::size_t first = spun.starts[group.from.begin], last = spun.starts[group.from.end];
    std::fill(changed.begin() + static_cast<std::ptrdiff_t>(first),
              changed.begin() + static_cast<std::ptrdiff_t>(last), false);
    align_words(spun, first, last, original, original.starts[group.to.begin],
                original.starts[group.to.end], changed);
  }
  for (std::size_t i = 0; i < spun.words.size(); ++i) {
    bool kept = true;
    for (std::size_t n = 1; n <= kMostWords && i + n <= spun.words.size(); ++n) {
      kept = kept && !changed[i + n - 1];
      Occurrences& occurrences = phrases_[spun.phrase(i, i + n)];
      ++occurrences.all;
      occurrences.kept += kept;
    }
  }
}

std::vector<Proposal> Learner::proposals(
    const Evidence& evidence,
    const std::function<bool(const std::string&, const std::string&)>& known) const {
  std::set<std::pair<std::string, std::string>> taken;  // as forms of another pair
  std::vector<Proposal> all;
  // A pair as the base of others: with the part of speech that accounts for most of what was seen.
  for (const auto& [pair, seen] : pairs_) {
    char best = '-';
    std::size_t most = 1;
    for (const char pos : {'n', 'v', 'a'}) {
      Row row;
      row.spun = pair.first;
      row.original = pair.second;
      row.pos = pos;
      const std::vector<Pair> forms = expand(row);
      const auto there =
          static_cast<std::size_t>(std::count_if(forms.begin(), forms.end(), [&](const Pair& form) {
            return pairs_.count({form.spun, form.original}) > 0;
          }));
      if (there > most) {
        most = there;
        best = pos;
      }
    }
    Row row;
    row.spun = pair.first;
    row.original = pair.second;
    row.pos = best;
    Proposal proposal{pair.first, pair.second, best, 0, 0, 0, 0, seen.contexts};
    for (const Pair& form : expand(row)) {
      const auto found = pairs_.find({form.spun, form.original});
      const auto phrase = phrases_.find(form.spun);
      if (found == pairs_.end() || phrase == phrases_.end()) continue;
      if (best != '-' && form.spun != pair.first) taken.insert(found->first);
      proposal.count += found->second.count;
      proposal.documents = std::max(proposal.documents, found->second.documents);
      proposal.occurrences += phrase->second.all;
      proposal.kept += phrase->second.kept;
    }
    all.push_back(std::move(proposal));
  }
  std::erase_if(all, [&](const Proposal& proposal) {
    return taken.count({proposal.spun, proposal.original}) > 0 || proposal.count < evidence.count ||
           proposal.share() < evidence.share || known(proposal.spun, proposal.original);
  });
  return all;
}

std::string to_text(const Proposal& proposal) {
  std::string text = "# " + std::to_string(proposal.count) + " of " +
                     std::to_string(proposal.occurrences) + " in up to " +
                     std::to_string(proposal.documents) + " documents, kept " +
                     std::to_string(proposal.kept) + ":";
  for (std::size_t i = 0; i < proposal.contexts.size(); ++i)
    text += (i > 0 ? " / " : " ") + proposal.contexts[i];
  Row row;
  row.spun = proposal.spun;
  row.original = proposal.original;
  row.weight = std::clamp(proposal.share(), 0.01, 0.97);
  row.pos = proposal.pos;
  row.source = "user";
  return text + "\n" + to_line(row);
}

}  // namespace unspin::build
