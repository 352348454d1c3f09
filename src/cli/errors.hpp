// What may go wrong in the program beside SetupError. Thrown anywhere, caught only in main.
//
// Faults of single input files and bad records are not exceptions: they are reported, counted, and
// the other input is still processed.
#pragma once

#include <stdexcept>
#include <string>

namespace unspin::cli {

// The command line is wrong. what() is one line; main adds where help is to be had.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Output could not be written: what() is "name: reason". Nothing more can be done.
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The reader of our output has gone: not an error, but there is no point in going on.
class ClosedPipe {};

// "name: strerror(code)", with the name made printable.
std::string describe_errno(const std::string& name, int code);

}  // namespace unspin::cli
