// SPDX-License-Identifier: MIT
#include "cli/interrupts.h"

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

#include "base/cancel.h"
#include "base/temporary_names.h"
#include "cli/command.h"

namespace gapmap::cli {
namespace {

constexpr std::chrono::milliseconds patience{700};

std::atomic<int> received{SIGINT};

/// Waits for a signal as a thread of its own, so that everything may be called when one comes.
void wait_and_stop(const sigset_t& signals, Language language) {
  int number = 0;
  while (sigwait(&signals, &number) != 0) continue;
  received = number;
  request_cancel();
  const timespec wait{0, std::chrono::nanoseconds(patience).count()};
  sigtimedwait(&signals, nullptr, &wait);  // a second Ctrl-C is answered at once
  // Still here: the work is somewhere that does not look.
  TemporaryName::remove_all();
  std::fprintf(stderr, "gapmap: %s\n",
               language == Language::zh ? "已中断，没有写出结果" : "interrupted; no result was written");
  std::fflush(stderr);
  _exit(interrupted_status());
}

}  // namespace

void watch_for_interrupts(Language language) {
  std::signal(SIGXFSZ, SIG_IGN);
  static sigset_t signals;
  sigemptyset(&signals);
  // A program started in the background by a shell without job control must go on ignoring Ctrl-C.
  for (const int number : {SIGINT, SIGTERM}) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) sigaddset(&signals, number);
  }
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // inherited by every thread that follows
  std::thread([language] { wait_and_stop(signals, language); }).detach();
}

int interrupted_status() { return received == SIGTERM ? 128 + SIGTERM : interrupted; }

}  // namespace gapmap::cli
