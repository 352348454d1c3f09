// The encodings that UTF-8 is misread in, and one step back: the characters of a text as bytes of
// an encoding, where those are UTF-8, as the characters that they were.
//
// Texts are code points here, offsets count them. The tables are built once, from the converters
// behind core/unicode, and never change; all functions may be called from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace unspin::encoding {

// The likelier ones first: of two that explain a text equally well the earlier is taken.
constexpr const char* kEncodings[] = {
    "windows-1252", "macintosh",    "ibm-437",      "windows-1251", "windows-1250",
    "windows-1254", "windows-1253", "windows-1257", "koi8-r",       "iso-8859-2"};
// A set of encodings, a bit for each, in this order.
using Encodings = std::uint32_t;

// Those whose letters are not Latin.
constexpr Encodings kOfOtherScripts = 1U << 3 | 1U << 6 | 1U << 8;
constexpr std::size_t kCp437 = 2;
constexpr std::size_t kEncodingCount = sizeof kEncodings / sizeof *kEncodings;

// The encodings in which some characters of `text` are a sequence of UTF-8.
Encodings candidates(std::u32string_view text);

// `text` with such sequences of an encoding, given by its number, as the characters that they
// spell. The control characters of Latin-1 are taken for their bytes in windows-1252 as well.
std::u32string step_back(std::u32string_view text, std::size_t encoding);

// True when every letter of `text` that is not ASCII is a part of such a sequence.
bool is_whole(std::u32string_view text, std::size_t encoding);

}  // namespace unspin::encoding
