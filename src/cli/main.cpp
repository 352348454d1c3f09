// The program's frame: which command runs, and what becomes of an error. Nothing else.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/message.hpp"
#include "unspin/error.hpp"

namespace unspin::cli {
namespace {

struct Command {
  std::string_view name;
  int (*run)(const std::vector<std::string>& args);
};

constexpr Command kCommands[] = {
    {"repair", run_repair}, {"detect", run_detect}, {"revert", run_revert},
    {"eval", run_eval},     {"dict", run_dict},     {"model", run_model},
};

// Fills closed standard descriptors, so that no file we open takes their number and receives what
// is meant for them. Each is opened the wrong way round: using it is an error, as it should be.
void occupy_standard_descriptors() {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (::fcntl(fd, F_GETFD) < 0) ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

int run_command(std::vector<std::string> args) {
  for (const Command& command : kCommands) {
    if (args.empty() || args.front() != command.name) continue;
    args.erase(args.begin());
    return command.run(args);
  }
  return run_repair(args);
}

// The one place where errors end: one line on stderr and a status.
int run_guarded(std::vector<std::string> args) {
  try {
    return run_command(std::move(args));
  } catch (const ClosedPipe&) {
    return kExitDone;
  } catch (const UsageError& error) {
    say(std::string(error.what()) + "; try 'unspin --help'");
  } catch (const std::bad_alloc&) {
    say("out of memory");
  } catch (const std::exception& error) {  // SetupError, OutputError
    say(error.what());
  }
  return kExitTrouble;
}

}  // namespace
}  // namespace unspin::cli

int main(int argc, char** argv) {
  unspin::cli::occupy_standard_descriptors();
  std::signal(SIGPIPE, SIG_IGN);  // writes report EPIPE instead, which is ClosedPipe
  return unspin::cli::run_guarded({argv + (argc > 0 ? 1 : 0), argv + argc});
}
