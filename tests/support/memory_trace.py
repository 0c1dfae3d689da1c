"""memory_trace.py: reading what `tenon mem record` writes, for tests."""

import collections
import os
import struct

HEADER = struct.Struct("<8s4I3q2Q64s")
RECORD = struct.Struct("<6Q2IHBBI")
Record = collections.namedtuple("Record", "number time_ns address bytes rounded value origin "
                                          "thread stream kind pool reserved")
ALLOC, FREE, USE, WAIT, TAG, FAILURE, NAME, POOL = 1, 2, 3, 4, 7, 8, 12, 13
TEXT_BYTES = 128  # behind a NAME


class Trace:
    """A record as include/tenon/memory_trace.h describes it, read by nobody's code but this."""

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        (self.magic, self.version, *_, self.pid, self.rank, self.world, self.wall_ns, self.time_ns,
         program) = HEADER.unpack_from(data)
        self.program = program.rstrip(b"\0").decode()
        self.events, self.names, self.pools = [], {}, {}
        at = HEADER.size
        while at + RECORD.size <= len(data):
            record = Record(*RECORD.unpack_from(data, at))
            at += RECORD.size
            if record.kind == NAME:
                op, file, _ = data[at:at + TEXT_BYTES].split(b"\0", 2)
                at += TEXT_BYTES
                region = self.names.get(record.address, "")
                self.names[record.origin] = op.decode() if record.value else \
                    f"{region}{'/' if region else ''}{op.decode()} " \
                    f"{os.path.basename(file.decode())}:{record.bytes}"
            elif record.kind == POOL:
                self.pools[record.pool] = (record.address, record.bytes, record.rounded)
            else:
                self.events.append(record)
        self.rest = len(data) - at

    def of(self, kind):
        return [e for e in self.events if e.kind == kind]

    def name(self, event):
        return self.names.get(event.origin)


def without(path, kinds, out):
    """The record again, without the events of some kinds."""
    with open(path, "rb") as file:
        data = file.read()
    kept, at = [data[:HEADER.size]], HEADER.size
    while at < len(data):
        kind = Record(*RECORD.unpack_from(data, at)).kind
        end = at + RECORD.size + (TEXT_BYTES if kind == NAME else 0)
        kept += [] if kind in kinds else [data[at:end]]
        at = end
    with open(out, "wb") as file:
        file.write(b"".join(kept))
    return out
