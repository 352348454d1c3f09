// The report for people: a line for each document, and the flagged phrases in their context.
#include <algorithm>
#include <cmath>

#include "cli/message.hpp"
#include "cli/report.hpp"

namespace unspin::cli {

namespace {

constexpr std::size_t kContext = 36;  // bytes shown on either side of a phrase
constexpr std::string_view kBold = "\x1b[1m", kRed = "\x1b[31m", kGreen = "\x1b[32m",
                           kReset = "\x1b[0m";

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Text for one line: line ends and tabs as spaces, other control bytes made harmless.
std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  std::erase(line, '\r');
  return printable(line);
}

std::string percent(double share) {
  return std::to_string(static_cast<int>(std::lround(100 * share))) + "%";
}

// Never rounded up to certainty.
std::string score_text(double score) {
  const auto thousandths = static_cast<int>(std::floor(score * 1000));
  const std::string digits = std::to_string(thousandths);
  return thousandths >= 1000 ? "1.000" : "0." + std::string(3 - digits.size(), '0') + digits;
}

class TextReport : public Report {
 public:
  TextReport(Output& output, Split split)
      : output_(output), split_(split), coloured_(wants_colour(output)) {}

  void add(const Finding& finding) override {
    if (!finding.problem.empty()) {
      output_.write(place_of(finding, 0, Split::kDocument) + ": " + std::string(finding.problem) +
                    "\n");
    }
    for (std::size_t i = 0; i < finding.parts.size(); ++i) {
      write_summary(finding, i);
      for (const Flag& flag : finding.parts[i].result.flags) write_flag(finding, i, flag);
    }
  }

 private:
  std::string coloured(std::string_view colour, const std::string& text) const {
    return coloured_ ? std::string(colour) + text + std::string(kReset) : text;
  }

  void write_summary(const Finding& finding, std::size_t index) {
    const Assessment& found = finding.parts[index].result.assessment;
    std::string line = coloured(kBold, printable(place_of(finding, index, split_))) + ": ";
    line += found.spun ? coloured(kRed, "spun") : "not spun";
    line += ", score " + score_text(found.score) + ", " + counted(found.words, "word");
    const char* separator = ": ";
    for (const auto& [family, share] : found.families) {
      if (!found.spun) break;
      line.append(separator).append(family).append(" ").append(percent(share));
      separator = ", ";
    }
    output_.write(line + "\n");
  }

  void write_flag(const Finding& finding, std::size_t index, const Flag& flag) {
    const std::string_view text = slice(finding.text, finding.parts[index].span);
    std::size_t begin = flag.span.begin > kContext ? flag.span.begin - kContext : 0;
    std::size_t end = std::min(text.size(), flag.span.end + kContext);
    while (begin < flag.span.begin && is_continuation(text[begin])) ++begin;
    while (end < text.size() && is_continuation(text[end])) ++end;
    std::string line = "  " + std::string(begin > 0 ? "..." : "");
    line += on_one_line(slice(text, {begin, flag.span.begin}));
    line += coloured(kRed, "[" + on_one_line(slice(text, flag.span)) + "]");
    line += on_one_line(slice(text, {flag.span.end, end})) + (end < text.size() ? "..." : "");
    output_.write(line + "\n");
    std::string second = "      ";
    if (!flag.candidates.empty()) {
      second += coloured(kGreen, on_one_line(flag.candidates.front().text)) + " (" +
                percent(flag.confidence) + "): ";
    }
    output_.write(second + on_one_line(flag.reason) + "\n");
  }

  Output& output_;
  Split split_;
  bool coloured_;
};

}  // namespace

std::unique_ptr<Report> make_text_report(Output& output, Split split) {
  return std::make_unique<TextReport>(output, split);
}

}  // namespace unspin::cli
