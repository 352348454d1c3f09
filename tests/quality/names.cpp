// Names: languages and countries as the languages of the world spell them.
//
//   unspin_names [COUNT]
//
// Prints "language<TAB>name" lines, UTF-8, each pair once, for the first COUNT (default 100) of
// the languages for which ICU's locale data has most names of their own. What mojibake for
// encodings.py is made of, and what must stay as it is.
#include <unicode/locid.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Language {
  std::string code;
  std::set<std::string> names;  // those that differ from the English ones
};

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

void add_name(Language& language, const icu::UnicodeString& own, const icu::UnicodeString& english,
              std::string_view code) {
  const std::string name = utf8(own);
  if (own != english && name != code) language.names.insert(name);
}

Language read_language(const std::string& code) {
  Language language{code, {}};
  const icu::Locale locale(code.c_str());
  icu::UnicodeString own, english;
  for (const char* const* each = uloc_getISOLanguages(); *each != nullptr; ++each) {
    const icu::Locale named(*each);
    named.getDisplayLanguage(locale, own);
    named.getDisplayLanguage(icu::Locale::getEnglish(), english);
    add_name(language, own, english, *each);
  }
  for (const char* const* each = uloc_getISOCountries(); *each != nullptr; ++each) {
    const icu::Locale named("", *each);
    named.getDisplayCountry(locale, own);
    named.getDisplayCountry(icu::Locale::getEnglish(), english);
    add_name(language, own, english, *each);
  }
  return language;
}

// One locale for each language, and for each script that makes a difference.
std::vector<Language> read_languages() {
  std::set<std::string> codes;
  for (std::int32_t i = 0; i < uloc_countAvailable(); ++i) {
    const icu::Locale locale(uloc_getAvailable(i));
    if (*locale.getCountry() == '\0' && *locale.getVariant() == '\0')
      codes.insert(locale.getName());
  }
  std::vector<Language> languages;
  for (const std::string& code : codes) {
    Language language = read_language(code);
    const bool is_new = std::none_of(languages.begin(), languages.end(),
                                     [&](const Language& l) { return l.names == language.names; });
    if (is_new) languages.push_back(std::move(language));
  }
  std::stable_sort(languages.begin(), languages.end(), [](const Language& a, const Language& b) {
    return a.names.size() > b.names.size();
  });
  return languages;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 100;
  if (argc > 2) return 2;
  if (argc == 2) {
    const char* end = argv[1] + std::strlen(argv[1]);
    const auto [stop, error] = std::from_chars(argv[1], end, count);
    if (error != std::errc() || stop != end) return 2;
  }
  const std::vector<Language> languages = read_languages();
  for (std::size_t i = 0; i < std::min(count, languages.size()); ++i) {
    for (const std::string& name : languages[i].names) {
      std::cout << languages[i].code << '\t' << name << '\n';
    }
  }
  return std::cout.flush() ? 0 : 2;
}
