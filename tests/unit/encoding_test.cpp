// UTF-8 that was read in other encodings (src/mend/encoding*.cpp).
#include <doctest/doctest.h>

#include "core/unicode.hpp"
#include "fixtures.hpp"
#include "mend/encoding_cost.hpp"
#include "mend/encoding_parts.hpp"
#include "mend/encoding_tables.hpp"
#include "mend/mend.hpp"

using namespace unspin;

namespace {

std::string mended(std::string_view text) {
  return mend_encoding(text, Context::embedded()).apply(text);
}

// What a program sees that takes UTF-8 for another encoding.
std::string misread(std::string_view text, const char* encoding, int layers = 1) {
  const unicode::ByteTable table = unicode::byte_table(encoding);
  std::string out(text);
  for (int i = 0; i < layers; ++i) {
    std::string next;
    for (const char byte : out) unicode::append(next, table[static_cast<unsigned char>(byte)]);
    out = std::move(next);
  }
  return out;
}

constexpr const char* kSentences[] = {"Über den Dächern von Zürich wird es früh hell.",
                                      "L'été dernier, le garçon a mangé une pêche près du château.",
                                      "Мы поехали в деревню и долго пили чай на веранде.",
                                      "Η θάλασσα ήταν ήσυχη το πρωί.",
                                      "Łódź leży w środku kraju, a Gdańsk nad morzem.",
                                      "Příliš brzy začalo pršet a děti běžely domů.",
                                      "המים היו קרים והחוף היה ריק.",
                                      "कल सुबह हम बाज़ार गए थे।",
                                      "昨日は朝から雨が降っていた。",
                                      "She didn’t answer – “not now…” was all she’d say."};

}  // namespace

TEST_CASE("every single-byte encoding is undone, in one to three layers") {
  for (const char* encoding : encoding::kEncodings) {
    if (std::string_view(encoding) == "iso-8859-2") continue;  // much like windows-1250; see below
    for (int layers = 1; layers <= 3; ++layers) {
      for (const char* sentence : kSentences) {
        CAPTURE(std::string(encoding));
        CAPTURE(layers);
        CHECK(mended(misread(sentence, encoding, layers)) == sentence);
      }
    }
  }
  CHECK(mended(misread(kSentences[2], "iso-8859-2")) == kSentences[2]);
  CHECK(mended(misread(kSentences[2], "iso-8859-1", 2)) == kSentences[2]);
}

TEST_CASE("only what is damaged of a line is edited") {
  const std::string text = "Ça va, “naïve” café — but the rÃ©sumÃ© isnâ€™t here; Łódź is.";
  const EditList edits = mend_encoding(text, Context::embedded());
  CHECK(edits.apply(text) == "Ça va, “naïve” café — but the résumé isn’t here; Łódź is.");
  REQUIRE(edits.size() == 2);
  CHECK(edits.edits()[0].before == "Ã©sumÃ©");
  CHECK(edits.edits()[1].before == "â€™");
  CHECK(edits.edits()[1].rule == "encoding/windows-1252");
  CHECK(edits.edits()[1].confidence > 0.5);
}

TEST_CASE("honest text that could be read otherwise stays") {
  for (const char* text : {"NÃO, CORAÇÃO, SÃO PAULO, IRMÃ, “AMANHÔ, «MAÇû",
                           "NESTLÉ® e CAFɅ",
                           "PÓŁNOC, SPÓŁKA, KOŚCIÓŁ",
                           "CIĘŻAR, MĘŻCZYZNA, zwyciężą",
                           "ВПЕРЁД, БЕРЁЗА, ТРЁХ",
                           "РІЧКА, УКРАЇНА",
                           "«ΑΒΓ», ΤΡΙΑΝΤΑΦΥΛΛΟ»",
                           "„Straßenbahn“ und ‚Ähnliches‘",
                           "—É verdade. –Álvaro",
                           "√π, 2√π, x√π and √2",
                           "Việt Nam, Ở ĐÂU?",
                           "col·lecció, paral·lel",
                           "le «café…” est",
                           "20 °C, 5 £, §3, ©2020 Émile",
                           "└── src\n├── tests\n│   └── unit",
                           "╔═╗\n║ ║\n╚═╝",
                           "¿Qué? ¡Sí!",
                           "½ cup, ²H, ªº",
                           "Œuvre, ŒUVRES, cœur",
                           "ĀĒĪŌŪ, Çağdaş, İSTANBUL",
                           "日本語、中文、한국어",
                           "ไทย ລາວ ខ្មែរ",
                           "עברית العربية",
                           "हिन्दी বাংলা",
                           "👍🏽 👨‍👩‍👧"}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("a text that speaks of mojibake stays, and so does a piece in quotes") {
  for (const char* text : {"You may see \"â€\" or \"Ã©\" where an accent should be.",
                           "It shows (Ã©) and ‘â€™’ then.", "This mojibake, cafÃ©, has a name."}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("a word by which one cannot tell needs company") {
  CHECK(mended("Šø") == "Šø");
  const std::string text = misread("Она и он пили чай.", "windows-1257");
  CHECK(mended(text) == "Она и он пили чай.");
  CHECK(mended("Ã la carte") == "Ã la carte");
  CHECK(mended("dÃ©jÃ  vu, Ã la carte") == "déjà vu, à la carte");
}

TEST_CASE("lost bytes are made good where one reading is left") {
  CHECK(mended("voilÃ  la, voilÃ la") == "voilà la, voilà la");
  CHECK(mended("a clichÃ © , maÃ ±ana") == "a cliché , mañana");
  CHECK(mended("about 5Â km. And then.Â The end") == "about 5 km. And then. The end");
  CHECK(mended("â€œYes,â€ she said, â€œno.â€\uFFFD") == "“Yes,” she said, “no.”");
  CHECK(mended("so he said â€ and") == "so he said â€ and");
  CHECK(mended("A IRMÃ E EU") == "A IRMÃ E EU");
}

TEST_CASE("a control character behind mojibake is written as what it means") {
  CHECK(mended("in some way Â\u0085 we") == "in some way … we");
  CHECK(mended("in some way Ã\u0082Â\u0085 we") == "in some way … we");
  CHECK(mended("all of itÃ\u0082\". And") == "all of it\". And");
}

TEST_CASE("control characters of Latin-1 become those of windows-1252") {
  CHECK(mended("\u0093It isn\u0092t\u0094 \u0097 he said") == "“It isn’t” — he said");
  CHECK(mended("a\u0085b \u0081") == "a\u0085b \u0081");
}

TEST_CASE("Shift-JIS and GBK are undone where it is sure") {
  CHECK(mended("It窶冱 true that we don窶冲 know.") == "It’s true that we don’t know.");
  CHECK(mended("a caf茅 in town") == "a café in town");
  CHECK(mended("a cafﾃｩ here, and 窶徭he窶冱") == "a café here, and “she’s");
  CHECK(mended("浣犲ソ") == "你好");
  CHECK(mended("繧ｦ繝\u0080") == "繧ｦ繝\u0080");
  CHECK(mended("袩褉懈胁械褌") == "Привет");
  CHECK(mended("譌･譛ｬ縺ｮ蟄ｦ譬｡") == "日本の学校");
  for (const char* text :
       {"茅台", "小学校", "联通", "(北京)", "鬱陶しい", "ｶﾀｶﾅ", "x轴 and n型", "锟斤拷"}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("no edit touches a byte that is not UTF-8") {
  const std::string raw = "â€œYes,â€\xFF she said. â€œNo,â€\uFFFD he said.";
  const Mended result = mend(raw, kAllPasses, Context::embedded());
  const EditList edits = without_stand_ins(result.edits);
  CHECK(edits.apply(raw) == "“Yes,â€\xFF she said. “No,” he said.");
}

TEST_CASE("mended text is not mended again, whatever the characters") {
  const std::u32string characters =
      U"aZé ÃÂ©®€™œ”â\u0080\u0093\u00A0\u00AD\uFFFD–‚Äîß─├┬ΓÇРСЋѓ窶Œ›»º\n";
  fixtures::Random random(7);
  for (int i = 0; i < 3000; ++i) {
    std::u32string points;
    for (std::size_t n = fixtures::pick(random, 1, 12); n > 0; --n)
      points += characters[fixtures::pick(random, 0, characters.size() - 1)];
    const std::string text = encoding::utf8(points);
    const Mended once = mend(text, kAllPasses, Context::embedded());
    CAPTURE(text);
    CAPTURE(once.text);
    REQUIRE(unicode::valid_prefix(once.text) == once.text.size());
    REQUIRE(mend(once.text, kAllPasses, Context::embedded()).text == once.text);
  }
}

TEST_CASE("oddness tells mojibake from words") {
  CHECK(encoding::oddness(U"cafÃ©") > encoding::oddness(U"café") + 1.5);
  CHECK(encoding::oddness(U"Привет") < 1);
  CHECK(encoding::oddness(U"РџСЂРёРІРµС‚") > 3);
  CHECK(encoding::oddness(U"plain ASCII, (all) of it™") < 1);
}

TEST_CASE("a step back spells the characters of the bytes, and leaves the rest") {
  CHECK(encoding::step_back(U"Ã©-é", 0) == U"é-é");
  CHECK(encoding::step_back(U"Ã\u0089", 0) == U"É");
  CHECK(encoding::step_back(U"abc", 0) == U"abc");
  CHECK(encoding::candidates(U"éé") == 0);
  CHECK((encoding::candidates(U"Ã©") & 1) == 1);
  CHECK(encoding::step_back(U"í ½", 0) == U"í ½");  // no surrogates
}
