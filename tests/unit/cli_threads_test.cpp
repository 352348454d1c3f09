// How many threads a process takes by itself (src/cli/threads).
#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "cli/threads.hpp"

using namespace unspin::cli;

namespace {

namespace fs = std::filesystem;

// A made-up machine with eight CPUs; its files are removed with it.
class Machine {
 public:
  explicit Machine(std::map<std::string, std::string> variables = {})
      : variables_(std::move(variables)),
        root_(fs::temp_directory_path() / ("unspin-threads-" + std::to_string(::getpid()))) {
    fs::remove_all(root_);
  }
  ~Machine() { fs::remove_all(root_); }
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  Machine& file(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
    return *this;
  }

  std::size_t threads() const {
    const auto variable = [this](const char* name) {
      const auto found = variables_.find(name);
      return found == variables_.end() ? nullptr : found->second.c_str();
    };
    return default_threads({variable, !variables_.empty(), root_.string(), 8});
  }

  std::size_t limit() const { return cgroup_cpus(root_.string()).value_or(0); }

 private:
  std::map<std::string, std::string> variables_;
  fs::path root_;
};

std::size_t threads(std::map<std::string, std::string> variables) {
  return Machine(std::move(variables)).threads();
}

}  // namespace

TEST_CASE("by itself a process takes the CPUs that it may run on") {
  CHECK(threads({{"PATH", "/bin"}}) == 8);
  CHECK(surroundings().cpus >= 1);
}

TEST_CASE("OMP_NUM_THREADS goes before everything else, its first number counts") {
  CHECK(threads({{"OMP_NUM_THREADS", "3"}}) == 3);
  CHECK(threads({{"OMP_NUM_THREADS", "3,2"}, {"SLURM_CPUS_PER_TASK", "5"}}) == 3);
  CHECK(threads({{"OMP_NUM_THREADS", "4"}, {"SPARK_ENV_LOADED", "1"}}) == 4);
  CHECK(threads({{"OMP_NUM_THREADS", "99999999"}}) == 1024);
}

TEST_CASE("SLURM_CPUS_PER_TASK goes before the CPUs") {
  CHECK(threads({{"SLURM_CPUS_PER_TASK", "5"}}) == 5);
}

TEST_CASE("a variable that is no number from 1 on is ignored") {
  for (const char* value : {"", "0", "-2", "many", "4 ", " 4", "4x", "1e3", "0x10",
                            "99999999999999999999999"}) {
    CAPTURE(value);
    CHECK(threads({{"OMP_NUM_THREADS", value}}) == 8);
    CHECK(threads({{"OMP_NUM_THREADS", value}, {"SLURM_CPUS_PER_TASK", "5"}}) == 5);
    CHECK(threads({{"SLURM_CPUS_PER_TASK", value}}) == 8);
  }
}

TEST_CASE("in a task of an engine one thread is enough") {
  for (const char* name : {"SPARK_ENV_LOADED", "SPARK_EXECUTOR_DIRS", "mapreduce_task_id",
                           "mapred_task_id", "RAY_JOB_ID", "RAY_RAYLET_PID"}) {
    CAPTURE(name);
    CHECK(threads({{name, "x"}}) == 1);
    CHECK(threads({{name, "x"}, {"SLURM_CPUS_PER_TASK", "5"}}) == 1);
  }
  CHECK(threads({}) == 1);  // as PySpark starts its children
  CHECK(threads({{"SPARK_HOME", "/opt/spark"}, {"RAY_ADDRESS", "auto"}}) == 8);
}

TEST_CASE("a quota of the control group limits, rounded up") {
  const std::map<std::string, std::string> some = {{"PATH", "/bin"}};
  Machine machine(some);
  machine.file("proc/self/cgroup", "0::/\n").file("sys/fs/cgroup/cpu.max", "250000 100000\n");
  CHECK(machine.limit() == 3);
  CHECK(machine.threads() == 3);
  machine.file("sys/fs/cgroup/cpu.max", "1000 100000\n");
  CHECK(machine.threads() == 1);
  machine.file("sys/fs/cgroup/cpu.max", "max 100000\n");
  CHECK(machine.limit() == 0);
  CHECK(machine.threads() == 8);
  machine.file("sys/fs/cgroup/cpu.max", "9900000 100000\n");
  CHECK(machine.threads() == 8);
}

TEST_CASE("the tightest group on the way to the top limits") {
  Machine machine;
  machine.file("proc/self/cgroup", "0::/pods/pod1/main\n")
      .file("sys/fs/cgroup/pods/pod1/main/cpu.max", "max 100000\n")
      .file("sys/fs/cgroup/pods/pod1/cpu.max", "200000 100000\n")
      .file("sys/fs/cgroup/pods/cpu.max", "600000 100000\n");
  CHECK(machine.limit() == 2);
}

TEST_CASE("a group whose path is the one outside of a container is found at the top") {
  Machine machine;
  machine.file("proc/self/cgroup", "0::/../../outside\n").file("sys/fs/cgroup/cpu.max", "4 1\n");
  CHECK(machine.limit() == 4);
}

TEST_CASE("quotas of control groups of the first version are read") {
  Machine machine;
  machine.file("proc/self/cgroup", "7:memory:/job\n4:cpu,cpuacct:/job\n0::/\n")
      .file("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "150000\n")
      .file("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us", "100000\n");
  CHECK(machine.limit() == 2);
  machine.file("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "-1\n");
  CHECK(machine.limit() == 0);
}

TEST_CASE("files of control groups that are missing or hold something else do not limit") {
  Machine machine;
  CHECK(machine.limit() == 0);
  machine.file("proc/self/cgroup", "nonsense\n0\n0::/\n").file("sys/fs/cgroup/cpu.max", "many\n");
  CHECK(machine.limit() == 0);
  machine.file("sys/fs/cgroup/cpu.max", "100000 0\n");
  CHECK(machine.limit() == 0);
}
