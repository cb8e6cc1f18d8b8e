// A child process that gives the terminal back when its parent was killed without a chance to.
#ifndef TENFOLD_CNCURSES_TETHER_H
#define TENFOLD_CNCURSES_TETHER_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <termios.h>
#include <unistd.h>

// Says that the terminal is in full-screen mode, that it was given back for a while, that all is done.
enum { cn_tether_holds = 'h', cn_tether_rests = 'r', cn_tether_ends = 'e' };

/// What the child does: waits for the other end of the line to close. It runs between fork and _exit in
/// a copy of a process with threads, so it calls nothing but what signal handlers may.
static inline void cn_tether_wait(
    int line, int terminal, const unsigned char *bytes, size_t count, const struct termios *before,
    const struct termios *during, int held_back, const char *message) {
  char state = cn_tether_holds;
  char byte;
  for (;;) {
    ssize_t got = read(line, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    if (byte == cn_tether_ends) _exit(0);
    state = byte;
  }
  if (state != cn_tether_holds) _exit(0);
  ssize_t ignored = write(terminal, bytes, count);
  // A shell may have set its own modes already; those are not touched.
  struct termios now;
  if (tcgetattr(terminal, &now) == 0 && now.c_lflag == during->c_lflag &&
      now.c_iflag == during->c_iflag)
    tcsetattr(terminal, TCSANOW, before);
  char buffer[512];
  off_t offset = 0;
  ssize_t length;
  while (held_back >= 0 && (length = pread(held_back, buffer, sizeof buffer, offset)) > 0) {
    ignored = write(terminal, buffer, (size_t)length);
    offset += length;
  }
  ignored = write(terminal, message, strlen(message));
  (void)ignored;
  _exit(0);
}

/// Starts the child and gives the parent's end of the line to it, which says how the terminal stands;
/// -1 where none can be had. Only the parent holds that end, so that its death closes it.
static inline int cn_tether(
    int terminal, const unsigned char *bytes, size_t count, const struct termios *before,
    const struct termios *during, int held_back, const char *message, pid_t *child) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return -1;
  sigset_t all, former;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &former);
  *child = fork();
  if (*child == 0) {
    // A session of its own: what is sent to the parent's process group does not reach it.
    setsid();
    for (int fd = 0; fd < 256; fd++)
      if (fd != ends[0] && fd != terminal && fd != held_back) close(fd);
    cn_tether_wait(ends[0], terminal, bytes, count, before, during, held_back, message);
  }
  sigprocmask(SIG_SETMASK, &former, 0);
  close(ends[0]);
  if (*child > 0) return ends[1];
  close(ends[1]);
  return -1;
}

/// Tells the child how the terminal stands; safe in a signal handler, and where the child is gone.
static inline void cn_tether_say(int line, char state) {
  int saved = errno;
  ssize_t ignored = send(line, &state, 1, MSG_NOSIGNAL);
  (void)ignored;
  errno = saved;
}

#endif
