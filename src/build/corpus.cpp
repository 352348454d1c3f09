// Recipes, and reading of training corpora.
#include "build/corpus.hpp"

#include <zstd.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/file_format.hpp"
#include "core/hash.hpp"
#include "unspin/error.hpp"

namespace unspin::build {

namespace {

constexpr unsigned kMostFitBits = 28;

[[noreturn]] void fail(const std::string& path, std::size_t line, const std::string& what) {
  throw SetupError(path + ":" + std::to_string(line) + ": " + what);
}

// Hands out the lines of a file, decompressed when it begins with zstd's magic number.
class LineReader {
 public:
  explicit LineReader(const std::string& path) : path_(path), file_(path) {
    const std::string_view bytes = file_.bytes();
    compressed_ = bytes.substr(0, 4) == "\x28\xB5\x2F\xFD";
    input_ = {bytes.data(), bytes.size(), 0};
    buffer_.resize(ZSTD_DStreamOutSize());
  }

  bool next(std::string& line) {
    line.clear();
    while (true) {
      const std::size_t end = pending_.find('\n');
      if (end != std::string_view::npos) {
        line.append(pending_.substr(0, end));
        pending_.remove_prefix(end + 1);
        return true;
      }
      line.append(pending_);
      pending_ = {};
      if (!refill()) return !line.empty();
    }
  }

 private:
  // More decompressed text; false at the end. A frame that wants more input than there is, and
  // has nothing left to give, is cut.
  bool refill() {
    const bool consumed = input_.pos == input_.size;
    if (consumed && last_ == 0) return false;
    if (!compressed_) {
      pending_ = file_.bytes();
      input_.pos = input_.size;
      return true;
    }
    ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
    last_ = ZSTD_decompressStream(stream_.get(), &out, &input_);
    if (ZSTD_isError(last_)) throw SetupError(path_ + ": " + ZSTD_getErrorName(last_));
    if (consumed && out.pos == 0) throw SetupError(path_ + ": compressed data is cut");
    pending_ = {buffer_.data(), out.pos};
    return true;
  }

  struct Free {
    void operator()(ZSTD_DCtx* stream) const { ZSTD_freeDCtx(stream); }
  };
  std::string path_;
  MappedFile file_;
  bool compressed_ = false;
  std::size_t last_ = 0;
  std::unique_ptr<ZSTD_DCtx, Free> stream_{ZSTD_createDCtx()};
  ZSTD_inBuffer input_{};
  std::string buffer_;
  std::string_view pending_;
};

}  // namespace

Recipe read_recipe(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw SetupError(path + ": cannot be read");
  Recipe recipe;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    recipe.text += line + "\n";
    std::istringstream fields(line.substr(0, line.find('#')));
    std::string key;
    if (!(fields >> key)) continue;
    bool good = true;
    if (key == "source") {
      CorpusSource source;
      good = static_cast<bool>(fields >> source.file >> source.share);
      recipe.sources.push_back(source);
    } else if (key == "hold-out") {
      good = static_cast<bool>(fields >> recipe.hold_out);
    } else if (key == "megabytes") {
      good = static_cast<bool>(fields >> recipe.megabytes);
    } else if (key == "fit-bits") {
      good = static_cast<bool>(fields >> recipe.fit_bits) && recipe.fit_bits <= kMostFitBits;
    } else if (key == "fit-part") {
      good = static_cast<bool>(fields >> recipe.fit_part) && recipe.fit_part > 0;
    } else if (key == "skip-licence") {
      std::string words;
      std::getline(fields >> std::ws, words);
      recipe.skip_licences.push_back(words);
    } else {
      fail(path, number, "unknown key '" + key + "'");
    }
    if (!good) fail(path, number, "'" + key + "' needs another value");
  }
  return recipe;
}

Use use_of(const Recipe& recipe, std::string_view text) {
  const std::uint64_t hash = hash_bytes(text);
  if (recipe.hold_out != 0 && hash % recipe.hold_out == 0) return Use::kMeasuring;
  return recipe.fit_bits != 0 && mix(hash) % recipe.fit_part == 0 ? Use::kFit : Use::kNgrams;
}

void for_each_document(const std::string& path, const Recipe& recipe,
                       const std::function<void(const Document&)>& take) {
  LineReader lines(path);
  std::string line;
  for (std::size_t number = 1; lines.next(line); ++number) {
    if (line.empty()) continue;
    const auto record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object() || !record.contains("text") || !record["text"].is_string())
      fail(path, number, "not a JSON object with a string 'text'");
    const std::string licence = record.value("license", std::string());
    bool admitted = true;
    for (const std::string& words : recipe.skip_licences)
      admitted = admitted && licence.find(words) == std::string::npos;
    if (!admitted) continue;
    const auto id = record.find("id");
    take({id != record.end() && id->is_string() ? id->get<std::string>() : std::to_string(number),
          record["text"].get<std::string>()});
  }
}

}  // namespace unspin::build
