// Messages for people: one line each on stderr, never on stdout.
#pragma once

#include <string>
#include <string_view>

namespace unspin::cli {

// Exit statuses of the program.
constexpr int kExitDone = 0;
constexpr int kExitFound = 1;    // --check found something
constexpr int kExitTrouble = 2;  // the output is not what was asked for

// Writes "unspin: TEXT\n" to stderr in one system call, so that lines of parallel runs do not mix.
// A stderr that cannot be written to is ignored: there is nobody left to tell.
void say(std::string_view text);

// Writes bytes to stderr as they are: lines that other programs read, and the bar.
void write_to_stderr(std::string_view bytes);

// `name` with control bytes as \xNN: a file name cannot forge lines or terminal commands.
std::string printable(std::string_view name);

// How messages, diffs and logs call the file given as `path`: "-" is "<stdin>".
std::string display_name(const std::string& path);

// "1 edit", "2 edits".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace unspin::cli
