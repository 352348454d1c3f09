// Covered by tests/unit/cli_threads_test.cpp.
#include "cli/threads.hpp"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
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

// The whole of a small file; empty when it cannot be read. Every run gets here: a stream would cost
// more than the rest of the start.
std::string content_of(const std::string& path) {
  std::string content(4096, '\0');
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const ssize_t count = fd < 0 ? 0 : ::read(fd, content.data(), content.size());
  if (fd >= 0) ::close(fd);
  content.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return content;
}

// Takes a number, and the white space behind it, off the front of `text`; 0 where there is none.
std::int64_t take_number(std::string_view& text) {
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return 0;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
  return number;
}

std::optional<std::size_t> share(std::int64_t quota, std::int64_t period) {
  if (quota <= 0 || period <= 0) return std::nullopt;  // -1: no quota
  return static_cast<std::size_t>((quota + period - 1) / period);
}

// "200000 100000", or "max 100000" without a limit.
std::optional<std::size_t> limit_of_version_2(const std::string& folder) {
  const std::string content = content_of(folder + "/cpu.max");
  std::string_view rest(content);
  const std::int64_t quota = take_number(rest);
  return share(quota, take_number(rest));
}

std::optional<std::size_t> limit_of_version_1(const std::string& folder) {
  const std::string quota = content_of(folder + "/cpu.cfs_quota_us");
  const std::string period = content_of(folder + "/cpu.cfs_period_us");
  std::string_view of_quota(quota), of_period(period);
  return share(take_number(of_quota), take_number(of_period));
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
  const std::string content = content_of(root + "/proc/self/cgroup");
  const std::string top = root + "/sys/fs/cgroup";
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    const std::string line = content.substr(begin, end - begin);
    begin = end + 1;
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
