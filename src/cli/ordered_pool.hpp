// Jobs done by several threads, their results taken in the order of the jobs.
//
//   OrderedPool<Job, State> pool(threads, work, write);
//   while (...) pool.submit(std::move(job));   // by one thread, the one that reads
//   pool.finish();
//
// `work(job, state)` runs in any thread, with a State that is that thread's own; `write(job)` runs
// in one thread at a time, for one job after the other as they were submitted. At most
// kSpare + `threads` jobs are held at once, so memory is bounded whoever is slow.
//
// No thread is started for one thread's worth of work: with `threads` 1 both run inside submit(),
// and otherwise the threads start when a second job comes. Where the system gives fewer threads,
// fewer do it.
//
// What `work` or `write` throws is thrown to the caller by submit() or finish(), as soon as all
// jobs before have been written; nothing behind it is written. The destructor drops what is left.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace unspin::cli {

template <typename Job, typename State>
class OrderedPool {
 public:
  using Work = std::function<void(Job&, State&)>;
  using Write = std::function<void(Job&)>;

  static constexpr std::size_t kSpare = 2;  // one job is being written, one is ready to be begun

  OrderedPool(std::size_t threads, Work work, Write write)
      : threads_(threads), work_(std::move(work)), write_(std::move(write)) {}

  ~OrderedPool() { stop(); }
  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;

  // Waits while there is no room.
  void submit(Job job) {
    if (threads_ <= 1) return run_here(job);
    if (!started_.empty()) return enqueue(std::move(job));
    if (!first_) {
      first_.emplace(std::move(job));
      return;
    }
    while (threads_ > 1 && !start()) threads_ /= 2;
    Job first = std::move(*first_);
    first_.reset();
    if (threads_ <= 1) {
      run_here(first);
      return run_here(job);
    }
    enqueue(std::move(first));
    enqueue(std::move(job));
  }

  // Waits until everything is written. Call it last, once.
  void finish() {
    if (started_.empty()) {
      if (first_) run_here(*first_);
      return;
    }
    {
      std::unique_lock lock(mutex_);
      written_.wait(lock, [this] { return slots_.empty() || stopped_; });
    }
    stop();
    if (error_) std::rethrow_exception(error_);
  }

 private:
  struct Slot {
    Job job;
    bool done = false;
    std::exception_ptr error;
  };

  void run_here(Job& job) {
    work_(job, state_);
    write_(job);
  }

  // False when the system does not give as many threads; then none is left. A limit on memory is
  // the usual reason, so the ones that were started would soon lack it.
  bool start() {
    try {
      for (std::size_t i = 0; i < threads_; ++i) started_.emplace_back([this] { work_off(); });
      started_.emplace_back([this] { write_in_order(); });
    } catch (const std::system_error&) {
      stop();
      stopped_ = false;
      return false;
    }
    return true;
  }

  void enqueue(Job job) {
    std::unique_lock lock(mutex_);
    written_.wait(lock, [this] { return slots_.size() < threads_ + kSpare || stopped_; });
    if (stopped_) std::rethrow_exception(error_);
    slots_.push_back(std::make_unique<Slot>(Slot{std::move(job), false, nullptr}));
    waiting_.push_back(slots_.back().get());
    submitted_.notify_one();
  }

  // One worker. A slot outlives its work: only what is done is written and removed.
  void work_off() {
    State state;
    std::unique_lock lock(mutex_);
    for (;;) {
      submitted_.wait(lock, [this] { return !waiting_.empty() || stopped_; });
      if (stopped_) return;
      Slot* const slot = waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      try {
        work_(slot->job, state);
      } catch (...) {
        slot->error = std::current_exception();
      }
      lock.lock();
      slot->done = true;
      worked_.notify_one();
    }
  }

  void write_in_order() {
    std::unique_lock lock(mutex_);
    for (;;) {
      worked_.wait(lock, [this] { return stopped_ || (!slots_.empty() && slots_.front()->done); });
      if (stopped_) return;
      Slot& slot = *slots_.front();
      lock.unlock();
      std::exception_ptr error = slot.error;
      try {
        if (!error) write_(slot.job);
      } catch (...) {
        error = std::current_exception();
      }
      lock.lock();
      if (error) {
        error_ = error;
        return give_up();
      }
      slots_.pop_front();  // only now: what is being written counts as held
      written_.notify_one();
    }
  }

  // Precondition: the mutex is held.
  void give_up() {
    stopped_ = true;
    submitted_.notify_all();
    worked_.notify_all();
    written_.notify_all();
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      give_up();
    }
    for (std::thread& thread : started_) thread.join();
    started_.clear();
  }

  std::size_t threads_;
  const Work work_;
  const Write write_;
  State state_;               // of the caller's thread
  std::optional<Job> first_;  // held until it is known whether there is a second one

  std::mutex mutex_;  // guards what follows, but for the job and error of a slot that is not done
  std::condition_variable submitted_, worked_, written_;
  std::deque<std::unique_ptr<Slot>> slots_;  // in order, until written
  std::deque<Slot*> waiting_;                // those of them that nobody has begun
  bool stopped_ = false;
  std::exception_ptr error_;  // the first one; set once, before stopped_

  std::vector<std::thread> started_;  // the workers and the writer; the caller's alone
};

}  // namespace unspin::cli
