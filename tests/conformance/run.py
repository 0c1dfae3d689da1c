"""PyTorch's own operator samples against the library (make conformance).

For each entry of torch.testing's sample database and each of five dtypes: forward values,
gradients and error samples, through the boxed calls and nothing else. Writes
build/conformance.md and build/conformance.json; exit status 1 when an entry of claimed.txt is
below what it claims.

    run.py                    everything
    run.py --cuda             the claimed entries on the simulated device: a third of their samples
    run.py --cuda --all       all of their samples
    run.py --entry NAME       one entry (exact name, or a prefix ending in *), with its messages
    run.py --list-missing     entries without an op, the easy ones first

An entry runs in a process of its own, so that a crash is one failure and not the end. On the
simulated device (build/sim, `make sim`) operands are made, and results computed, on cuda:0."""

import argparse
import ctypes
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
import zlib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
os.environ.setdefault('OMP_NUM_THREADS', '1')
os.environ.update(TENON_ON_ERROR='silent', TENON_CROSSOVERS='off')
warnings.filterwarnings('ignore')

import torch  # noqa: E402
from torch.testing._internal.common_methods_invocations import op_db  # noqa: E402

import adapters  # noqa: E402
import reports  # noqa: E402
from boxed import BindError, Library, OpError, Session, bind  # noqa: E402
from comparing import (  # noqa: E402
    IN_ANY_ORDER, UNIQUE_UP_TO_SIGN, as_near, close, compare, draws, flatten, in_their_order,
    is_rounded, is_wide, promoted, rebuild, tolerances)

DTYPES = {'float32': torch.float32, 'float64': torch.float64, 'int64': torch.int64,
          'bool': torch.bool, 'complex64': torch.complex64}
ENTRY_SECONDS = {'cpu': 60, 'cuda': 600}
MESSAGES_KEPT = 6
SHARE = 3  # on the simulated device every third sample runs, if not all do


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
    if adapters.takes_factors(entry):
        args = [session.product(*args)]
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
    """None where PyTorch has no result either."""
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
            compare(entry, sample, ours, theirs, dtype, adapters.is_random(entry, sample.kwargs))
        except AssertionError:
            if entry.name in UNIQUE_UP_TO_SIGN or not is_rounded(theirs):
                raise
            given = (args, sample.kwargs) if is_wide(dtype) else promoted([args, sample.kwargs])
            pairs = draws(lambda a, k: adapters.reference(entry)(*a, **k), *given)
            shown = adapters.our_results(entry, ours, len(flatten(theirs)), sample.kwargs)
            if not as_near(in_their_order(entry, shown, flatten(theirs)), pairs):
                raise
        if adapters.is_lowrank(entry):
            adapters.check_lowrank(args, sample.kwargs, ours)
    finally:
        session.close()
    return True


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
        theirs = adapters.gradient_reference(entry)(*args, **kwargs)
        flat = adapters.shown_results(entry, flatten(theirs), kwargs)
        if not all(isinstance(t, torch.Tensor) for t in flat):
            raise Unsuitable
        self.theirs = theirs
        self.leaves = [t.detach().clone().requires_grad_(t.requires_grad) for t in flat]
        shown = sample.output_process_fn_grad(rebuild(theirs, self.leaves))
        processed = [t for t in flatten(shown) if isinstance(t, torch.Tensor) and t.requires_grad]
        if not processed:
            raise Unsuitable
        self.seeds = [torch.randn_like(t) for t in processed] if seeds is None else seeds
        wanted = [t for t in self.leaves if t.requires_grad]
        sent = torch.autograd.grad(processed, wanted, self.seeds, allow_unused=True)
        places = [i for i, t in enumerate(self.leaves) if t.requires_grad]
        self.used = [(i, g) for i, g in zip(places, sent) if g is not None]
        self.inputs = tensors_of(args, kwargs)
        self.expected = torch.autograd.grad([flat[i] for i, _ in self.used], self.inputs,
                                            [g for _, g in self.used], allow_unused=True)


def sent_to_ours(session, entry, sample, gradient, results):
    """Our results and what is sent to them; where they are unique up to a sign, a basis or an order
    only, through our own."""
    if adapters.is_lowrank(entry):
        ours = [session.to_torch(h).requires_grad_() for _, h in results]
        return results, torch.autograd.grad(adapters.lowrank_shown(ours), ours, gradient.seeds)
    outputs, sent = [results[i] for i, _ in gradient.used], [g for _, g in gradient.used]
    if entry.name not in UNIQUE_UP_TO_SIGN | IN_ANY_ORDER:
        return outputs, sent
    ours = [session.to_torch(h).requires_grad_(gradient.leaves[i].requires_grad)
            for i, (_, h) in enumerate(results[:len(gradient.leaves)])]
    wanted = [ours[i] for i, _ in gradient.used]
    shown = in_their_order(entry, ours, gradient.leaves)
    if entry.name not in UNIQUE_UP_TO_SIGN:
        return outputs, torch.autograd.grad([shown[i] for i, _ in gradient.used], wanted, sent)
    again = [t for t in flatten(sample.output_process_fn_grad(rebuild(gradient.theirs, shown)))
             if isinstance(t, torch.Tensor) and t.requires_grad]
    return outputs, torch.autograd.grad(again, wanted, gradient.seeds)


def compared_gradients(entry, args, kwargs, ours, theirs):
    """What is compared of ours and of theirs; where only one side has a gradient, the other's is
    zero."""
    kept = []
    for place, (a, b) in enumerate(zip(ours, theirs)):
        if (a is None and b is None) or (b is None and entry.name in adapters.UNRECORDED) \
                or adapters.UNWRITTEN.get(entry.name) == place:
            continue
        a, b = (torch.zeros_like(b) if a is None else a), (torch.zeros_like(a) if b is None else b)
        kept.append([adapters.compared_part(entry, args, kwargs, place, g.detach().resolve_conj()
                                            .resolve_neg()) for g in (a, b)])
    return [a for a, _ in kept], [b for _, b in kept]


def run_gradient(library, entry, sample, dtype):
    """None where PyTorch has no gradient either, or one of random numbers."""
    args = [sample.input, *sample.args]
    if not tensors_of(args, sample.kwargs) or adapters.is_random(entry, sample.kwargs):
        return None
    try:
        gradient = TheirGradient(entry, sample, args, sample.kwargs)
    except Exception:
        return None
    session = Session(library)
    try:
        results = call(session, entry, args, sample.kwargs)
        outputs, seeds = sent_to_ours(session, entry, sample, gradient, results)
        seeds = [g.contiguous() for g in seeds]
        actual = session.gradients([handle for _, handle in outputs],
                                   [session.to_tenon(t) for t in gradient.inputs],
                                   [session.to_tenon(g) for g in seeds])
        ours, expected = compared_gradients(entry, args, sample.kwargs, actual, gradient.expected)
        try:
            for a, b in zip(ours, expected):
                close(a, b, **tolerances(entry, dtype))
        except AssertionError:
            if not is_wide(dtype) or len(ours) != len(actual):
                raise

            def again(a, k, seeds):
                exact = TheirGradient(entry, sample, a, k, seeds).expected
                return compared_gradients(entry, a, k, exact, exact)[1]
            if not as_near(ours, draws(again, args, sample.kwargs, gradient.seeds)):
                raise
    finally:
        session.close()
    return True


def run_error(library, entry, error):
    sample = error.sample_input
    session = Session(library)
    try:
        call(session, entry, [sample.input, *sample.args], sample.kwargs)
        session.synchronize()
    except (BindError, OpError):
        return True
    finally:
        session.close()
    raise AssertionError(f'no error; PyTorch says: {error.error_regex}')


class Tally:
    def __init__(self, left_out):
        self.passed = self.failed = self.unsupported = self.without = 0
        self.left_out, self.began = left_out, time.monotonic()
        self.messages = []

    def add(self, work, label):
        try:
            if work() is None:
                self.without += 1
            else:
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
                'without': self.without, 'left_out': self.left_out,
                'seconds': round(time.monotonic() - self.began, 1),
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


def fixed_share(samples, share, *part):
    """One of `share` samples, always the same ones, and at least one. Where to begin differs from
    part to part, so that a sample left out in one dtype is likely to run in another."""
    first = zlib.crc32(' '.join(part).encode()) % share
    return samples[first::share] or samples[:1]


def run_part(library, entry, share, dtype_name, aspect):
    torch.manual_seed(7)
    if aspect == 'errors':
        samples, label = list(entry.error_inputs('cpu')), lambda e: label_of(e.sample_input)
    else:
        samples, label = list(entry.sample_inputs('cpu', DTYPES[dtype_name],
                                                  requires_grad=aspect == 'gradient')), label_of
    chosen = fixed_share(samples, share, reports.entry_id(entry), dtype_name, aspect)
    tally = Tally(len(samples) - len(chosen))
    runner = run_forward if aspect == 'forward' else run_gradient
    for sample in chosen:
        tally.add(lambda: run_error(library, entry, sample) if aspect == 'errors'
                  else runner(library, entry, sample, DTYPES[dtype_name]), lambda: label(sample))
    return tally.record()


# --- processes -----------------------------------------------------------------------------------


class Worker:
    """A forked process that runs the parts of one entry and reports each on a pipe."""

    def __init__(self, library, entry, share, skip):
        self.entry, self.share, self.skip = entry, share, skip
        self.done, self.running, self.text = {}, None, b''
        self.deadline = time.monotonic() + ENTRY_SECONDS[library.device]
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
                record = run_part(library, self.entry, self.share, *part)
            except Exception:
                record = reports.failure('sample generation:\n    ' +
                                         traceback.format_exc(limit=-2))
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
            self.done[self.running] = reports.failure(f'the process ended: {how}')


def run_entries(library, entries, share, jobs, show):
    waiting = [(e, {}) for e in entries]
    active, results = {}, {}
    while waiting or active:
        while waiting and len(active) < jobs:
            entry, done = waiting.pop(0)
            worker = Worker(library, entry, share, set(done))
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
            results[reports.entry_id(worker.entry)] = worker.done
            show(worker.entry, worker.done)
    return results


def list_missing(library):
    kinds = {'UnaryUfuncInfo': 0, 'BinaryUfuncInfo': 1, 'ReductionOpInfo': 2, 'ShapeFuncInfo': 2}
    missing = [e for e in op_db if not adapters.has_op(library, e)]
    missing.sort(key=lambda e: (e.name.startswith(('jiterator', 'masked', 'sparse')),
                                kinds.get(type(e).__name__, 3), reports.entry_id(e)))
    for entry in missing:
        dtypes = ' '.join(n for n, d in DTYPES.items() if d in entry.dtypes)
        print(f'{reports.entry_id(entry):44} {type(entry).__name__:18} '
              f'{"gradient " if entry.supports_autograd else "         "} {dtypes}')
    print(f'{len(missing)} of {len(op_db)} entries have no op')


# --- the command line -----------------------------------------------------------------------------


def matches(entry, patterns):
    return any(p in (entry.name, reports.entry_id(entry)) or
               ('*' in p and fnmatch.fnmatch(reports.entry_id(entry), p)) for p in patterns)


def open_library(options):
    """The library on the wanted device. A process that forks opens the plug-in, so that none of its
    children need: it begins nothing before it is used."""
    if not options.cuda:
        os.environ['TENON_DEVICE'] = 'cpu'
        return Library(options.library)
    folder = ROOT / 'build/sim'
    if not folder.exists():
        sys.exit('conformance: there is no build/sim; make it with `make sim`')
    os.environ.update(TENON_DEVICE='cuda:0', TENON_PLUGIN_PATH=str(folder))
    ctypes.CDLL(str(folder / 'libtenon_cuda.so'))
    return Library(options.library, 'cuda')


def read_options():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--entry', action='append', default=[])
    parser.add_argument('--cuda', action='store_true', help='on the simulated device')
    parser.add_argument('--all', action='store_true', help='with --cuda: all samples')
    parser.add_argument('--list-missing', action='store_true')
    parser.add_argument('--write-claimed', action='store_true',
                        help='rewrite claimed.txt with every entry that holds')
    parser.add_argument('--library', default=str(ROOT / 'build/lib/libtenon.so'))
    parser.add_argument('--jobs', type=int, default=2)
    return parser.parse_args()


def main():
    options = read_options()
    torch.set_num_threads(1)
    library = open_library(options)
    if options.list_missing:
        list_missing(library)
        return 0
    report = reports.Report('cuda' if options.cuda else 'cpu')
    if options.entry:
        chosen = [e for e in op_db if matches(e, options.entry)]
    else:
        chosen = [e for e in op_db if not options.cuda or reports.entry_id(e) in report.claimed]
    absent = [e for e in chosen if not adapters.has_op(library, e)]
    share = SHARE if options.cuda and not options.all and not options.entry else 1
    results = run_entries(library, [e for e in chosen if e not in absent], share, options.jobs,
                          lambda e, d: reports.show_line(e, d, bool(options.entry)))
    if options.entry:
        for entry in absent:
            print(f'{reports.entry_id(entry)}: no op '
                  f'(looked for {", ".join(adapters.bases(entry))})')
        return 0 if results and all(map(reports.is_whole, results.values())) else 1
    results.update({reports.entry_id(e): {p: reports.unsupported() for p in parts_of(e)}
                    for e in absent})
    if options.write_claimed:
        report.write_claimed(results)
    return 1 if report.finish(results, len(op_db)) else 0


if __name__ == '__main__':
    sys.exit(main())
