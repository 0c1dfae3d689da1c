#!/usr/bin/python3
"""Writes the figures of README.md, each section between its two markers, from bench/results: those
of bench.jsonl, and those of families of kernels (run.py --only … --save families) once there are
some.

    bench/figures.py            rewrites the section
    bench/figures.py --check    exit status 1 when it is not what would be written"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import floors  # noqa: E402

README = HERE.parent / 'README.md'
# By the file of results.
MARKERS = {
    'bench.jsonl': ('<!-- figures: written by bench/figures.py -->', '<!-- end of figures -->'),
    'families.jsonl': ('<!-- figures of families: written by bench/figures.py -->',
                       '<!-- end of figures of families -->'),
}


def number(v, unit=''):
    if v is None:
        return '-'
    text = f'{v:.0f}' if abs(v) >= 100 else f'{v:.3g}'
    return f'{text} {unit}'.strip()


def section(name):
    lines = (HERE / 'results' / name).read_text().splitlines()
    first, *records = [json.loads(line) for line in lines]
    about = first['machine']
    begin, end = MARKERS[name]
    out = [begin, '',
           f"Measured on {about['cores']} cores of {about['cpu']} (`make bench`, commit "
           f"{about['commit']}), one run with the peer in turn, medians. Ratio: their time over "
           'ours, or our rate over theirs; the floor is what we hold ourselves to.', '',
           '| what | threads | ours | peer | theirs | ratio | floor |',
           '| --- | --- | --- | --- | --- | --- | --- |']
    for r in records:
        ratio = '-' if r['ratio'] is None else f"{r['ratio']:.2f}"
        unit = '' if r['unit'] == 'count' else r['unit']
        out.append(f"| {floors.WHAT.get(r['case'], r['case'])} | {r['threads']} | "
                   f"{number(r['ours'], unit)} | {r['peer']} | {number(r['theirs'], unit)} | "
                   f"{ratio}{'' if r['met'] else ' (missed)'} | {r['floor']:g} |")
    return '\n'.join([*out, '', end])


def rewritten(text, name):
    begin, end = MARKERS[name]
    if begin not in text or end not in text:
        sys.exit(f'README.md has no section between "{begin}" and "{end}"')
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return before + section(name) + after


def main():
    text = wanted = README.read_text()
    for name in MARKERS:
        if (HERE / 'results' / name).exists():
            wanted = rewritten(wanted, name)
    if '--check' in sys.argv[1:]:
        if wanted != text:
            print('the figures of README.md are not those of bench/results: run '
                  'bench/figures.py')
        return int(wanted != text)
    README.write_text(wanted)
    return 0


if __name__ == '__main__':
    sys.exit(main())
