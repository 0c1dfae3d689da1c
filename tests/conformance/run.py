"""PyTorch's own operator samples against the library (make conformance).

For each entry of torch.testing's sample database and each of five dtypes: forward values,
gradients and error samples, through the boxed calls and nothing else. Writes
build/conformance.md and build/conformance.json; exit status 1 when an entry of claimed.txt is
below what it claims.

    run.py                    everything
    run.py --entry NAME       one entry (exact name, or a prefix ending in *), with its messages
    run.py --list-missing     entries without an op, the easy ones first

An entry runs in a process of its own, so that a crash is one failure and not the end."""

import argparse
import fnmatch
import json
import os
import pathlib
import select
import signal
import sys
import time
import traceback
import warnings

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
os.environ.setdefault('OMP_NUM_THREADS', '1')
os.environ.update(TENON_ON_ERROR='silent', TENON_DEVICE='cpu', TENON_CROSSOVERS='off')
warnings.filterwarnings('ignore')

import torch  # noqa: E402
from torch.testing._internal.common_methods_invocations import op_db  # noqa: E402

import adapters  # noqa: E402
from boxed import BindError, Library, OpError, Session, bind  # noqa: E402
from comparing import (  # noqa: E402
    UNIQUE_UP_TO_SIGN, as_near, close, compare, flatten, is_wide, rebuild, tolerances, widened)

DTYPES = {'float32': torch.float32, 'float64': torch.float64, 'int64': torch.int64,
          'bool': torch.bool, 'complex64': torch.complex64}
ASPECTS = ('forward', 'gradient', 'errors')
ENTRY_SECONDS = 60
MESSAGES_KEPT = 6


def entry_id(entry):
    return entry.name + (f'/{entry.variant_test_name}' if entry.variant_test_name else '')


# --- one entry -----------------------------------------------------------------------------------


def tensors_of(*values):
    """Distinct tensors that require a gradient, in order."""
    found = {}
    for v in values:
        items = v.values() if isinstance(v, dict) else v
        for t in flatten(list(items)):
            if isinstance(t, torch.Tensor) and t.requires_grad:
                found.setdefault(id(t), t)
    return list(found.values())


def call(session, entry, args, kwargs):
    """Results of the first overload that takes the arguments."""
    reasons = []
    for op, a, k in adapters.calls(session.library, entry, args, kwargs):
        try:
            bound = bind(op.arguments, a, k)
        except BindError as error:
            reasons.append(f'{op.name}: {error}')
            continue
        return session.invoke(op, bound)
    raise BindError('; '.join(reasons) or 'no op')


def values_of(session, results):
    return [session.to_torch(v) if kind == 't' else v for kind, v in results]


def run_forward(library, entry, sample, dtype):
    args = [sample.input, *sample.args]
    try:
        theirs = adapters.reference(entry)(*[clone(a) for a in args], **{k: clone(v) for k, v in
                                                        sample.kwargs.items()})
    except Exception:
        return None
    session = Session(library)
    try:
        ours = values_of(session, call(session, entry, args, sample.kwargs))
        try:
            compare(entry, sample, ours, theirs, dtype, entry.name in adapters.RANDOM)
        except AssertionError:
            if entry.name in UNIQUE_UP_TO_SIGN or not is_wide(dtype):
                raise
            exact = adapters.reference(entry)(*[widened(a) for a in args],
                                              **{k: widened(v) for k, v in sample.kwargs.items()})
            shown = adapters.our_results(entry, ours, len(flatten(theirs)), sample.kwargs)
            if not as_near(shown, theirs, exact):
                raise
    finally:
        session.close()
    return True


# Where a sample is badly conditioned, single precision differs by more than the tolerance: then the
# same in double precision decides. Ours may be NEARNESS times as far from it as PyTorch's.
def clone(v):
    if isinstance(v, torch.Tensor):
        return v.detach().clone().requires_grad_(v.requires_grad) if not v.requires_grad else v
    if isinstance(v, (list, tuple)) and not isinstance(v, torch.Size) and not hasattr(v, '_fields'):
        return type(v)(clone(i) for i in v)
    return v


class Unsuitable(Exception):
    """PyTorch has no gradient for the sample."""


class TheirGradient:
    """What PyTorch gives for a sample: results, what random seeds send to them, the gradients."""

    def __init__(self, entry, sample, args, kwargs, seeds=None):
        theirs = adapters.reference(entry)(*args, **kwargs)
        flat = adapters.shown_results(entry, flatten(theirs), kwargs)
        if not all(isinstance(t, torch.Tensor) for t in flat):
            raise Unsuitable
        self.theirs = theirs
        self.leaves = [t.detach().clone().requires_grad_(t.requires_grad) for t in flat]
        shown = sample.output_process_fn_grad(rebuild(theirs, self.leaves))
        processed = [t for t in flatten(shown) if isinstance(t, torch.Tensor) and t.requires_grad]
        if not processed:
            raise Unsuitable
        self.seeds = [torch.randn_like(t) for t in processed] if seeds is None \
            else [widened(t) for t in seeds]
        wanted = [t for t in self.leaves if t.requires_grad]
        sent = torch.autograd.grad(processed, wanted, self.seeds, allow_unused=True)
        places = [i for i, t in enumerate(self.leaves) if t.requires_grad]
        self.used = [(i, g) for i, g in zip(places, sent) if g is not None]
        self.inputs = tensors_of(args, kwargs)
        self.expected = torch.autograd.grad([flat[i] for i, _ in self.used], self.inputs,
                                            [g for _, g in self.used], allow_unused=True)


def seeds_for_ours(session, entry, sample, gradient, results):
    """What is sent to our results; where they are unique up to a sign only, through our own."""
    if entry.name not in UNIQUE_UP_TO_SIGN:
        return [g for _, g in gradient.used]
    ours = [session.to_torch(h).requires_grad_(gradient.leaves[i].requires_grad)
            for i, (_, h) in enumerate(results[:len(gradient.leaves)])]
    again = [t for t in flatten(sample.output_process_fn_grad(rebuild(gradient.theirs, ours)))
             if isinstance(t, torch.Tensor) and t.requires_grad]
    return torch.autograd.grad(again, [ours[i] for i, _ in gradient.used], gradient.seeds)


def run_gradient(library, entry, sample, dtype):
    args = [sample.input, *sample.args]
    if not tensors_of(args, sample.kwargs) or entry.name in adapters.RANDOM:
        return None
    try:
        gradient = TheirGradient(entry, sample, args, sample.kwargs)
    except Exception:
        return None
    session = Session(library)
    try:
        results = call(session, entry, args, sample.kwargs)
        outputs = [results[i][1] for i, _ in gradient.used]
        seeds = [g.contiguous() for g in seeds_for_ours(session, entry, sample, gradient, results)]
        actual = session.gradients(outputs, [session.to_tenon(t) for t in gradient.inputs],
                                   [session.to_tenon(g) for g in seeds])
        compared = []
        for a, b in zip(actual, gradient.expected):
            if b is None and entry.name == '__rpow__':
                continue  # PyTorch's method copies its other operand without history
            if b is None and a is not None:
                b = torch.zeros_like(a)
            if b is not None:
                b = b.detach().resolve_conj().resolve_neg()
                compared.append((torch.zeros_like(b) if a is None else a, b))
        try:
            for a, b in compared:
                close(a, b, **tolerances(entry, dtype))
        except AssertionError:
            if not is_wide(dtype) or len(compared) != len(gradient.expected):
                raise
            exact = TheirGradient(entry, sample, [widened(a) for a in args],
                                  {k: widened(v) for k, v in sample.kwargs.items()},
                                  gradient.seeds)
            if not as_near([a for a, _ in compared], [b for _, b in compared],
                           list(exact.expected)):
                raise
    finally:
        session.close()
    return True


def run_error(library, entry, error):
    sample = error.sample_input
    session = Session(library)
    try:
        call(session, entry, [sample.input, *sample.args], sample.kwargs)
    except (BindError, OpError):
        return True
    finally:
        session.close()
    raise AssertionError(f'no error; PyTorch says: {error.error_regex}')


class Tally:
    def __init__(self):
        self.passed = self.failed = self.unsupported = 0
        self.messages = []

    def add(self, work, label):
        try:
            if work() is None:
                return
            self.passed += 1
            return
        except BindError as error:
            self.unsupported += 1
            message = f'unsupported: {error}'
        except OpError as error:
            self.failed += 1
            message = f'error {error.status}: {error}'
        except AssertionError as error:
            self.failed += 1
            message = str(error)
        except Exception:
            self.failed += 1
            message = traceback.format_exc(limit=-2)
        if len(self.messages) < MESSAGES_KEPT:
            self.messages.append(f'{label()}\n    ' + message.strip().replace('\n', '\n    '))

    def record(self):
        return {'passed': self.passed, 'failed': self.failed, 'unsupported': self.unsupported,
                'messages': self.messages}


def brief(v):
    if isinstance(v, torch.Tensor):
        name = str(v.dtype).replace('torch.', '')
        return f'{name}{list(v.shape)}' + ('' if v.is_contiguous() else f'@{list(v.stride())}')
    if isinstance(v, (list, tuple)):
        return '[' + ', '.join(brief(i) for i in v) + ']'
    return repr(v)


def label_of(sample):
    parts = [brief(v) for v in (sample.input, *sample.args)]
    return ', '.join(parts + [f'{k}={brief(v)}' for k, v in sample.kwargs.items()])


def parts_of(entry):
    """(dtype name, aspect) pairs that PyTorch supports for the entry."""
    for name, dtype in DTYPES.items():
        if dtype in entry.dtypes:
            yield name, 'forward'
            differentiable = dtype.is_floating_point or dtype.is_complex
            if entry.supports_autograd and differentiable and dtype in entry.backward_dtypes:
                yield name, 'gradient'
    if entry.error_inputs_func is not None:
        yield 'any', 'errors'


def run_part(library, entry, dtype_name, aspect):
    tally = Tally()
    torch.manual_seed(7)
    if aspect == 'errors':
        for error in entry.error_inputs('cpu'):
            tally.add(lambda: run_error(library, entry, error),
                      lambda: label_of(error.sample_input))
        return tally.record()
    dtype = DTYPES[dtype_name]
    runner = run_forward if aspect == 'forward' else run_gradient
    for sample in entry.sample_inputs('cpu', dtype, requires_grad=aspect == 'gradient'):
        tally.add(lambda: runner(library, entry, sample, dtype), lambda: label_of(sample))
    return tally.record()


# --- processes -----------------------------------------------------------------------------------


class Worker:
    """A forked process that runs the parts of one entry and reports each on a pipe."""

    def __init__(self, library, entry, skip):
        self.entry, self.skip, self.done, self.running = entry, skip, {}, None
        self.deadline, self.text = time.monotonic() + ENTRY_SECONDS, b''
        self.pipe, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.pipe)
            self._run(library, write)
            os._exit(0)
        os.close(write)

    def _run(self, library, write):
        def say(*what):
            os.write(write, (json.dumps(what) + '\n').encode())
        for part in parts_of(self.entry):
            if part in self.skip:
                continue
            say('start', part)
            try:
                record = run_part(library, self.entry, *part)
            except Exception:
                record = {'passed': 0, 'failed': 1, 'unsupported': 0,
                          'messages': ['sample generation:\n    ' + traceback.format_exc(limit=-2)]}
            say('done', part, record)

    def read(self):
        """Takes what was written; True at the end of the process."""
        chunk = os.read(self.pipe, 1 << 16)
        self.text += chunk
        *lines, self.text = self.text.split(b'\n')
        for line in lines:
            what, part, *rest = json.loads(line)
            self.running = tuple(part) if what == 'start' else None
            if what == 'done':
                self.done[tuple(part)] = rest[0]
        return not chunk

    def reap(self):
        os.close(self.pipe)
        _, status = os.waitpid(self.pid, 0)
        if self.running:
            how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else 'exit'
            self.done[self.running] = {'passed': 0, 'failed': 1, 'unsupported': 0,
                                       'messages': [f'the process ended: {how}']}


def run_entries(library, entries, jobs, show):
    waiting = [(e, {}) for e in entries]
    active, results = {}, {}
    while waiting or active:
        while waiting and len(active) < jobs:
            entry, done = waiting.pop(0)
            worker = Worker(library, entry, set(done))
            worker.done.update(done)
            active[worker.pipe] = worker
        ready, _, _ = select.select(list(active), [], [], 1.0)
        for worker in [w for w in active.values() if time.monotonic() > w.deadline]:
            os.kill(worker.pid, signal.SIGKILL)
            worker.deadline = float('inf')
        for pipe in ready:
            worker = active[pipe]
            if not worker.read():
                continue
            del active[pipe]
            crashed = worker.running
            worker.reap()
            if crashed and any(p not in worker.done for p in parts_of(worker.entry)):
                waiting.append((worker.entry, worker.done))
                continue
            results[entry_id(worker.entry)] = worker.done
            show(worker.entry, worker.done)
    return results


# --- claims and reports --------------------------------------------------------------------------


def lines_of(path):
    if not path.exists():
        return []
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
        bad = r['failed'] + r['unsupported']
        most = max(allowed.get((name, d, aspect), 0) for d in (dtype, 'any'))
        if bad > most:
            out.append(f'{name} {dtype} {aspect}: {bad} of {bad + r["passed"]} not passed')
    if not any(aspect == 'forward' and r['passed'] for (_, aspect), r in done.items()):
        out.append(f'{name}: nothing passed')
    return out


def total(done, key, aspect=None):
    return sum(r[key] for (_, a), r in done.items() if aspect in (None, a))


def write_reports(results, claimed, allowed, seconds):
    build = ROOT / 'build'
    build.mkdir(exist_ok=True)
    record = {name: {f'{d}/{a}': r for (d, a), r in done.items()} for name, done in
              sorted(results.items())}
    (build / 'conformance.json').write_text(json.dumps(
        {'torch': torch.__version__, 'entries': record, 'claimed': sorted(claimed)}, indent=1))
    with_op = {n: d for n, d in results.items() if total(d, 'passed') or total(d, 'failed')}
    whole = [n for n, d in results.items() if not below(n, d, {})]
    lines = [f'# Conformance with PyTorch {torch.__version__}', '',
             f'{len(results)} entries of the operator sample database, {len(with_op)} with an op, '
             f'{len(whole)} pass every sample, {len(claimed)} claimed. {seconds:.0f} s.', '',
             '| aspect | passed | failed | unsupported |', '| --- | --- | --- | --- |']
    for chosen, title in ((claimed, 'claimed entries'), (results, 'all entries')):
        for aspect in ASPECTS:
            sums = [sum(total(results[n], key, aspect) for n in chosen if n in results)
                    for key in ('passed', 'failed', 'unsupported')]
            lines.append(f'| {title}, {aspect} | ' + ' | '.join(map(str, sums)) + ' |')
    columns = [(d, a) for d in DTYPES for a in ('forward', 'gradient')] + [('any', 'errors')]
    lines += ['', 'A cell is passed / all samples; blank: PyTorch does not support it.', '',
              '| entry | ' + ' | '.join(f'{d} {a}' for d, a in columns) + ' |',
              '| --- |' + ' --- |' * len(columns)]
    for name, done in sorted(with_op.items()):
        cells = []
        for column in columns:
            r = done.get(column)
            all_of = r and r['passed'] + r['failed'] + r['unsupported']
            cells.append(f"{r['passed']}/{all_of}" if r else '')
        mark = ' *' if name in claimed else ''
        lines.append(f'| {name}{mark} | ' + ' | '.join(cells) + ' |')
    lines += ['', '`*` claimed.', '']
    (build / 'conformance.md').write_text('\n'.join(lines))
    return whole


def list_missing(library):
    kinds = {'UnaryUfuncInfo': 0, 'BinaryUfuncInfo': 1, 'ReductionOpInfo': 2, 'ShapeFuncInfo': 2}
    missing = [e for e in op_db if not adapters.has_op(library, e)]
    missing.sort(key=lambda e: (e.name.startswith(('jiterator', 'masked', 'sparse')),
                                kinds.get(type(e).__name__, 3), entry_id(e)))
    for entry in missing:
        dtypes = ' '.join(n for n, d in DTYPES.items() if d in entry.dtypes)
        print(f'{entry_id(entry):44} {type(entry).__name__:18} '
              f'{"gradient " if entry.supports_autograd else "         "} {dtypes}')
    print(f'{len(missing)} of {len(op_db)} entries have no op')


def show_line(entry, done, verbose):
    ok, bad = total(done, 'passed'), total(done, 'failed') + total(done, 'unsupported')
    if verbose or (bad and ok):
        parts = ' '.join(f'{d}/{a}:{r["passed"]}/{r["passed"] + r["failed"] + r["unsupported"]}'
                         for (d, a), r in done.items()
                         if verbose or r['failed'] or r['unsupported'])
        print(f'{entry_id(entry)}: {ok} passed, {bad} not  {parts}', flush=True)
    if verbose:
        for (d, a), r in done.items():
            for message in r['messages']:
                print(f'  {d} {a}: {message}')


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--entry', action='append', default=[])
    parser.add_argument('--list-missing', action='store_true')
    parser.add_argument('--write-claimed', action='store_true',
                        help='rewrite claimed.txt with every entry that holds')
    parser.add_argument('--library', default=str(ROOT / 'build/lib/libtenon.so'))
    parser.add_argument('--jobs', type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(1)
    library = Library(options.library)
    if options.list_missing:
        list_missing(library)
        return 0
    started = time.monotonic()
    claimed = set(lines_of(HERE / 'claimed.txt'))
    allowed = exceptions()
    chosen = [e for e in op_db if not options.entry or any(
        p in (e.name, entry_id(e)) or ('*' in p and fnmatch.fnmatch(entry_id(e), p))
        for p in options.entry)]
    absent = [e for e in chosen if not adapters.has_op(library, e)]
    results = run_entries(library, [e for e in chosen if e not in absent], options.jobs,
                          lambda e, d: show_line(e, d, bool(options.entry)))
    if options.entry:
        for entry in absent:
            print(f'{entry_id(entry)}: no op (looked for {", ".join(adapters.bases(entry))})')
        return 0 if results and not any(total(d, 'failed') + total(d, 'unsupported')
                                        for d in results.values()) else 1
    results.update({entry_id(e): {p: {'passed': 0, 'failed': 0, 'unsupported': 1, 'messages': []}
                                  for p in parts_of(e)} for e in absent})
    whole = write_reports(results, claimed, allowed, time.monotonic() - started)
    holds = sorted(n for n, d in results.items() if not below(n, d, allowed))
    if options.write_claimed:
        head = [line for line in (HERE / 'claimed.txt').read_text().splitlines()
                if line.startswith('#')] if (HERE / 'claimed.txt').exists() else []
        (HERE / 'claimed.txt').write_text('\n'.join(head + holds) + '\n')
        claimed = set(holds)
    problems = [p for n in sorted(claimed) for p in
                (below(n, results[n], allowed) if n in results else [f'{n}: no such entry'])]
    for problem in problems:
        print(f'below its claim: {problem}')
    print(f'conformance: {len(claimed)} entries claimed, {len(holds)} hold, {len(whole)} of '
          f'{len(op_db)} pass every sample; {time.monotonic() - started:.0f} s; '
          f'see build/conformance.md')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
