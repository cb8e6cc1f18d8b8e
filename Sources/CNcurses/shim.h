// What Swift cannot import from ncurses: macros with casts or arguments, and global variables.
#ifndef TENFOLD_CNCURSES_SHIM_H
#define TENFOLD_CNCURSES_SHIM_H

// Without it the narrow interface is declared: no cchar_t, no get_wch.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif

#include <ncurses.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <wchar.h>

// <term.h> defines hundreds of short macros; this is all that is needed of it.
extern int setupterm(const char *term, int fd, int *error);

// Absent from the Glibc module.
extern int memfd_create(const char *name, unsigned int flags);
extern int wcwidth(wchar_t c);

// <malloc.h> is not in the Glibc module either; of its parameters, how many arenas there are.
extern int mallopt(int parameter, int value);
extern int malloc_trim(size_t padding);
enum { cn_arena_limit = -8 };

static inline int cn_color_count(void) { return COLORS; }
static inline WINDOW *cn_screen(void) { return stdscr; }
static inline WINDOW *cn_physical_screen(void) { return curscr; }

static const attr_t cn_bold = A_BOLD;
static const attr_t cn_dim = A_DIM;
static const attr_t cn_reverse = A_REVERSE;
static const attr_t cn_underline = A_UNDERLINE;

static inline int cn_function_key(int number) { return KEY_F(number); }

/// A terminfo string, or NULL where the terminal lacks it.
static inline const char *cn_capability(const char *name) {
  const char *value = tigetstr((char *)(uintptr_t)name);
  return value == (const char *)(intptr_t)-1 ? 0 : value;
}

/// The terminal's size as its driver knows it; 0 on success.
static inline int cn_window_size(int fd, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0) return -1;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

#endif
