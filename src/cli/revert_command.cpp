// unspin revert: takes the edits of a log back.
#include <algorithm>

#include "cli/commands.hpp"
#include "cli/digest.hpp"
#include "cli/edit_log_reader.hpp"
#include "cli/errors.hpp"
#include "cli/input.hpp"
#include "cli/message.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"
#include "cli/record_repair.hpp"
#include "cli/record_texts.hpp"
#include "unspin/error.hpp"

namespace unspin::cli {

namespace {

constexpr OptionSpec kOptions[] = {
    {"edits", 0, "LOG", "the log that --edits wrote"},
    {"output", 'o', "FILE", "replace FILE, at once and as a whole; may be the input"},
    {"help", 0, "", "this text"},
};

constexpr std::string_view kUsage =
    "usage: unspin revert --edits LOG [-o FILE] [FILE]\n"
    "\n"
    "Takes the edits in LOG back: gives the input of that run, byte for byte, from its output.\n"
    "No FILE or '-' is stdin. Refuses a FILE or a LOG that is not as that run left it.\n"
    "\n";

// Takes one run back. What a run wrote for several inputs lies one behind the other; the log
// says how long each part is.
class Revert {
 public:
  Revert(const std::string& log, const std::string& file)
      : log_name_(printable(log)), inputs_(check_log(log)), file_(file), log_(log) {}

  void run(Output& output) {
    // A file can be checked before anything is written; a pipe only while it is.
    if (Input(file_).is_rereadable()) check_file();
    Input input(file_);
    output.compress(input.compression());
    require(input);
    for (const LoggedInput& part : inputs_) revert_part(input, part, output);
    check_at_end(input);
  }

 private:
  [[noreturn]] void refuse(const Input& input, const std::string& why) const {
    throw SetupError(input.name() + ": does not fit the log " + log_name_ + ": " + why);
  }

  static void require(const Input& input) {
    if (!input.error().empty()) throw SetupError(input.error());
  }

  // Compares the file with the digests, part by part, without writing anything.
  void check_file() const {
    Input input(file_);
    for (const LoggedInput& part : inputs_) {
      Digest digest;
      std::string block(std::size_t{1} << 16, '\0');
      for (std::uint64_t left = part.bytes_out; left > 0;) {
        const std::size_t count = input.read({block.data(), std::min(left, block.size())});
        if (count == 0) break;
        digest.add({block.data(), count});
        left -= count;
      }
      check_part(input, part, digest, part.digest_out);
    }
    check_at_end(input);
  }

  void check_part(const Input& input, const LoggedInput& part, const Digest& digest,
                  const std::string& expected) const {
    require(input);
    // A stream that ends early has another digest too.
    if (digest.text() != expected) {
      refuse(input, "what was made of " + printable(part.file) + " has changed since");
    }
  }

  void check_at_end(Input& input) const {
    char byte = 0;
    if (input.read({&byte, 1}) > 0) refuse(input, "it is longer");
    require(input);
  }

  // Cuts the output of one input out of the stream and takes its edits back. Both digests are
  // checked: of what was read against what that run wrote, and of the result against its input.
  void revert_part(Input& input, const LoggedInput& part, Output& output) {
    std::uint64_t left = part.bytes_out;
    const auto source = [&](std::span<char> to) {
      const std::size_t count = input.read(to.first(std::min<std::uint64_t>(to.size(), left)));
      left -= count;
      return count;
    };
    layout_ = layout_of(part);
    Digest edited, restored;
    const auto revert_record = [&](const Record& record) {
      const std::string original = restore(input, record);
      edited.add(record.bytes);
      restored.add(original);
      output.write(original);
      if (part.format == Format::kWet) output.end_member();
    };
    const std::string fault = for_each_record(source, part.format, revert_record);
    // A text of which nothing was left is one all the same.
    if (part.bytes_out == 0 && part.edits > 0) revert_record({});
    if (!fault.empty()) refuse(input, fault);
    if (!log_.end_input()) refuse(input, "records are missing");
    check_part(input, part, edited, part.digest_out);
    check_part(input, part, restored, part.digest_in);
  }

  static Layout layout_of(const LoggedInput& part) {
    Layout layout{part.format, {}, part.column};
    for (const std::string& key : part.text_keys) layout.keys.push_back(JsonPath::parse(key));
    return layout;
  }

  // The record as it was. Throws when it does not hold what the log says was put there.
  std::string restore(const Input& input, const Record& record) {
    const std::vector<LoggedEdits> logged = log_.take(record.index);
    if (logged.empty()) return std::string(record.bytes);
    const RecordTexts texts(layout_, record.bytes);
    EditList back;
    for (const LoggedEdits& edits : logged) {
      if (!take_back(texts, record.bytes, edits, back)) {
        refuse(input, "record " + std::to_string(record.index) + " is not what the log made of it");
      }
    }
    return back.apply(record.bytes);
  }

  // Adds to `back` what takes the edits of one field back; false when they do not fit.
  bool take_back(const RecordTexts& texts, std::string_view record, const LoggedEdits& logged,
                 EditList& back) const {
    const EditList inverse = logged.edits.inverse();
    EditList raw;
    if (logged.field == kHeaderName && layout_.format == Format::kWet) {
      if (!inverse.fits(record)) return false;
      raw = inverse;
    }
    for (const RecordField& field : texts.fields()) {
      if (logged.field != field_name(layout_, field)) continue;
      if (!inverse.fits(field.text)) return false;
      raw = texts.edits_of_record(field, inverse, logged.spellings);
    }
    if (raw.size() != inverse.size()) return false;
    for (const Edit& edit : raw.edits()) {
      // The digest tells accidents only: fields in a wrong order must not lead outside either.
      if (!back.empty() && edit.span.begin < back.edits().back().span.end) return false;
      back.add(edit);
    }
    return true;
  }

  std::string log_name_;
  std::vector<LoggedInput> inputs_;
  std::string file_;
  EditLogReader log_;
  Layout layout_;  // of the current part
};

}  // namespace

int run_revert(const std::vector<std::string>& args) {
  const CommandLine line = parse_command_line(args, kOptions);
  Output output(line.value("output"));
  if (line.has("help")) {
    output.write(help_text(kUsage, kOptions));
  } else {
    if (!line.has("edits")) throw UsageError("revert needs --edits LOG");
    if (line.files.size() > 1) throw UsageError("revert takes one file");
    Revert(line.value("edits"), line.files.empty() ? "-" : line.files.front()).run(output);
  }
  output.finish();
  return kExitDone;
}

}  // namespace unspin::cli
