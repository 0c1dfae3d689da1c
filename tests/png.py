"""png.py: PNG files as arrays of pixels (rows, columns, RGB) and back."""

import struct
import zlib

import numpy

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunks(data):
    at = len(SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        yield kind, data[at + 8:at + 8 + length]
        at += length + 12


def average(row, above, step):
    for i in range(len(row)):
        left = row[i - step] if i >= step else 0
        row[i] = (row[i] + (left + above[i]) // 2) & 255


def paeth(row, above, step):
    """Of left, above and the one between them, the nearest to left + above - between."""
    for i in range(step):
        row[i] = (row[i] + above[i]) & 255
    for i in range(step, len(row)):
        left, up, between = row[i - step], above[i], above[i - step]
        to_left, to_up = abs(up - between), abs(left - between)
        to_between = abs(left + up - 2 * between)
        if to_left <= to_up and to_left <= to_between:
            row[i] = (row[i] + left) & 255
        else:
            row[i] = (row[i] + (up if to_up <= to_between else between)) & 255


def unfiltered(kind, row, above, step):
    if kind == 1:
        lines = numpy.frombuffer(row, numpy.uint8).reshape(-1, step)
        return bytearray(numpy.cumsum(lines, axis=0, dtype=numpy.uint8).tobytes())
    if kind == 2:
        return bytearray((numpy.frombuffer(row, numpy.uint8) +
                          numpy.frombuffer(above, numpy.uint8)).tobytes())
    row = bytearray(row)
    if kind:
        (average if kind == 3 else paeth)(row, above, step)
    return row


def read(path):
    """Of eight bits a channel, not interlaced: RGB, RGBA (what is transparent is refused) or a
    palette."""
    with open(path, "rb") as file:
        data = file.read()
    found = {}
    for kind, content in chunks(data):
        found[kind] = found.get(kind, b"") + content
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", found[b"IHDR"])
    step = {2: 3, 3: 1, 6: 4}.get(colour)
    if not data.startswith(SIGNATURE) or depth != 8 or interlace or not step:
        raise ValueError(f"{path}: a PNG of another kind: depth {depth}, colour type {colour}")
    raw, length, rows = zlib.decompress(found[b"IDAT"]), width * step, [bytearray(width * step)]
    for y in range(height):
        at = y * (length + 1)
        rows.append(unfiltered(raw[at], raw[at + 1:at + 1 + length], rows[-1], step))
    pixels = numpy.frombuffer(b"".join(rows[1:]), numpy.uint8).reshape(height, width, step)
    if colour == 3:
        return numpy.frombuffer(found[b"PLTE"], numpy.uint8).reshape(-1, 3)[pixels[:, :, 0]]
    if colour == 6 and pixels[:, :, 3].min() < 255:
        raise ValueError(f"{path}: has transparent pixels")
    return pixels[:, :, :3]


def write(path, pixels):
    """With a palette of the 256 colours that most pixels have; the others get the nearest one."""
    colours, which, counts = numpy.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True,
                                          return_counts=True)
    kept = colours[numpy.argsort(-counts, kind="stable")[:256]]
    away = numpy.abs(colours[:, None].astype(int) - kept[None]).max(axis=2)
    indices = away.argmin(axis=1).astype(numpy.uint8)[which].reshape(pixels.shape[:2])
    rows = b"".join(b"\0" + row.tobytes() for row in indices)
    header = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], 8, 3, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(SIGNATURE)
        for kind, content in ((b"IHDR", header), (b"PLTE", kept.tobytes()),
                              (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")):
            file.write(struct.pack(">I", len(content)) + kind + content +
                       struct.pack(">I", zlib.crc32(kind + content)))
