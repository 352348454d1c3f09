// Threads that work, and one that takes their results in order (src/cli/ordered_pool.hpp).
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "cli/errors.hpp"
#include "cli/ordered_pool.hpp"

using namespace unspin::cli;

namespace {

struct Count {
  int jobs = 0;  // that one thread has done
};
using Pool = OrderedPool<int, Count>;

// Work that takes unequally long, so that later jobs are done before earlier ones.
void doze(int job) { std::this_thread::sleep_for(std::chrono::microseconds((job * 7919) % 300)); }

}  // namespace

TEST_CASE("results come in the order of the jobs, for any number of threads") {
  for (const std::size_t threads : {1U, 2U, 3U, 7U}) {
    CAPTURE(threads);
    std::vector<int> expected, written;
    Pool pool(
        threads,
        [](int& job, Count&) {
          doze(job);
          job *= 3;
        },
        [&](int& job) { written.push_back(job); });
    for (int job = 0; job < 300; ++job) {
      pool.submit(job);
      expected.push_back(3 * job);
    }
    pool.finish();
    CHECK(written == expected);
  }
}

TEST_CASE("one thread, or one job, runs in the caller's thread") {
  const auto here = std::this_thread::get_id();
  for (const auto& [threads, jobs] : {std::pair(1, 5), std::pair(4, 1), std::pair(4, 0)}) {
    int done = 0;
    bool elsewhere = false;
    const auto note = [&] { elsewhere = elsewhere || std::this_thread::get_id() != here; };
    Pool pool(
        static_cast<std::size_t>(threads), [&](int&, Count&) { note(); },
        [&](int&) {
          note();
          ++done;
        });
    for (int job = 0; job < jobs; ++job) pool.submit(job);
    pool.finish();
    CHECK(done == jobs);
    CHECK_FALSE(elsewhere);
  }
}

TEST_CASE("with one thread a result is written before the next job is read") {
  int written = 0;
  Pool pool(1, [](int&, Count&) {}, [&](int&) { ++written; });
  for (int job = 1; job <= 3; ++job) {
    pool.submit(job);
    CHECK(written == job);
  }
}

TEST_CASE("every thread has a state of its own, and no more threads work than were asked for") {
  std::set<const Count*> states;
  std::mutex mutex;
  std::atomic<int> jobs{0};
  Pool pool(
      3,
      [&](int& job, Count& count) {
        doze(job);
        ++count.jobs;  // a data race if it were shared
        ++jobs;
        const std::lock_guard lock(mutex);
        states.insert(&count);
      },
      [](int&) {});
  for (int job = 0; job < 200; ++job) pool.submit(job);
  pool.finish();
  CHECK(jobs == 200);
  CHECK(states.size() <= 3);
}

TEST_CASE("no more jobs are held than the threads need") {
  constexpr std::size_t kThreads = 2;
  std::atomic<int> written{0};
  Pool pool(kThreads, [](int&, Count&) {}, [&](int&) {
    std::this_thread::sleep_for(std::chrono::microseconds(200));
    ++written;
  });
  for (int job = 0; job < 100; ++job) {
    pool.submit(job);
    // The one just submitted and those before it that are not written yet.
    CHECK(job + 1 - written <= static_cast<int>(kThreads + Pool::kSpare) + 1);
  }
  pool.finish();
  CHECK(written == 100);
}

TEST_CASE("what work throws reaches the caller, behind the results of all jobs before") {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    CAPTURE(threads);
    std::vector<int> written;
    const auto run = [&] {
      Pool pool(
          threads,
          [](int& job, Count&) {
            doze(job);
            if (job >= 20) throw std::runtime_error(std::to_string(job));
          },
          [&](int& job) { written.push_back(job); });
      for (int job = 0; job < 1000; ++job) pool.submit(job);
      pool.finish();
    };
    CHECK_THROWS_WITH_AS(run(), "20", std::runtime_error);
    CHECK(written.size() == 20);
  }
}

TEST_CASE("a closed pipe stops the reader and the workers though the input never ends") {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    CAPTURE(threads);
    std::atomic<int> worked{0};
    const auto run = [&] {
      Pool pool(
          threads, [&](int&, Count&) { ++worked; },
          [](int& job) {
            if (job == 3) throw ClosedPipe();
          });
      for (int job = 0;; ++job) pool.submit(job);
    };
    CHECK_THROWS_AS(run(), ClosedPipe);
    CHECK(worked <= 4 + static_cast<int>(threads + Pool::kSpare));
  }
}

TEST_CASE("a pool that is left before its end has written the first results and nothing else") {
  std::vector<int> written;
  {
    Pool pool(4, [](int& job, Count&) { doze(job); }, [&](int& job) { written.push_back(job); });
    for (int job = 0; job < 50; ++job) pool.submit(job);
  }
  for (std::size_t i = 0; i < written.size(); ++i) CHECK(written[i] == static_cast<int>(i));
  CHECK(written.size() >= 50 - 4 - Pool::kSpare);  // the others had room to wait
}

TEST_CASE("what the last job throws is thrown by finish") {
  Pool pool(2, [](int&, Count&) {}, [](int& job) {
    if (job == 9) throw std::runtime_error("last");
  });
  for (int job = 0; job < 10; ++job) pool.submit(job);
  CHECK_THROWS_WITH_AS(pool.finish(), "last", std::runtime_error);
}
