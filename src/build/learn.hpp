// Dictionary rows proposed from parallel text: what a spinner made of what, how often, and where.
//
// The sentences of a spun text and of its original are aligned first, then the words within them,
// so that a sentence that one side lacks puts nothing out of step. Every stretch of one to
// kMostWords words that differs is a pair; a stretch of as many words on either side counts word by
// word as well. Forms of one word become one row where inflection accounts for them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace unspin::build {

constexpr std::size_t kMostWords = 6;

// What a pair must show to be proposed.
struct Evidence {
  std::size_t count = 2;  // times
  double share = 0.1;     // of the occurrences of the spun phrase in the spun texts
};

// A pair, with what was seen of it.
struct Proposal {
  std::string spun, original;  // base forms where `pos` is n, v or a
  char pos = '-';
  std::size_t count = 0;              // in all forms
  std::size_t documents = 0;          // that have it
  std::size_t occurrences = 0;        // of the spun phrase in the spun texts, in these forms
  std::size_t kept = 0;               // of these, where the original has the same words
  std::vector<std::string> contexts;  // up to three, the phrase in brackets

  double share() const {
    return static_cast<double>(count) /
           static_cast<double>(occurrences > count ? occurrences : count);
  }
};

// Not shared by threads. Texts are UTF-8 and copied as far as they are needed.
class Learner {
 public:
  // One document and its original.
  void add(std::string_view spun, std::string_view original);

  // What has been seen often enough, in the order of the bytes of spun phrase and original. Pairs
  // that `known` says are in a dictionary already are left out.
  std::vector<Proposal> proposals(
      const Evidence& evidence,
      const std::function<bool(const std::string&, const std::string&)>& known) const;

 private:
  struct Words;
  struct Seen {
    std::size_t count = 0, documents = 0, last_document = 0;
    std::vector<std::string> contexts;
  };
  struct Occurrences {
    std::size_t all = 0, kept = 0;
  };

  void align_words(const Words& spun, std::size_t first, std::size_t last, const Words& original,
                   std::size_t original_first, std::size_t original_last,
                   std::vector<bool>& changed);
  void see(const Words& spun, std::size_t first, std::size_t last, const std::string& phrase,
           const std::string& original);

  std::map<std::pair<std::string, std::string>, Seen> pairs_;
  std::map<std::string, Occurrences> phrases_;  // all of the spun texts, up to kMostWords
  std::size_t documents_ = 0;
};

// A proposal as a line of a dictionary with source "user", behind a comment that tells the
// evidence.
std::string to_text(const Proposal& proposal);

}  // namespace unspin::build
