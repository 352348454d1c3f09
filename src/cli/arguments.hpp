// The words behind a subcommand such as `unspin model train`: options with a value, then operands.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/error.hpp"

namespace unspin::cli {

class Arguments {
 public:
  explicit Arguments(std::vector<std::string> words) : words_(std::move(words)) {}

  // The next word, which must be there; `what` names it for the message.
  std::string take(const std::string& what) {
    if (words_.empty()) throw SetupError("missing " + what + "; try 'unspin --help'");
    std::string word = words_.front();
    words_.erase(words_.begin());
    return word;
  }

  // The value of `--name VALUE` or `--name=VALUE`, or `fallback`. Removes it.
  std::string option(const std::string& name, const std::string& fallback = {}) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].starts_with(name + "=")) {
        const std::string value = words_[i].substr(name.size() + 1);
        words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(i));
        return value;
      }
      if (words_[i] != name) continue;
      if (i + 1 == words_.size()) throw SetupError("option '" + name + "' needs a value");
      const std::string value = words_[i + 1];
      words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(i),
                   words_.begin() + static_cast<std::ptrdiff_t>(i) + 2);
      return value;
    }
    return fallback;
  }

  // All values of an option that may be given several times, in order.
  std::vector<std::string> options(const std::string& name) {
    std::vector<std::string> values;
    for (std::string value = option(name); !value.empty(); value = option(name))
      values.push_back(value);
    return values;
  }

  bool flag(const std::string& name) {
    const auto at = std::find(words_.begin(), words_.end(), name);
    if (at == words_.end()) return false;
    words_.erase(at);
    return true;
  }

  // What is left: operands. An option among them is unknown.
  std::vector<std::string> operands() {
    for (const std::string& word : words_) {
      if (word.size() > 1 && word[0] == '-')
        throw SetupError("unknown option '" + word + "'; try 'unspin --help'");
    }
    return std::move(words_);
  }

 private:
  std::vector<std::string> words_;
};

}  // namespace unspin::cli
