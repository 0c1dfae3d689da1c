"""What is claimed, what may fail, and what a run says: a line where it falls short, and
build/conformance.md and .json (build/conformance_cuda for the simulated device).

A result is {(dtype, aspect): record} of an entry; a record counts samples: those that passed,
failed, did not fit an op, have no result or gradient in PyTorch (without), were left to --all."""

import json
import pathlib
import time

import torch

from families import FAMILIES, family_of

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ASPECTS = ('forward', 'gradient', 'errors')
DTYPE_NAMES = ('float32', 'float64', 'int64', 'bool', 'complex64')


def entry_id(entry):
    return entry.name + (f'/{entry.variant_test_name}' if entry.variant_test_name else '')


# --- records -------------------------------------------------------------------------------------


def failure(message):
    """The record of a part that came to nothing."""
    return {'passed': 0, 'failed': 1, 'unsupported': 0, 'without': 0, 'left_out': 0,
            'seconds': 0, 'messages': [message]}


def unsupported():
    return {**failure(''), 'failed': 0, 'unsupported': 1, 'messages': []}


def failed(record):
    return record['failed'] + record['unsupported']


def is_whole(done):
    return not any(map(failed, done.values()))


def total(done, key, aspect=None):
    return sum(r[key] for (_, a), r in done.items() if aspect in (None, a))


def show_line(entry, done, verbose):
    """One line for an entry with samples that failed beside others that passed."""
    ok, bad = total(done, 'passed'), sum(map(failed, done.values()))
    if verbose or (bad and ok):
        parts = ' '.join(f'{d}/{a}:{r["passed"]}/{r["passed"] + failed(r)}'
                         for (d, a), r in done.items() if verbose or failed(r))
        print(f'{entry_id(entry)}: {ok} passed, {bad} not  {parts}', flush=True)
    if verbose:
        for (d, a), r in done.items():
            for message in r['messages']:
                print(f'  {d} {a}: {message}')


# --- claims --------------------------------------------------------------------------------------


def lines_of(path):
    return [line.split('#', 1)[0].strip() for line in path.read_text().splitlines()
            if line.split('#', 1)[0].strip()]


def exceptions():
    """{(entry, dtype or any, aspect): most samples that may fail}"""
    allowed = {}
    for line in lines_of(HERE / 'exceptions.txt'):
        entry, dtype, aspect, most, _ = line.split(None, 4)
        allowed[entry, dtype, aspect] = int(most)
    return allowed


def below(name, done, allowed):
    """What keeps an entry from its claim."""
    out = []
    for (dtype, aspect), r in sorted(done.items()):
        most = max(allowed.get((name, d, aspect), 0) for d in (dtype, 'any'))
        if failed(r) > most:
            out.append(f'{name} {dtype} {aspect}: {failed(r)} of {failed(r) + r["passed"]} '
                       'not passed')
    if not any(aspect == 'forward' and r['passed'] for (_, aspect), r in done.items()):
        out.append(f'{name}: nothing passed')
    return out


# --- a run ---------------------------------------------------------------------------------------


class Report:
    def __init__(self, device):
        self.device, self.began = device, time.monotonic()
        self.claimed = set(lines_of(HERE / 'claimed.txt'))
        self.allowed = exceptions()
        self.name = 'conformance' + ('' if device == 'cpu' else f'_{device}')

    def holds(self, results):
        return sorted(n for n, d in results.items() if not below(n, d, self.allowed))

    def write_claimed(self, results):
        path = HERE / 'claimed.txt'
        head = [line for line in path.read_text().splitlines() if line.startswith('#')]
        self.claimed = set(self.holds(results))
        path.write_text('\n'.join(head + sorted(self.claimed)) + '\n')

    def finish(self, results, n_entries):
        """Prints and writes what came out; returns what is below its claim."""
        seconds = time.monotonic() - self.began
        whole = [n for n, d in results.items() if is_whole(d)]
        self._write(results, whole, seconds)
        problems = [p for n in sorted(self.claimed) for p in
                    (below(n, results[n], self.allowed) if n in results
                     else [f'{n}: no such entry'])]
        for problem in problems:
            print(f'below its claim: {problem}')
        left_out, without = (sum(total(d, key) for d in results.values())
                             for key in ('left_out', 'without'))
        ran = sum(total(d, 'passed') + sum(map(failed, d.values())) for d in results.values())
        print(f'{self.name}: {len(self.claimed)} entries claimed, {len(self.holds(results))} hold, '
              f'{len(whole)} of {n_entries} pass every sample; {ran} samples ran, '
              f'{without} have nothing to compare with in PyTorch'
              + (f', {left_out} were left to --all' if left_out else '') +
              f'; {seconds:.0f} s; see build/{self.name}.md')
        return problems

    def _write(self, results, whole, seconds):
        (ROOT / 'build').mkdir(exist_ok=True)
        record = {name: {f'{d}/{a}': r for (d, a), r in done.items()}
                  for name, done in sorted(results.items())}
        (ROOT / f'build/{self.name}.json').write_text(json.dumps(
            {'torch': torch.__version__, 'device': self.device, 'seconds': round(seconds),
             'entries': record, 'claimed': sorted(self.claimed)}, indent=1))
        with_op = {n: d for n, d in results.items() if total(d, 'passed') or total(d, 'failed')}
        lines = [f'# Conformance with PyTorch {torch.__version__}, {self.device}', '',
                 f'{len(results)} entries of the operator sample database, {len(with_op)} with an '
                 f'op, {len(whole)} pass every sample, {len(self.claimed)} claimed. '
                 f'{seconds:.0f} s.', '', *self._sums(results), *self._by_family(results),
                 *self._by_entry(with_op)]
        (ROOT / f'build/{self.name}.md').write_text('\n'.join(lines))

    def _sums(self, results):
        lines = ['| aspect | passed | failed | unsupported | nothing in PyTorch | left out |',
                 '| --- |' + ' --- |' * 5]
        for chosen, title in ((self.claimed, 'claimed entries'), (results, 'all entries')):
            for aspect in ASPECTS:
                sums = [sum(total(results[n], key, aspect) for n in chosen if n in results)
                        for key in ('passed', 'failed', 'unsupported', 'without', 'left_out')]
                lines.append(f'| {title}, {aspect} | ' + ' | '.join(map(str, sums)) + ' |')
        return lines + ['']

    def _by_family(self, results):
        lines = ['| family | claimed | ' + ' | '.join(ASPECTS) + ' |', '| --- |' + ' --- |' * 4]
        for family in FAMILIES:
            names = [n for n in results if family_of(n) == family]
            cells = []
            for aspect in ASPECTS:
                passed = sum(total(results[n], 'passed', aspect) for n in names)
                ran = passed + sum(failed(r) for n in names for (_, a), r in results[n].items()
                                   if a == aspect)
                cells.append(f'{passed}/{ran}')
            lines.append(f'| {family} | {len(self.claimed & set(names))}/{len(names)} | '
                         + ' | '.join(cells) + ' |')
        return lines + ['']

    def _by_entry(self, with_op):
        columns = [(d, a) for d in DTYPE_NAMES for a in ('forward', 'gradient')]
        columns.append(('any', 'errors'))
        lines = ['A cell is passed / all samples; blank: PyTorch does not support it.', '',
                 '| entry | ' + ' | '.join(f'{d} {a}' for d, a in columns) + ' |',
                 '| --- |' + ' --- |' * len(columns)]
        for name, done in sorted(with_op.items()):
            cells = [f"{r['passed']}/{r['passed'] + failed(r)}" if r else ''
                     for r in map(done.get, columns)]
            mark = ' *' if name in self.claimed else ''
            lines.append(f'| {name}{mark} | ' + ' | '.join(cells) + ' |')
        return lines + ['', '`*` claimed.', '']
