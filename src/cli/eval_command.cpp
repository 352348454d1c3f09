// unspin eval: how good a repair is.
#include <map>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/input.hpp"
#include "cli/message.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"
#include "cli/score.hpp"
#include "unspin/error.hpp"

namespace unspin::cli {

namespace {

using nlohmann::json;

constexpr OptionSpec kOptions[] = {
    {"spun-key", 0, "KEY", "member that holds the spun text (spun)"},
    {"repaired-key", 0, "KEY", "member that holds the repaired text (text)"},
    {"original-key", 0, "KEY", "member that holds the original (original)"},
    {"id-key", 0, "KEY", "member that names the record (id)"},
    {"by", 0, "KEY", "member to give totals for, one for each of its values"},
    {"output", 'o', "FILE", "replace FILE, at once and as a whole"},
    {"help", 0, "", "this text"},
};

constexpr std::string_view kUsage =
    "usage: unspin eval [-o FILE] SPUN REPAIRED ORIGINAL\n"
    "       unspin eval [OPTION...] FILE.jsonl\n"
    "\n"
    "Scores a repair by words: restoration (1: the original is back, 0: nothing gained),\n"
    "precision and recall of the edits, harm (share of the right words that were changed).\n"
    "Records whose original is null are left out.\n"
    "\n";

// Scores are worth nothing when a part is missing, so here a fault is an exception.
std::string read_file(const std::string& path) {
  Input input(path);
  std::string text = input.read_all();
  if (!input.error().empty()) throw SetupError(input.error());
  return text;
}

// A string as score.py prints it: everything but ASCII escaped.
std::string json_text(const std::string& text) {
  return json(text).dump(-1, ' ', true, json::error_handler_t::replace);
}

// Scores the records of one JSONL file.
class JsonlScorer {
 public:
  JsonlScorer(const CommandLine& line, Output& output)
      : spun_key_(line.value("spun-key", "spun")),
        repaired_key_(line.value("repaired-key", "text")),
        original_key_(line.value("original-key", "original")),
        id_key_(line.value("id-key", "id")),
        by_key_(line.value("by")),
        output_(output) {}

  void run(const std::string& path) {
    Input input(path);
    LineReader lines([&](std::span<char> to) { return input.read(to); });
    std::string_view line;
    for (number_ = 1; lines.next(line); ++number_) {
      where_ = input.name() + ":" + std::to_string(number_) + ": ";
      if (line.find_first_not_of(" \t\r\n") != line.npos) score(line);
    }
    if (!input.error().empty()) throw SetupError(input.error());
    if (scored_ == 0) throw SetupError(input.name() + ": no record to score");
    // Totals are made of the summed counts, not of means of figures: long texts count for more.
    for (const auto& [value, counts] : totals_by_) {
      print(counts, "\"doc\": \"TOTAL\", " + json_text(by_key_) + ": " + value + ", ");
    }
    print(total_, "\"doc\": \"TOTAL\", ");
  }

 private:
  // One record: its own line, and its share of the totals.
  void score(std::string_view line) {
    const json record = json::parse(line, nullptr, false);
    if (!record.is_object()) throw SetupError(where_ + "not a JSON object");
    // A real document may lack an original to compare with.
    const auto original = record.find(original_key_);
    if (original != record.end() && original->is_null()) return;
    const Counts counts =
        count(text(record, spun_key_), text(record, repaired_key_), text(record, original_key_));
    total_ += counts;
    ++scored_;
    if (!by_key_.empty()) totals_by_[label(record, by_key_)] += counts;
    print(counts, "\"doc\": " + label(record, id_key_) + ", ");
  }

  const std::string& text(const json& record, const std::string& key) const {
    const auto member = record.find(key);
    if (member != record.end() && member->is_string()) {
      return member->get_ref<const std::string&>();
    }
    throw SetupError(where_ + "no string \"" + printable(key) + "\"");
  }

  // A member as JSON; the line's number where the record has none.
  std::string label(const json& record, const std::string& key) const {
    const auto member = record.find(key);
    if (member == record.end()) return key == by_key_ ? "null" : std::to_string(number_);
    return member->dump(-1, ' ', true);
  }

  void print(const Counts& counts, const std::string& head) {
    output_.write(figures(counts, head) + "\n");
  }

  std::string spun_key_, repaired_key_, original_key_, id_key_, by_key_;
  Output& output_;
  std::size_t number_ = 0;  // of the line
  std::size_t scored_ = 0;
  std::string where_;
  Counts total_;
  std::map<std::string, Counts> totals_by_;
};

void evaluate(const CommandLine& line, Output& output) {
  if (line.files.size() == 1) return JsonlScorer(line, output).run(line.files.front());
  if (line.files.size() != 3) {
    throw UsageError("eval takes SPUN REPAIRED ORIGINAL, or one JSONL file");
  }
  const Counts counts =
      count(read_file(line.files[0]), read_file(line.files[1]), read_file(line.files[2]));
  output.write(figures(counts) + "\n");
}

}  // namespace

int run_eval(const std::vector<std::string>& args) {
  const CommandLine line = parse_command_line(args, kOptions);
  Output output(line.value("output"));
  if (line.has("help")) {
    output.write(help_text(kUsage, kOptions));
  } else {
    evaluate(line, output);
  }
  output.finish();
  return kExitDone;
}

}  // namespace unspin::cli
