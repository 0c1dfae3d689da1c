"""statements.py: the waits, stamp updates and stamp checks of C sources, found by pattern.

One build holds all mutants of a file: each stands behind a condition on the global variable
tni_mutant, which a program takes from TENON_MUTANT when it starts. So a mutant costs no compiling,
and what is built is what clang-format leaves: statements end in `;` and bodies have braces.
"""

import re

# Calls, and what stands in for them where their value is used: whatever lets the caller go on as
# if nothing had to be waited for. A call that is a whole statement is left out.
NO_STAMP = "(tni_stamp){.n = 0}"
CALLS = {
    "tni_stamp_covered": "true", "tni_stamp_join": "true", "tni_stamp_add": "true",
    "tni_stamp_has_room": "true", "tni_stamp_settle": None, "tni_stamp_count": "0",
    "tni_stamps_init": None, "tni_stamps_last": NO_STAMP, "tni_stamps_written": NO_STAMP,
    "tni_stamps_read": "true", "tni_stamps_write": None,
    "tni_clock_at": "UINT64_MAX", "tni_clock_raise": None,
    "tni_order_before": "true", "tni_order_after": None, "list_waits": None,
    "tni_wait_list_add": None, "tni_stream_wait_for": "true", "wait_for_one": "true",
    "tni_host_wait": "true", "host_waits_for": "true", "host_knows": None,
    "tni_stream_mark": "true", "find_mark": "NULL", "copy_clock": None, "look_ahead": None,
    "reduce": None, "lacks_mark": "false", "stamp_host": None,
    "is_ready": "true", "raise_ready": None, "join_blocks": "true",
    "stream_wait": "TN_OK", "event_record": "TN_OK", "event_synchronize": "TN_OK",
    "stream_synchronize": "TN_OK", "synchronize": "TN_OK", "tni_stream_synchronize": "TN_OK",
    "tni_device_synchronize": "TN_OK", "tni_stream_settle": "true", "tni_device_settle": "true",
    "tni_stream_hand_over": "true", "know_what_is_done": None,
    "tni_before_memory_goes": "true", "await_work": "true", "tni_work_is_done": "true",
    "await_device": "TN_OK", "await_streams": "TN_OK", "await_end": "true",
    "tni_recording_begin": None, "tni_recording_end": None,
    "tni_reads": None, "tni_writes": None,
    "tni_writes_results": None,
}
CALL = re.compile(r"(?:\b\w+(?:->|\.))*(?<!\w)(" + "|".join(CALLS) + r")\(")

# Assignments that note a stamp, a clock or a mark; whole statements.
PLACE = re.compile(
    r"^(?:\*last|\S*\blast(?:\[.*\])?|\S*(?:->|\.)(?:count|host|n|read|written|given|next_mark)|"
    r"\S*\bat\[.*\](?:\.count)?|\S*\b(?:known|marks|closed)\[.*\]|\*stamp|\*mark)$")
COUNTS_BLOCKS = re.compile(r"^(?:map|pools|f|s)\b.*(?:->|\.)(?:n|count)$")
ASSIGNMENT = re.compile(r"^([^=;]*?) ?(?:[+\-]?=|\+\+)(?!=)", re.S)
ATOMIC = re.compile(r"^atomic_(?:store|init)(?:_explicit)?\(&\S*(?:host|count|known\[\w+\]),")

# Places that are passed on for a block's stamps, and checks: what each becomes.
FIELD = r"(?:\w+(?:\[\w+\])?(?:->|\.))*"
CHECKS = [
    (re.compile(r"(?<=, )&?(?:s->stamps\.written|last)(?=\))"), "NULL"),
    (re.compile(r"(?<=\()closed\[\w+\]"), "true"),
    (re.compile(rf"(?<![\w>.\])])(?:{FIELD}(?:known\[[^;]*?\]|count)) >=? {FIELD}count\b(?![(\[])"),
     "true"),
    (re.compile(rf"(?<![\w>.\])]){FIELD}(?:known|count) < {FIELD}count\b(?![(\[])"), "false"),
    (re.compile(rf"(?<![\w>.\])]){FIELD}n (?:<|==) TNI_STAMP_STREAMS"), "false"),
]

KEYWORD = re.compile(r"(?:if|for|while|switch|return|else|do|case|default|break|continue|goto)\b")


class Mutant:
    """A piece of a file that can be switched off."""

    def __init__(self, path, function, text, begin, end, instead):
        self.path = path
        self.function = function
        self.begin = begin
        self.end = end
        self.instead = instead  # None: the statement is left out
        self.line = text.count("\n", 0, begin) + 1
        self.text = " ".join(text[begin:end].rstrip(";").split())


def masked(text):
    """The text with comments, literals and preprocessor lines blanked, of the same length."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    return re.sub(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|"
                  r"^[ \t]*#(?:\\\n|[^\n])*", blank, text, flags=re.S | re.M)


def closing(text, at):
    """The place of the bracket that closes the one at `at`."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    depth = 0
    for i in range(at, len(text)):
        depth += (text[i] in pairs) - (text[i] in pairs.values())
        if depth == 0:
            return i
    raise ValueError(f"a bracket is not closed: {text[at:at + 40]}")


def name_of(head):
    names = [name for name in re.findall(r"(\w+)\s*\(", head)
             if not name.startswith("__") and name != "constructor"]
    return names[0] if names else ""


def functions(text):
    """(name, begin, end) of the bodies of functions; `text` is masked. Looks into namespaces."""
    i = start = 0
    while i < len(text):
        if text[i] in ";}":
            start = i + 1
        elif text[i] == "{":
            head = text[start:i]
            end = closing(text, i)
            if re.search(r"\bnamespace\b|extern\s*$", head):
                start = i + 1
            elif "(" in head and "=" not in head:
                yield name_of(head), i + 1, end
                i, start = end, end + 1
            else:
                i, start = end, end + 1
        i += 1


def statements(text, begin, end):
    """(begin, end) of the simple statements of a body, the semicolon included."""
    i = start = begin
    while i < end:
        if text[i] in "([":
            i = closing(text, i)
        elif text[i] == "{":
            head = text[start:i].strip()
            if head.endswith("=") or (head.endswith(")") and not KEYWORD.match(head)) \
                    or head.startswith("return"):
                i = closing(text, i)  # an initialiser
            else:
                start = i + 1
        elif text[i] == "}":
            start = i + 1
        elif text[i] == ";":
            while text[start].isspace():
                start += 1
            if start < i:
                yield start, i + 1
            start = i + 1
        i += 1


def is_noted(statement):
    """Whether a statement assigns to a stamp, a clock or a mark."""
    if KEYWORD.match(statement):
        return False
    match = ASSIGNMENT.match(statement)
    place = match.group(1).strip() if match else ""
    is_place = PLACE.match(place) and " " not in re.sub(r"\[.*?\]", "", place)
    return bool((is_place and not COUNTS_BLOCKS.match(place)) or ATOMIC.match(statement))


def calls_in(plain, begin, end, wanted):
    """(begin, end, what stands in) of the calls of a body."""
    whole = dict(statements(plain, begin, end))
    for match in CALL.finditer(plain, begin, end):
        first, last = match.start(), closing(plain, match.end() - 1) + 1
        instead = CALLS[match.group(1)]
        if match.group(1) not in wanted:
            continue
        if whole.get(first) == last + 1:
            yield first, last + 1, None
        elif instead:
            yield first, last, instead


def find(path, text, calls=None):
    """The mutants of a file, in its order. `calls`: looks for calls of these names alone."""
    plain = masked(text)
    found = []
    for function, begin, end in functions(plain):
        if function.endswith("valid"):
            continue  # looks at what others did
        pieces = set(calls_in(plain, begin, end, calls or CALLS))
        for first, last in [] if calls else statements(plain, begin, end):
            if is_noted(plain[first:last]):
                pieces.add((first, last, None))
        for check, instead in [] if calls else CHECKS:
            pieces.update((match.start(), match.end(), instead)
                          for match in check.finditer(plain, begin, end))
        found += [Mutant(path, function, text, *piece) for piece in pieces]
    return sorted(found, key=lambda mutant: (mutant.begin, -mutant.end))


def with_mutants(text, numbered):
    """The text with each (number, mutant) behind its condition."""
    begins, ends = {}, {}
    for number, m in numbered:
        is_it = f"tni_mutant == {number}"
        begins.setdefault(m.begin, []).append(
            (-m.end, f"({is_it} ? ({m.instead}) : " if m.instead else f"if (!({is_it})) {{ "))
        ends.setdefault(m.end, []).append((-m.begin, ")" if m.instead else " }"))
    out = ["extern int tni_mutant;\n#line 1\n"]
    for i in range(len(text) + 1):
        out += [piece for _, piece in sorted(ends.get(i, []))]
        out += [piece for _, piece in sorted(begins.get(i, []))]
        out.append(text[i:i + 1])
    return "".join(out)


# Goes into the build of the mutants.
CHOICE = """\
#include <stdlib.h>
int tni_mutant;
__attribute__((constructor)) static void choose(void) {
    const char *text = getenv("TENON_MUTANT");
    tni_mutant = text ? atoi(text) : 0;
}
"""
