// Covered by tests/unit/cli_threads_test.cpp.
#include "cli/threads.hpp"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <thread>

namespace unspin::cli {

namespace {

// Set in every task of the engine, and by nobody else: names that users set themselves to reach a
// cluster (SPARK_HOME, RAY_ADDRESS) say nothing about where we run.
constexpr const char* kEngineMarks[] = {"SPARK_ENV_LOADED",      "SPARK_EXECUTOR_DIRS",
                                        "mapreduce_task_id",     "mapred_task_id",
                                        "mapreduce_task_partition", "RAY_JOB_ID",
                                        "RAY_RAYLET_PID"};
constexpr std::size_t kMostThreads = 1024;  // what stands in a variable may be any nonsense

// The number at the front of `text`, if it is one from 1 on. OMP_NUM_THREADS may go on with a comma
// and the numbers of nested levels.
std::optional<std::size_t> count_in(const char* text) {
  if (text == nullptr) return std::nullopt;
  const std::string_view value(text);
  std::size_t count = 0;
  const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), count);
  const bool whole = stop == value.data() + value.size() || *stop == ',';
  if (error != std::errc() || !whole || count == 0) return std::nullopt;
  return std::min(count, kMostThreads);
}

std::optional<std::int64_t> number_in(const std::string& path) {
  std::ifstream file(path);
  std::int64_t number = 0;
  if (!(file >> number)) return std::nullopt;
  return number;
}

std::optional<std::size_t> share(std::int64_t quota, std::int64_t period) {
  if (quota <= 0 || period <= 0) return std::nullopt;  // -1: no quota
  return static_cast<std::size_t>((quota + period - 1) / period);
}

// "200000 100000", or "max 100000" without a limit.
std::optional<std::size_t> limit_of_version_2(const std::string& folder) {
  std::ifstream file(folder + "/cpu.max");
  std::int64_t quota = 0, period = 0;
  if (!(file >> quota >> period)) return std::nullopt;
  return share(quota, period);
}

std::optional<std::size_t> limit_of_version_1(const std::string& folder) {
  return share(number_in(folder + "/cpu.cfs_quota_us").value_or(0),
               number_in(folder + "/cpu.cfs_period_us").value_or(0));
}

// The smallest limit of a group and of those above it. In a container the path may be the one
// outside of it, which is not to be seen here: then only the top, which is ours, is there.
template <typename Limit>
void lower(std::optional<std::size_t>& least, const std::string& top, std::string group,
           Limit limit_of) {
  for (;;) {
    if (group == "/") group.clear();
    const std::optional<std::size_t> limit = limit_of(top + group);
    if (limit) least = std::min(least.value_or(*limit), *limit);
    if (group.empty()) return;
    group.resize(group.find_last_of('/') == std::string::npos ? 0 : group.find_last_of('/'));
  }
}

std::size_t usable_cpus() {
  cpu_set_t set;
  CPU_ZERO(&set);
  // Fails where there are more CPUs than the set has room for.
  if (::sched_getaffinity(0, sizeof set, &set) == 0) {
    return static_cast<std::size_t>(std::max(CPU_COUNT(&set), 1));
  }
  return std::max(std::thread::hardware_concurrency(), 1U);
}

}  // namespace

// Lines of /proc/self/cgroup: "0::/group" of version 2, "4:cpu,cpuacct:/group" of version 1.
std::optional<std::size_t> cgroup_cpus(const std::string& root) {
  std::optional<std::size_t> least;
  std::ifstream file(root + "/proc/self/cgroup");
  const std::string top = root + "/sys/fs/cgroup";
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const std::string group = line.substr(second + 1);
    if (controllers.empty()) {
      lower(least, top, group, limit_of_version_2);
    } else if (("," + controllers + ",").find(",cpu,") != std::string::npos) {
      lower(least, top + "/" + controllers, group, limit_of_version_1);
    }
  }
  return least;
}

Surroundings surroundings() {
  return {[](const char* name) { return std::getenv(name); },
          environ != nullptr && *environ != nullptr, "", usable_cpus()};
}

std::size_t usable_threads(const Surroundings& around) {
  const std::size_t cpus = std::max<std::size_t>(around.cpus, 1);
  if (cpus == 1) return 1;
  return std::max<std::size_t>(std::min(cpus, cgroup_cpus(around.root).value_or(cpus)), 1);
}

std::size_t default_threads(const Surroundings& around) {
  if (const auto count = count_in(around.variable("OMP_NUM_THREADS"))) return *count;
  const bool in_engine =
      std::any_of(std::begin(kEngineMarks), std::end(kEngineMarks),
                  [&](const char* name) { return around.variable(name) != nullptr; });
  if (in_engine || !around.has_variables) return 1;
  if (const auto count = count_in(around.variable("SLURM_CPUS_PER_TASK"))) return *count;
  return usable_threads(around);
}

}  // namespace unspin::cli
