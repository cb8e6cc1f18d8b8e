#!/usr/bin/env python3
"""Runs a program in a pseudo-terminal, plays a script on it and prints what it shows.

    pty_session.py [--size 80x24] [--term xterm-256color] [--lang C.UTF-8] [--env NAME=VALUE]
                   [--seconds 20] STEP... -- PROGRAM [ARGUMENT...]

The program gets a session, a controlling terminal and a process group of its own. Steps:

    key:NAME         a key: any single character, or up down left right home end pgup pgdn insert
                     delete tab backtab enter esc backspace space f1..f12 ctrl-a..ctrl-z ctrl-_
    text:TEXT        the text as typed; \\n and \\e are Enter and Escape
    paste:TEXT       the text as a bracketed paste, if the program asked for that
    resize:80x24     a new size
    signal:NAME      a signal to the program, such as TERM, WINCH or TSTP
    wait:TEXT        until the screen shows the text; fails when it does not in time
    gone:TEXT        until the screen shows the text no more
    shell:COMMAND    runs a shell command beside the program; fails when that does
    stopped          until the program is stopped, as by Control-Z
    screen[:NAME]    prints the screen between two marker lines
    picture:FILE     writes the screen as an SVG picture with its colors
    cursor           prints the cursor's position as `cursor COLUMN,ROW`, from zero
    exit[:STATUS]    until the program ended, with that status (-15: by signal 15)
    closed:STATUS    closes the terminal, as its window is, and waits for the end; the last step
    unsent:TEXT      checks that the program never wrote that text; \\e is Escape
    normal           checks that the normal screen is shown, with the cursor, and the mouse is off
    restored         checks after the end, for which it waits a moment: canonical mode and echo are on, the normal screen is
                     shown, the cursor is visible, bracketed paste and the mouse are off

After key:, text:, paste: and resize:, and before screen, the screen is left to settle. The exit status is 0, or 1 when
a step failed; then the reason and the last screen are on standard error. The output has no times
and no process ids. Swift's interactive backtracer, which would wait for a key after a crash, is off. Needs nothing but Python 3.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata

KEYS = {
    "up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F",
}
SEQUENCES = {
    "insert": "\x1b[2~", "delete": "\x1b[3~", "pgup": "\x1b[5~", "pgdn": "\x1b[6~", "tab": "\t",
    "backtab": "\x1b[Z", "enter": "\r", "esc": "\x1b", "backspace": "\x7f", "space": " ",
    "ctrl-_": "\x1f", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS",
    "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~",
    "f10": "\x1b[21~", "f11": "\x1b[23~", "f12": "\x1b[24~",
}
# The DEC special graphics that boxes are drawn with in other locales.
GRAPHICS = dict(zip("`afgjklmnopqrstuvwx~", "◆▒°±┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│·"))


def width(character):
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class Cell(str):
    """A character with the look that it was written in; elsewhere it is its character."""

    look = ()


# The first sixteen colors of a dark terminal, as xterm has them.
PALETTE = [
    "#000000", "#cd3131", "#0dbc79", "#e5e510", "#5b8ef0", "#bc3fbc", "#11a8cd", "#e5e5e5",
    "#767676", "#f14c4c", "#23d18b", "#f5f543", "#7fa8ff", "#d670d6", "#29b8db", "#ffffff",
]
INK, PAPER = "#d8d8d8", "#16181d"


def color(code):
    """A color of 256, or one that is given as (red, green, blue), as SVG writes it."""
    if isinstance(code, tuple):
        return "#%02x%02x%02x" % code
    if code < 16:
        return PALETTE[code]
    if code >= 232:
        return "#" + "%02x" % (8 + 10 * (code - 232)) * 3
    steps = [0, 95, 135, 175, 215, 255]
    place = code - 16
    return color((steps[place // 36], steps[place // 6 % 6], steps[place % 6]))


def looked(look, codes):
    """A look after a sequence of SGR codes: what holds, and the colors."""
    look = dict(look)
    codes = list(codes)
    while codes:
        code = codes.pop(0)
        names = {1: "bold", 2: "dim", 4: "underline", 7: "reverse"}
        if code == 0:
            look = {}
        elif code in names:
            look[names[code]] = True
        elif code in (22, 24, 27):
            for name in {22: ("bold", "dim"), 24: ("underline",), 27: ("reverse",)}[code]:
                look.pop(name, None)
        elif code in (38, 48):
            kind = codes.pop(0) if codes else 0
            value = codes.pop(0) if kind == 5 and codes else tuple(codes[:3])
            if kind == 2:
                del codes[:3]
            look["ink" if code == 38 else "paper"] = value
        elif code in (39, 49):
            look.pop("ink" if code == 39 else "paper", None)
        else:
            for start, name, first in ((30, "ink", 0), (40, "paper", 0), (90, "ink", 8), (100, "paper", 8)):
                if start <= code < start + 8:
                    look[name] = code - start + first
    return tuple(sorted(look.items(), key=lambda item: item[0]))


def picture(cells, columns, rows):
    """The screen as an SVG text: runs of one look are one element, and every cell keeps its column."""
    wide, high = 8.4, 17
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{columns * wide + 16:g}" height="{rows * high + 16}"'
        f' font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14">',
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
    ]
    for row, line in enumerate(cells):
        start = 0
        while start < len(line):
            look = getattr(line[start], "look", ())
            end = start + 1
            while end < len(line) and getattr(line[end], "look", ()) == look:
                end += 1
            text = "".join(line[start:end])
            state = dict(look)
            ink = color(state["ink"]) if "ink" in state else INK
            paper = color(state["paper"]) if "paper" in state else PAPER
            if "reverse" in state:
                ink, paper = paper, ink
            x, y = 8 + start * wide, 8 + row * high
            if paper != PAPER:
                parts.append(
                    f'<rect x="{x:g}" y="{y}" width="{(end - start) * wide:g}" height="{high}" fill="{paper}"/>')
            if text.strip():
                style = ' font-weight="bold"' if "bold" in state else ""
                style += ' opacity="0.6"' if "dim" in state else ""
                style += ' text-decoration="underline"' if "underline" in state else ""
                escaped = text.replace("&", "&amp;").replace("<", "&lt;")
                parts.append(
                    f'<text x="{x:g}" y="{y + 13}" fill="{ink}" xml:space="preserve" lengthAdjust="spacingAndGlyphs"'
                    f' textLength="{(end - start) * wide:g}"{style}>{escaped}</text>')
            start = end
    return "\n".join(parts) + "\n</svg>\n"


class Screen:
    """What a terminal of the xterm family shows for the output of ncurses."""

    def __init__(self, columns, rows):
        self.modes = set()
        self.cursor_visible = True
        self.graphics = False
        self.pending = ""
        self.saved = (0, 0)
        self.normal = None
        self.last = " "
        self.look = ()
        self.resize(columns, rows)
        self.clear()

    def clear(self):
        self.cells = [[" "] * self.columns for _ in range(self.rows)]
        self.x = self.y = 0
        self.top, self.bottom = 0, self.rows - 1

    def resize(self, columns, rows):
        old = getattr(self, "cells", [])
        self.columns, self.rows = columns, rows
        self.cells = [(line + [" "] * columns)[:columns] for line in old[:rows]]
        self.cells += [[" "] * columns for _ in range(rows - len(self.cells))]
        self.top, self.bottom = 0, rows - 1
        self.x = min(getattr(self, "x", 0), columns - 1)
        self.y = min(getattr(self, "y", 0), rows - 1)

    def text(self):
        return "\n".join("".join(line).rstrip() for line in self.cells)

    def feed(self, text):
        text = self.pending + text
        self.pending = ""
        index = 0
        while index < len(text):
            character = text[index]
            if character == "\x1b":
                end = self.escape(text, index)
                if end is None:
                    self.pending = text[index:]
                    return
                index = end
                continue
            self.put(character)
            index += 1

    def escape(self, text, start):
        """Performs the sequence that starts there; gives its end, or None if it is incomplete."""
        if start + 1 >= len(text):
            return None
        kind = text[start + 1]
        if kind == "[":
            end = start + 2
            while end < len(text) and not "@" <= text[end] <= "~":
                end += 1
            if end >= len(text):
                return None
            self.control(text[start + 2:end], text[end])
            return end + 1
        if kind == "]":
            for end in range(start + 2, len(text)):
                if text[end] == "\x07":
                    return end + 1
                if text[end - 1:end + 1] == "\x1b\\":
                    return end + 1
            return None
        if kind in "()*+":
            if start + 2 >= len(text):
                return None
            if kind == "(":
                self.graphics = text[start + 2] == "0"
            return start + 3
        if kind == "7":
            self.saved = (self.x, self.y)
        elif kind == "8":
            self.x, self.y = self.saved
        elif kind == "M":
            self.line_up()
        elif kind == "D":
            self.line_down()
        elif kind == "E":
            self.x = 0
            self.line_down()
        elif kind == "c":
            self.clear()
        return start + 2

    def line_down(self):
        if self.y == self.bottom:
            self.scroll(1, self.top)
        elif self.y < self.rows - 1:
            self.y += 1

    def line_up(self):
        if self.y == self.top:
            self.scroll(-1, self.top)
        elif self.y > 0:
            self.y -= 1

    def scroll(self, count, top):
        for _ in range(min(abs(count), self.rows)):
            if count > 0:
                del self.cells[top]
                self.cells.insert(self.bottom, [" "] * self.columns)
            else:
                del self.cells[self.bottom]
                self.cells.insert(top, [" "] * self.columns)

    def put(self, character):
        if character == "\r":
            self.x = 0
        elif character == "\n":
            self.line_down()
        elif character == "\b":
            self.x = max(0, self.x - 1)
        elif character == "\t":
            self.x = min(self.columns - 1, (self.x // 8 + 1) * 8)
        elif character == "\x0e":
            self.graphics = True
        elif character == "\x0f":
            self.graphics = False
        elif character >= " " and character != "\x7f":
            self.show(GRAPHICS.get(character, character) if self.graphics else character)

    def show(self, character):
        wide = width(character)
        if wide == 0:
            if self.x > 0:
                self.cells[self.y][self.x - 1] += character
            return
        if self.x + wide > self.columns:
            self.x = 0
            self.line_down()
        line = self.cells[self.y]
        self.last = character
        line[self.x] = Cell(character)
        line[self.x].look = self.look
        if wide == 2 and self.x + 1 < self.columns:
            line[self.x + 1] = Cell("")
            line[self.x + 1].look = self.look
        self.x += wide

    def control(self, parameters, final):
        private = parameters[:1] in ("?", ">", "=", "!")
        numbers = [int(n) if n.isdigit() else 0 for n in parameters.lstrip("?>=!").split(";")]
        first = numbers[0] or 1
        if private:
            if parameters[0] == "?" and final in "hl":
                for number in numbers:
                    self.mode(number, final == "h")
            return
        line = self.cells[self.y]
        x = min(self.x, self.columns - 1)
        if final == "m":
            self.look = looked(self.look, numbers)
        elif final == "A":
            self.y = max(0, self.y - first)
        elif final in "Be":
            self.y = min(self.rows - 1, self.y + first)
        elif final in "Ca":
            self.x = min(self.columns - 1, self.x + first)
        elif final == "D":
            self.x = max(0, x - first)
        elif final in "G`":
            self.x = min(self.columns, first) - 1
        elif final == "d":
            self.y = min(self.rows, first) - 1
        elif final in "Hf":
            column = numbers[1] if len(numbers) > 1 else 1
            self.y = min(self.rows, first) - 1
            self.x = min(self.columns, column or 1) - 1
        elif final == "J":
            self.erase_screen(numbers[0])
        elif final == "K":
            start, end = [(x, self.columns), (0, x + 1), (0, self.columns)][min(2, numbers[0])]
            line[start:end] = [" "] * (end - start)
        elif final == "X":
            end = min(self.columns, x + first)
            line[x:end] = [" "] * (end - x)
        elif final == "P":
            count = min(first, self.columns - x)
            del line[x:x + count]
            line += [" "] * count
        elif final == "@":
            line[x:x] = [" "] * first
            del line[self.columns:]
        elif final == "L":
            self.scroll(-first, self.y)
        elif final == "M":
            self.scroll(first, self.y)
        elif final == "S":
            self.scroll(first, self.top)
        elif final == "T":
            self.scroll(-first, self.top)
        elif final == "b":
            for _ in range(first):
                self.show(self.last)
        elif final == "r":
            self.top = (numbers[0] or 1) - 1
            self.bottom = (numbers[1] if len(numbers) > 1 and numbers[1] else self.rows) - 1
            self.x = self.y = 0

    def erase_screen(self, kind):
        blank = [" "] * self.columns
        x = min(self.x, self.columns - 1)
        if kind == 0:
            self.cells[self.y][x:] = blank[x:]
            below = range(self.y + 1, self.rows)
        elif kind == 1:
            self.cells[self.y][:x + 1] = blank[:x + 1]
            below = range(0, self.y)
        else:
            below = range(0, self.rows)
        for row in below:
            self.cells[row] = list(blank)

    def mode(self, number, on):
        if number == 25:
            self.cursor_visible = on
        elif number in (47, 1047, 1049):
            if on and self.normal is None:
                self.normal = (self.cells, self.x, self.y)
                self.clear()
            elif not on and self.normal is not None:
                self.cells, self.x, self.y = self.normal
                self.normal = None
                self.resize(self.columns, self.rows)
        (self.modes.add if on else self.modes.discard)(number)


class Failure(Exception):
    pass


class Session:
    def __init__(self, program, size, environment, seconds):
        self.deadline = time.monotonic() + seconds
        self.screen = Screen(*size)
        self.status = None
        self.stopped = False
        self.remainder = b""
        self.written = ""
        self.master, self.slave = pty.openpty()
        self.set_size(*size)
        self.process = os.fork()
        if self.process == 0:
            os.close(self.master)
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            for descriptor in (0, 1, 2):
                os.dup2(self.slave, descriptor)
            if self.slave > 2:
                os.close(self.slave)
            # A test runner may start this with signals blocked; a terminal's shell does not.
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            try:
                os.execvpe(program[0], program, environment)
            except OSError as error:
                os.write(2, f"{program[0]}: {error}\n".encode())
            os._exit(127)

    def set_size(self, columns, rows):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def reap(self):
        if self.status is not None:
            return
        pid, status = os.waitpid(self.process, os.WNOHANG | os.WUNTRACED | os.WCONTINUED)
        if pid == 0:
            return
        if os.WIFSTOPPED(status):
            self.stopped = True
        elif os.WIFCONTINUED(status):
            self.stopped = False
        else:
            self.status = os.waitstatus_to_exitcode(status)

    def pump(self, seconds):
        """Takes output in for at most that long; whether there was any."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = self.remainder + os.read(self.master, 65536)
        except OSError:
            time.sleep(seconds)
            return False
        # A character may be cut between two reads.
        for cut in range(4):
            try:
                text = data[:len(data) - cut].decode()
                self.remainder = data[len(data) - cut:]
                break
            except UnicodeDecodeError:
                continue
        else:
            text, self.remainder = data.decode(errors="replace"), b""
        self.written += text
        self.screen.feed(text)
        return True

    def settle(self):
        while self.pump(0.1):
            self.check_time()

    def until(self, holds, what):
        while not holds():
            self.check_time(what)
            self.pump(0.02)
            self.reap()
            if self.status is not None and not holds():
                while self.pump(0.05):
                    pass
                if not holds():
                    raise Failure(f"the program ended with {self.status} before {what}")

    def check_time(self, what="the output settled"):
        if time.monotonic() > self.deadline:
            raise Failure(f"time is up before {what}")

    def send(self, text):
        os.write(self.master, text.encode())
        self.settle()

    def step(self, step):
        name, _, argument = step.partition(":")
        if name == "key":
            self.send(self.key(argument))
        elif name == "text":
            self.send(argument.replace("\\n", "\r").replace("\\e", "\x1b"))
        elif name == "paste":
            bracketed = 2004 in self.screen.modes
            self.send(f"\x1b[200~{argument}\x1b[201~" if bracketed else argument)
        elif name == "resize":
            columns, rows = size_of(argument)
            self.screen.resize(columns, rows)
            self.set_size(columns, rows)
            self.settle()
        elif name == "signal":
            os.kill(self.process, getattr(signal, "SIG" + argument))
            self.settle()
        elif name == "wait":
            self.until(lambda: argument in self.screen.text(), f"the screen showed {argument!r}")
        elif name == "gone":
            self.until(lambda: argument not in self.screen.text(), f"{argument!r} was gone")
        elif name == "shell":
            done = subprocess.run(argument, shell=True, capture_output=True, text=True)
            if done.returncode != 0:
                raise Failure(f"the command ended with {done.returncode}: {done.stderr}")
        elif name == "stopped":
            self.until(lambda: self.stopped, "the program stopped")
        elif name == "screen":
            self.settle()
            print(f"--- screen {argument}".rstrip())
            print(self.screen.text())
            print("---")
        elif name == "picture":
            self.settle()
            with open(argument, "w") as file:
                file.write(picture(self.screen.cells, self.screen.columns, self.screen.rows))
        elif name == "cursor":
            print(f"cursor {self.screen.x},{self.screen.y}")
        elif name == "exit":
            self.until(lambda: self.status is not None, "the program ended")
            while self.pump(0.05):
                pass
            if argument and self.status != int(argument):
                raise Failure(f"the program ended with {self.status}, not {argument}")
        elif name == "closed":
            os.close(self.slave)
            os.close(self.master)
            while self.status is None:
                self.check_time("the program ended")
                self.reap()
                time.sleep(0.02)
            if self.status != int(argument):
                raise Failure(f"the program ended with {self.status}, not {argument}")
        elif name == "unsent":
            if argument.replace("\\e", "\x1b") in self.written:
                raise Failure(f"the program wrote {argument!r}")
        elif name == "normal":
            self.until(lambda: not self.wrong(isShell=True), "the normal screen was shown")
        elif name == "restored":
            # After a kill another process restores the terminal, which takes it a moment.
            for _ in range(100):
                if not self.wrong():
                    break
                self.pump(0.02)
            self.check_restored()
        else:
            raise Failure(f"there is no step {step!r}")

    def key(self, name):
        if name in KEYS:
            return ("\x1bO" if 1 in self.screen.modes else "\x1b[") + KEYS[name]
        if len(name) == 1:
            return name
        if name in SEQUENCES:
            return SEQUENCES[name]
        if name.startswith("ctrl-") and len(name) == 6:
            return chr(ord(name[5]) & 0x1F)
        raise Failure(f"there is no key {name!r}")

    def wrong(self, isShell=False):
        local = termios.tcgetattr(self.slave)[3]
        wrong = []
        # A shell that edits its line has modes of its own.
        if not isShell and (not local & termios.ICANON or not local & termios.ECHO):
            wrong.append("the terminal is not in canonical mode with echo")
        if self.screen.normal is not None:
            wrong.append("the alternate screen is still shown")
        if not self.screen.cursor_visible:
            wrong.append("the cursor is hidden")
        if not isShell and 2004 in self.screen.modes:
            wrong.append("bracketed paste is on")
        if self.screen.modes & {1000, 1002, 1003, 1006}:
            wrong.append("the mouse is still reported")
        return wrong

    def check_restored(self):
        wrong = self.wrong()
        if wrong:
            raise Failure("; ".join(wrong))

    def end(self):
        if self.status is None:
            try:
                os.kill(self.process, signal.SIGKILL)
            except ProcessLookupError:
                pass
            os.waitpid(self.process, 0)


def size_of(text):
    columns, _, rows = text.partition("x")
    return int(columns), int(rows)


def main(arguments):
    if "--" not in arguments:
        print(__doc__)
        return 2
    split = arguments.index("--")
    steps, program = arguments[:split], arguments[split + 1:]
    size, seconds = (80, 24), 20.0
    environment = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8")
    environment["SWIFT_BACKTRACE"] = "enable=no"
    for name in ("LINES", "COLUMNS", "NO_COLOR"):
        environment.pop(name, None)
    while steps and steps[0].startswith("--"):
        option, value = steps[0], steps[1]
        steps = steps[2:]
        if option == "--size":
            size = size_of(value)
        elif option == "--term":
            environment["TERM"] = value
        elif option == "--lang":
            environment["LC_ALL"] = value
        elif option == "--env":
            name, _, environment_value = value.partition("=")
            environment[name] = environment_value
        elif option == "--seconds":
            seconds = float(value)
        else:
            print(f"there is no option {option}", file=sys.stderr)
            return 2
    session = Session(program, size, environment, seconds)
    try:
        for step in steps:
            session.step(step)
    except Failure as failure:
        sys.stdout.flush()
        print(f"{step}: {failure}", file=sys.stderr)
        print(session.screen.text(), file=sys.stderr)
        return 1
    finally:
        session.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
