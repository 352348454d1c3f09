// The whole engine (src/unspin/engine.hpp): offsets, options, bytes that must pass through.
#include <doctest/doctest.h>

#include "core/unicode.hpp"
#include "fixtures.hpp"

using namespace unspin;
using fixtures::process;
using fixtures::repaired;

namespace {

// What must hold for every input, spun or not, text or not.
void check_properties(const std::string& raw, const Options& options = {}) {
  const Result result = process(raw, options);
  REQUIRE(result.edits.fits(raw));
  const std::string out = result.edits.apply(raw);
  REQUIRE(result.edits.inverse().apply(out) == raw);
  std::size_t end = 0;
  for (const Edit& edit : result.edits.edits()) {
    REQUIRE(edit.span.begin >= end);
    REQUIRE(edit.before != edit.after);
    REQUIRE(!edit.rule.empty());
    REQUIRE(edit.confidence > 0);
    REQUIRE(edit.confidence <= 1);
    REQUIRE(unicode::valid_prefix(edit.before) == edit.before.size());
    REQUIRE(unicode::valid_prefix(edit.after) == edit.after.size());
    end = edit.span.end;
  }
  std::size_t flag_begin = 0;
  for (const Flag& flag : result.flags) {
    REQUIRE(flag.span.begin >= flag_begin);
    REQUIRE(slice(raw, flag.span) == flag.text);
    REQUIRE(!flag.candidates.empty());
    flag_begin = flag.span.begin;
  }
  REQUIRE(result.assessment.score >= 0);
  REQUIRE(result.assessment.score <= 1);
}

Options daring() {
  Options options;
  options.assume_spun = true;
  options.min_confidence = 0.01;
  return options;
}

const std::string kSpun(fixtures::kSpunText);

}  // namespace

TEST_CASE("spun text is repaired") {
  const Result result = process(kSpun);
  CHECK(result.assessment.spun);
  CHECK(result.assessment.score > 0.5);
  CHECK(result.issues.empty());
  const std::string out = result.edits.apply(kSpun);
  for (const char* part :
       {"model training", "hardware", "chips. The", "could not complete", "Chinese market"}) {
    CAPTURE(std::string(part));
    CHECK(out.find(part) != std::string::npos);
  }
  CHECK(out.find("mannequin") == std::string::npos);
}

TEST_CASE("clean text is not touched") {
  for (const char* text :
       {"The council met on Tuesday to discuss the new library.",
        "She put the coat on a mannequin in the window of the shop.",
        "Coaching football is hard work, he said, and it might rain on Sunday.", "", " ", "\n"}) {
    CAPTURE(std::string(text));
    const Result result = process(text);
    CHECK(result.edits.empty());
    CHECK(result.flags.empty());
    CHECK_FALSE(result.assessment.spun);
  }
}

TEST_CASE("a document may be assumed to be spun") {
  const std::string text = "They trained the mannequin on clean data from the web.";
  Options options;
  options.assume_spun = true;
  CHECK_FALSE(process(text).assessment.spun);
  CHECK(process(text, options).assessment.spun);
  CHECK(process(text, options).assessment.score == process(text).assessment.score);
}

TEST_CASE("the score from which a document counts as spun can be set") {
  Options options;
  options.min_score = 1.0;
  CHECK_FALSE(process(kSpun, options).assessment.spun);
  options.min_score = 0.0;
  CHECK(process("Plain words.", options).assessment.spun);
}

TEST_CASE("all choices are flagged on request, and nothing in honest text") {
  Options options;
  options.flag_all = true;
  const Result result = process(kSpun, options);
  CHECK(result.edits == process(kSpun).edits);
  REQUIRE(result.flags.size() > process(kSpun).flags.size());
  for (const Flag& flag : result.flags) {
    CHECK(slice(kSpun, flag.span) == flag.text);
    CHECK_FALSE(flag.reason.empty());
    REQUIRE_FALSE(flag.candidates.empty());
    CHECK(flag.candidates.front().confidence >= flag.confidence);
  }
  CHECK(process("The council met on Tuesday to discuss the new library.", options).flags.empty());
}

TEST_CASE("the families are named, the greatest share first") {
  const Assessment found = process(kSpun).assessment;
  REQUIRE_FALSE(found.families.empty());
  for (std::size_t i = 1; i < found.families.size(); ++i)
    CHECK(found.families[i - 1].share >= found.families[i].share);
  CHECK(process("Plain words.").assessment.families.empty());
}

TEST_CASE("choices below the confidence become flags, with candidates best first") {
  Options options;
  options.min_confidence = 0.9999;
  const Result strict = process(kSpun, options);
  CHECK(strict.edits.size() < process(kSpun).edits.size());
  REQUIRE(!strict.flags.empty());
  for (const Flag& flag : strict.flags) {
    CHECK(flag.confidence < 0.9999);
    CHECK(flag.rule.starts_with("spin/"));
    CHECK(slice(kSpun, flag.span) == flag.text);
    CHECK(flag.candidates[0].confidence == flag.confidence);
    CHECK(flag.candidates.size() <= 5);
  }
}

TEST_CASE("the candidates of a flag are sorted by confidence") {
  Options options;
  options.min_confidence = 1.0;
  for (const Flag& flag : process(kSpun, options).flags) {
    for (std::size_t i = 2; i < flag.candidates.size(); ++i) {
      CAPTURE(flag.text);
      CHECK(flag.candidates[i - 1].confidence >= flag.candidates[i].confidence);
    }
  }
}

TEST_CASE("each pass can be switched off") {
  Options options;
  options.passes = static_cast<std::uint32_t>(Pass::kGlue);
  const std::string glued = repaired(kSpun, options);
  CHECK(glued.find("chips. The") != std::string::npos);
  CHECK(glued.find("mannequin") != std::string::npos);
  options.passes = static_cast<std::uint32_t>(Pass::kSpin);
  const std::string spun = repaired(kSpun, options);
  CHECK(spun.find("chips.The") != std::string::npos);
  CHECK(spun.find("mannequin") == std::string::npos);
  options.passes = 0;
  CHECK(repaired(kSpun, options) == kSpun);
}

TEST_CASE("invalid bytes pass unchanged, are reported, and the rest is still repaired") {
  const std::string raw = "Caf\xE9 notes. " + kSpun + " \xF0\x9F end";
  const Result result = process(raw);
  REQUIRE(result.issues.size() == 2);
  CHECK(result.issues[0].kind == Issue::Kind::kInvalidUtf8);
  CHECK(result.issues[0].offset == 3);
  CHECK(result.issues[0].count == 1);
  CHECK(result.issues[1].offset == raw.size() - 6);
  CHECK(result.issues[1].count == 2);
  const std::string out = result.edits.apply(raw);
  CHECK(out.starts_with("Caf\xE9 notes. "));
  CHECK(out.ends_with(" \xF0\x9F end"));
  CHECK(out.find("model training") != std::string::npos);
  check_properties(raw);
}

TEST_CASE("invalid bytes within words pass unchanged too") {
  for (std::size_t at = 0; at <= kSpun.size(); at += 3) {
    std::string raw = kSpun;
    raw.insert(at, "\xFF");
    const Result result = process(raw);
    REQUIRE(result.issues.size() == 1);
    REQUIRE(result.issues[0].offset == at);
    const std::string out = result.edits.apply(raw);
    REQUIRE(out.find('\xFF') != std::string::npos);
    REQUIRE(out.find("\uFFFD") == std::string::npos);
    check_properties(raw);
  }
}

TEST_CASE("the same text has the same result whatever the scratch was used for") {
  const Engine engine({});
  Scratch scratch;
  const Result first = engine.process(kSpun, scratch);
  engine.process("Something else entirely.", scratch);
  engine.process("", scratch);
  const Result again = engine.process(kSpun, scratch);
  CHECK(first.edits == again.edits);
  CHECK(first.assessment.score == again.assessment.score);
}

TEST_CASE("line ends, marks, NUL and the missing last newline are not touched") {
  for (const std::string frame :
       {"%", "\xEF\xBB\xBF%", "%\n", "%\r\n", "%\r", "% \t\n\n", "\r\n\r\n%\r\n", "a\rb\r%"}) {
    std::string raw = frame;
    raw.replace(raw.find('%'), 1, kSpun);
    std::string wanted = frame;
    wanted.replace(wanted.find('%'), 1, repaired(kSpun));
    CHECK(repaired(raw) == wanted);
  }
  const std::string nul = std::string("a\0b. ", 5) + kSpun;
  CHECK(repaired(nul).starts_with(std::string("a\0b. ", 5)));
  CHECK(process(nul).issues.empty());
}

TEST_CASE("a document with CRLF lines is repaired as one with plain lines") {
  std::string crlf = "The firm spoke.\r\n" + kSpun + "\r\nIt is over.\r\n";
  std::string plain = "The firm spoke.\n" + kSpun + "\nIt is over.\n";
  std::string out = repaired(crlf);
  for (std::size_t at = 0; (at = out.find("\r\n", at)) != std::string::npos; ++at) out.erase(at, 1);
  CHECK(out == repaired(plain));
}

TEST_CASE("repair of the repaired text changes nothing") {
  const std::string once = repaired(kSpun);
  CHECK(repaired(once) == once);
}

TEST_CASE("later layers win over the embedded dictionaries") {
  const Lexicon keep = fixtures::lexicon_of({{"mannequin", "mannequin"}});
  const Engine engine({}, {Lexicon::embedded(), keep}, Context::embedded());
  Scratch scratch;
  const std::string text =
      "The e-commerce large has been coaching the mannequin on its own "
      "{hardware} as a substitute of chips from the Chinese language market.";
  CHECK(repaired(text).find("mannequin") == std::string::npos);
  const std::string out = engine.process(text, scratch).edits.apply(text);
  CHECK(out.find("mannequin") != std::string::npos);
}

// Families compete by their evidence in the document only where there are several.
TEST_CASE("in a text assumed to be spun a dictionary of one's own is enough") {
  Options options;
  options.assume_spun = true;
  const Engine engine(options, {fixtures::lexicon_of({{"bought", "acquired"}})},
                      Context::embedded());
  Scratch scratch;
  const std::string text = "They bought a big house in the old town.";
  CHECK(engine.process(text, scratch).edits.size() == 1);
}

TEST_CASE("a spun page among many honest ones is repaired, and only that") {
  std::string honest;
  for (int i = 0; i < 1200; ++i)
    honest += "The harbour office keeps a list of the boats that come in before the winter.\n\n";
  const std::string page =
      "In this paper we use profound learning and counterfeit consciousness with an irregular "
      "woodland on enormous information. The calculated relapse and the choice tree gave a "
      "disarray lattice, and the brain organization did regular language handling, discourse "
      "acknowledgment and picture division on the preparation set. A help vector machine, an "
      "innocent Bayes classifier and a convolutional brain organization beat the straight relapse "
      "by mean outright mistake. Distributed computing, web of things gadgets, remote sensor "
      "organizations and haze registering bring information mining to bosom malignancy, lung "
      "malignant growth and kidney disappointment.\n\n";
  const std::string text = honest + page + honest;
  const Engine engine{Options{}};
  Scratch scratch;
  const Result result = engine.process(text, scratch);
  CHECK(result.edits.size() >= 3);
  for (const Edit& edit : result.edits.edits()) {
    CHECK(edit.span.begin >= honest.size());
    CHECK(edit.span.end <= honest.size() + page.size());
  }
}

TEST_CASE("the properties hold for spun text cut anywhere and joined with anything") {
  const std::string pieces[] = {
      "\n\n", "\r\n",   "'s ",    "\u2019s ",           "-",    " `",     "{",
      "}",    "\u00A0", "\u2028", std::string(1, '\0'), "\xC3", "\u00E9", ".The ",
      "| "};
  fixtures::Random random(11);
  for (int i = 0; i < 150; ++i) {
    std::string raw = kSpun;
    for (std::size_t n = fixtures::pick(random, 1, 4); n > 0; --n)
      raw.insert(fixtures::pick(random, 0, raw.size()), pieces[fixtures::pick(random, 0, 14)]);
    raw = raw.substr(fixtures::pick(random, 0, 60));
    CAPTURE(raw);
    check_properties(raw);
    check_properties(raw, daring());
  }
}

TEST_CASE("the properties hold for random bytes") {
  fixtures::Random random(12);
  for (int i = 0; i < 300; ++i) {
    std::string raw(fixtures::pick(random, 0, 200), ' ');
    for (char& c : raw) c = static_cast<char>(fixtures::pick(random, 0, 255));
    check_properties(raw, daring());
  }
}
