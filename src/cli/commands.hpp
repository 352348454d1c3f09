// The commands of the program. Each takes the arguments behind its name and returns an exit
// status (cli/message.hpp); they throw UsageError, SetupError, OutputError and ClosedPipe.
#pragma once

#include <string>
#include <vector>

namespace unspin::cli {

int run_repair(const std::vector<std::string>& args);  // the default command
int run_detect(const std::vector<std::string>& args);
int run_revert(const std::vector<std::string>& args);
int run_eval(const std::vector<std::string>& args);
int run_dict(const std::vector<std::string>& args);
int run_model(const std::vector<std::string>& args);

}  // namespace unspin::cli
