// Harm: what the filter changes in clean English that its model was not trained on.
//
//   unspin_harm [--share X] RECIPE REPORT FILE...
//
// Reads JSONL corpora, plain or zstd-compressed, and measures the documents of measured.hpp.
// --share measures only this part of them, chosen by the text. Every edit becomes a line of REPORT
// (JSONL), in the order of the arguments; stdout gets the counts, a JSON line for each file. Uses
// two threads. Status 2, and one line on stderr, when something cannot be read.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "build/corpus.hpp"
#include "core/hash.hpp"
#include "quality/measured.hpp"
#include "unspin/engine.hpp"
#include "unspin/error.hpp"

namespace unspin {
namespace {

using nlohmann::json;

constexpr std::size_t kContext = 60;  // bytes of text shown on either side of an edit
constexpr unsigned kThreads = 2;

struct Arguments {
  double share = 1.0;
  std::string recipe;
  std::string report;
  std::vector<std::string> files;
};

// What was found in one file.
struct Harm {
  bool held_out = false;  // only held-out documents were measured
  std::uint64_t documents = 0;
  std::uint64_t words = 0;
  std::uint64_t spun = 0;        // documents judged spun
  std::uint64_t spin_edits = 0;  // edits of the spin pass, alone or joined with another
  std::uint64_t other_edits = 0;
  std::string edits;  // lines of the report
  std::string error;
};

// The spin pass mends articles next to its edits; alone, that rule never speaks.
bool is_of_spin_pass(const Edit& edit) {
  return edit.rule.find("spin/") != std::string::npos ||
         edit.rule.find("article") != std::string::npos;
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The text around an edit on one line, with the edit's bytes in brackets.
std::string context_of(std::string_view text, Span span) {
  std::size_t begin = span.begin > kContext ? span.begin - kContext : 0;
  std::size_t end = std::min(text.size(), span.end + kContext);
  while (begin < span.begin && is_continuation(text[begin])) ++begin;
  while (end < text.size() && is_continuation(text[end])) ++end;
  std::string line(slice(text, {begin, span.begin}));
  line += "[" + std::string(slice(text, span)) + "]";
  line += slice(text, {span.end, end});
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

void add_document(Harm& harm, const std::string& file, const build::Document& document,
                  const Result& result) {
  ++harm.documents;
  harm.words += result.assessment.words;
  harm.spun += result.assessment.spun ? 1 : 0;
  for (const Edit& edit : result.edits.edits()) {
    const bool spin = is_of_spin_pass(edit);
    ++(spin ? harm.spin_edits : harm.other_edits);
    const json line = {{"file", file},
                       {"id", document.id},
                       {"score", result.assessment.score},
                       {"spin", spin},
                       {"rule", edit.rule},
                       {"before", edit.before},
                       {"after", edit.after},
                       {"confidence", edit.confidence},
                       {"context", context_of(document.text, edit.span)}};
    harm.edits += line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
  }
}

// A part of the documents that does not depend on which of them are held out.
bool is_in_share(std::string_view text, double share) {
  return static_cast<double>(mix(hash_bytes(text)) >> 11) < share * 0x1p53;
}

Harm measure_file(const std::string& path, const Arguments& arguments, const build::Recipe& recipe,
                  const Engine& engine) {
  const std::string name = std::filesystem::path(path).filename();
  Harm harm;
  Scratch scratch;
  const auto measure = [&](const build::Document& document) {
    if (!is_in_share(document.text, arguments.share)) return;
    add_document(harm, name, document, engine.process(document.text, scratch));
  };
  harm.held_out = quality::for_each_measured(path, recipe, measure);
  return harm;
}

// One worker: takes the next file until none is left.
void measure_files(const Arguments& arguments, const build::Recipe& recipe, const Engine& engine,
                   const std::vector<std::size_t>& order, std::atomic<std::size_t>& next,
                   std::vector<Harm>& harms) {
  for (std::size_t i = next++; i < order.size(); i = next++) {
    Harm& harm = harms[order[i]];
    try {
      harm = measure_file(arguments.files[order[i]], arguments, recipe, engine);
    } catch (const std::exception& error) {
      harm.error = error.what();
    }
  }
}

// The largest file first, so that no thread is left alone with it.
std::vector<std::size_t> by_size(const std::vector<std::string>& files) {
  std::vector<std::size_t> order;
  std::vector<std::uintmax_t> sizes;
  for (const std::string& file : files) {
    std::error_code missing;  // told when the file is read
    order.push_back(order.size());
    sizes.push_back(std::filesystem::file_size(file, missing));
  }
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return sizes[a] > sizes[b]; });
  return order;
}

std::vector<Harm> measure(const Arguments& arguments) {
  const build::Recipe recipe = build::read_recipe(arguments.recipe);
  const Engine engine{Options{}};
  const std::vector<std::size_t> order = by_size(arguments.files);
  std::vector<Harm> harms(arguments.files.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] { measure_files(arguments, recipe, engine, order, next, harms); });
  }
  threads.clear();  // joins
  return harms;
}

int write(const Arguments& arguments, const std::vector<Harm>& harms) {
  std::ofstream report(arguments.report);
  for (std::size_t i = 0; i < harms.size(); ++i) {
    const Harm& harm = harms[i];
    if (!harm.error.empty()) throw SetupError(harm.error);
    report << harm.edits;
    const json line = {{"file", std::filesystem::path(arguments.files[i]).filename()},
                       {"held_out", harm.held_out},
                       {"documents", harm.documents},
                       {"words", harm.words},
                       {"spun", harm.spun},
                       {"spin_edits", harm.spin_edits},
                       {"other_edits", harm.other_edits}};
    std::cout << line.dump() << "\n";
  }
  if (!report.flush()) throw SetupError(arguments.report + ": cannot be written");
  return std::cout.flush() ? 0 : 2;
}

Arguments read_arguments(std::vector<std::string> args) {
  constexpr const char* kUsage = "usage: unspin_harm [--share X] RECIPE REPORT FILE...";
  Arguments result;
  if (args.size() >= 2 && args[0] == "--share") {
    const char* end = args[1].data() + args[1].size();
    const auto [stop, error] = std::from_chars(args[1].data(), end, result.share);
    if (error != std::errc() || stop != end) throw SetupError(kUsage);
    args.erase(args.begin(), args.begin() + 2);
  }
  if (args.size() < 3) throw SetupError(kUsage);
  result.recipe = args[0];
  result.report = args[1];
  result.files.assign(args.begin() + 2, args.end());
  return result;
}

}  // namespace
}  // namespace unspin

int main(int argc, char** argv) {
  try {
    const unspin::Arguments arguments = unspin::read_arguments({argv + 1, argv + argc});
    return unspin::write(arguments, unspin::measure(arguments));
  } catch (const std::exception& error) {
    std::cerr << "unspin_harm: " << error.what() << "\n";
    return 2;
  }
}
