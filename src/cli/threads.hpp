// How many threads to use when the command line does not say: as many as this process has been
// given, not as many as the machine has.
//
//   1. OMP_NUM_THREADS, which Spark, Dask and clusters set to what a task may use
//   2. 1 in a task of Spark, Hadoop or Ray, which start one process for each CPU themselves; and in
//      an environment without any variable, which is what PySpark's pipe() gives
//   3. SLURM_CPUS_PER_TASK
//   4. the CPUs that the process may run on (sched_getaffinity), but no more than the quota of its
//      control group, rounded up
//
// A variable whose value is no number from 1 on is ignored. Nothing here fails: what cannot be
// read does not limit.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace unspin::cli {

// What the answer depends on, so that tests can make it up.
struct Surroundings {
  std::function<const char*(const char* name)> variable;  // null: not set
  bool has_variables = true;
  std::string root;      // in front of "/proc" and "/sys"
  std::size_t cpus = 1;  // that the process may run on
};

// Those of this process.
Surroundings surroundings();

// The last of the four: the CPUs there are for this process. At least 1.
std::size_t usable_threads(const Surroundings& around);

// At least 1.
std::size_t default_threads(const Surroundings& around);

// The CPUs that the control group of this process may use, from cpu.max (version 2) or
// cpu.cfs_quota_us (version 1), of it and of the groups above it; none: no limit.
std::optional<std::size_t> cgroup_cpus(const std::string& root);

}  // namespace unspin::cli
