#!/usr/bin/env python3
"""Speed on a GPU against its peers in one run (make bench-gpu).

    bench/gpu.py [--only PATTERN] [--passes N] [--rounds N] [--seconds S] [--minutes M]
                 [--out FILE] [--programs DIR] [--libraries DIR] [--plugin DIR] [--about FILE]
                 [--dry-run]

Our program and its peers take turns, A B C A B C, in several passes over all cases with fresh
processes, and medians are compared. Results are compared before they are timed; times are those of
CUDA's events. Peers are a plain copy by the driver, a raw launch, a bare context, cuBLAS called
directly, a stated limit, our own sums in any order, and PyTorch (in its deterministic mode and on
the host, too) and CuPy where this Python or the first python3 on PATH has them: a line without its
peer says so. What takes half a second a call is called once. Prints a table and writes JSON lines
to --out (build/gpu-bench.jsonl): what machine it was, then bench, case, threads (of the host),
ours, peer, theirs, unit, ratio, floor (null: the ratio is only told), met (null without a peer or
floor). A sweep over many sizes is judged by the geometric mean of its ratios, or by the least, and
has ours and theirs of each size in `each`, in microseconds.

--only takes the name of a case or group (memory, compute, training, overhead, index, einsum, fft,
linalg), with * for any part, and may be repeated. After --minutes (7) no case starts; those that
had no turn say so.

--dry-run does every case once with tiny shapes, peers on the CPU, and compares results only: for
simulated devices. The last line is `N passed, N failed`; exit status 1 when a floor is missed, and
2 when there is nothing to measure on."""

import argparse
import datetime
import fnmatch
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
import gpu_floors  # noqa: E402
import harness  # noqa: E402

# Peers that our own program plays, and those of them whose results are not compared.
OURS = ('copy', 'launch', 'cublas', 'context', 'limit')
UNCOMPARED = ('copy', 'launch', 'limit')
LATE = 'no time was left: --minutes, --only'
# A call of this long is timed once; a program that is silent for that long is ended.
SLOW_S, SILENT_S = 0.5, 90


def environment(options):
    """Of our program: the plug-in's folder, and the libraries that came along."""
    env = harness.environment(1)
    env.update(TENON_DEVICE='cuda:0', TENON_CROSSOVERS='off',
               TENON_PLUGIN_PATH=str(options.plugin.resolve()))
    if options.libraries:
        inherited = [env['LD_LIBRARY_PATH']] if env.get('LD_LIBRARY_PATH') else []
        env['LD_LIBRARY_PATH'] = ':'.join([str(options.libraries.resolve()), *inherited])
    return env


def first_line(command, env=None):
    """What a command prints first; None when it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=env,
                              timeout=300)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.splitlines()[0] if done.returncode == 0 and done.stdout else None


def find_peers(options):
    """Command and version of each peer that there is."""
    found = {}
    pythons = dict.fromkeys(filter(None, (shutil.which('python3'), sys.executable,
                                          '/usr/bin/python3')))
    for name in ('torch',) if options.dry_run else ('torch', 'cupy'):
        script = [str(HERE / f'gpu_{name}.py'), *(['--small', '--cpu'] if options.dry_run else [])]
        for python in pythons:
            version = first_line([python, *script, '--version'], harness.environment(1))
            if version:
                found[name] = [python, *script], version
                break
    return found


def gpu_of(options, env):
    """Name and driver as NVIDIA's own tool says; the rest from the library."""
    about = {'gpu': 'simulated', 'driver': None} if options.dry_run else {}
    line = None if options.dry_run else first_line(
        ['nvidia-smi', '--query-gpu=name,driver_version', '--format=csv,noheader'])
    if not options.dry_run:
        name, _, driver = (line or 'unknown, unknown').partition(', ')
        about = {'gpu': name, 'driver': driver}
    info = subprocess.run([str(options.programs / 'bin/tenon'), 'info'], capture_output=True,
                          text=True, check=False, env=env).stdout
    for text in info.splitlines():
        if text.split()[:1] == ['cuda:0'] and 'CUDA ' in text:
            about['cuda'] = text.rpartition('CUDA ')[2]
        elif text.startswith('tenon '):
            about['commit'] = text.rpartition('(')[2].rstrip(')')
    about['date'] = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='seconds')
    return about


class Crew:
    """The programs that take turns. Each starts when it is asked, and again when it has failed: an
    error of CUDA stays with a process until it ends."""

    def __init__(self, commands):
        self.commands = commands
        self.programs = {}

    def ask(self, who, *words):
        if who not in self.programs:
            self.programs[who] = harness.Program(*self.commands[who])
        try:
            return self.programs[who].ask(*words)
        except (LookupError, RuntimeError) as error:
            self.programs.pop(who).close()
            raise LookupError(str(error)) from error

    def close(self):
        for program in self.programs.values():
            program.close()


# --- cases ---------------------------------------------------------------------------------------


class Case:
    """One case: our times, and those of each of its peers."""

    def __init__(self, name, about=None, ours='ours'):
        self.name, self.player = name, ours
        self.group, self.unit, self.tolerance, self.floors = about or gpu_floors.CASES[name]
        self.times = {name: [] for name in ('ours', *self.floors)}
        self.problems = {}  # by peer; 'ours' is everybody's

    def asked_of(self, who):
        """The name of the case that plays the peer."""
        return {'launch': 'launch', 'cublas': self.name.replace('gemm', 'cublas'),
                'copy': gpu_floors.BYTES.get(self.name, (0, (None,)))[1][0],
                'unordered': self.name + '_unordered',
                'torch_ordered': self.name + '_ordered'}.get(who, self.name)

    def seconds(self, who, crew, options):
        if who == 'limit':
            return gpu_floors.LIMITS[self.name]
        command = 'host' if 'launch' in self.floors else 'time'
        return float(crew.ask(self.player if who == 'ours' else who, command, self.asked_of(who),
                              options.seconds))

    def compare(self, crew, peers):
        mine = crew.ask(self.player, 'check', self.name)
        for who in peers:
            theirs = self.tried(who, lambda who: crew.ask(who, 'check', self.asked_of(who)))
            if theirs and not harness.same_result(mine, theirs, self.tolerance):
                self.problems[who] = f'results differ: {mine} and {theirs}'

    def tried(self, who, ask):
        """The answer; None when there is none, which is remembered."""
        try:
            return ask(who)
        except LookupError as error:
            self.problems[who] = str(error)
            return None

    def has_turn(self, who):
        """Not after a failure, nor again when a call takes long."""
        return who not in self.problems and max(self.times[who], default=0) < SLOW_S

    def take(self, crew, options):
        """The rounds of one pass."""
        if not self.has_turn('ours'):
            return
        peers = [who for who in self.floors if who in crew.commands and self.has_turn(who)]
        try:
            self.compare(crew, [who for who in peers if who not in UNCOMPARED])
            for _ in range(options.rounds):
                if self.has_turn('ours'):
                    self.times['ours'].append(self.seconds('ours', crew, options))
                for who in peers:
                    if self.has_turn(who) and not options.dry_run:
                        taken = self.tried(who, lambda who: self.seconds(who, crew, options))
                        self.times[who] += [taken] if taken else []
        except LookupError as error:
            self.problems['ours'] = str(error)

    def median(self, who):
        return statistics.median(self.times[who]) if self.times[who] else None

    def figures(self, who, mine, theirs):
        """(ours, theirs, unit, ratio) in what the peer is measured by."""
        if who == 'copy':
            moved, (_, copied) = gpu_floors.BYTES[self.name]
            return moved / mine / 1e9, copied / theirs / 1e9, 'GB/s', moved / mine * theirs / copied
        if who == 'launch':
            theirs += gpu_floors.LAUNCH_EXTRA_S
        elif who == 'context':
            theirs += gpu_floors.CONTEXT_EXTRA_S
        scale = harness.SCALE[self.unit]
        return mine * scale, theirs * scale, self.unit, theirs / mine

    def records(self, peers, options):
        for who, floor in self.floors.items():
            record = {'bench': self.group, 'case': self.name, 'threads': 1, 'ours': None,
                      'peer': who, 'theirs': None, 'unit': self.unit, 'ratio': None,
                      'floor': floor, 'met': None}
            mine = self.median('ours')
            problem = self.problems.get('ours') or self.problems.get(who)
            if problem:
                record.update(met=False, note=problem)
            elif mine is None:
                record['note'] = LATE
            elif options.dry_run:
                record['note'] = 'dry run' if who in peers else 'dry run, no peer'
            elif who not in peers:
                record.update(ours=mine * harness.SCALE[self.unit], note='no peer')
            else:
                names = ('ours', 'theirs', 'unit', 'ratio')
                record.update(zip(names, self.figures(who, mine, self.median(who))))
                record['met'] = None if floor is None else record['ratio'] >= floor
            for name in ('ours', 'theirs', 'ratio'):
                record[name] = harness.rounded(record[name])
            yield record


class Sweep:
    """One case at many sizes, whose ratios are judged together. Every one takes a tenth of the
    time that a case takes otherwise, and our kernels compute all of it."""

    def __init__(self, name, small):
        self.name, self.problems = name, {}
        self.group, self.unit, tolerance, self.peers, self.judges = gpu_floors.SWEEPS[name]
        about = self.group, self.unit, tolerance, dict.fromkeys(self.peers)
        self.cases = {n: Case(f'{name}{n}', about, 'kernels') for n in gpu_floors.lengths(small)}

    def take(self, crew, options):
        short = argparse.Namespace(**{**vars(options), 'seconds': options.seconds / 10,
                                      'rounds': min(options.rounds, 3)})
        for case in self.cases.values():
            if time.monotonic() < options.deadline:
                case.take(crew, short)

    def records(self, peers, options):
        for figure, (belongs, judge, floor) in self.judges.items():
            cases = {n: case for n, case in self.cases.items() if belongs(n)}
            for who in self.peers:
                record = {'bench': self.group, 'case': self.name + figure, 'threads': 1,
                          'ours': None, 'peer': who, 'theirs': None, 'unit': '', 'ratio': None,
                          'floor': floor, 'met': None}
                record.update(self.judged(cases, who, judge, floor, options)
                              if who in peers else {'note': 'no peer'})
                yield record

    def judged(self, cases, who, judge, floor, options):
        problems = [f'{case.name}: {case.problems.get("ours") or case.problems.get(who)}'
                    for case in cases.values() if {'ours', who} & case.problems.keys()]
        medians = {n: (case.median('ours'), case.median(who)) for n, case in cases.items()}
        ratios = {n: theirs / mine for n, (mine, theirs) in medians.items() if mine and theirs}
        if problems:
            return {'met': False, 'note': problems[0]}
        if options.dry_run or not ratios:
            return {'note': 'dry run' if options.dry_run else LATE}
        least = min(ratios, key=ratios.get)
        missing = len(cases) - len(ratios)
        return {'ratio': harness.rounded(judge(ratios.values())),
                'met': None if missing else judge(ratios.values()) >= floor,
                'each': {n: [harness.rounded(t * harness.SCALE[self.unit]) for t in medians[n]]
                         for n in ratios},
                'note': f'least {ratios[least]:.2f} at {least}, of {len(ratios)}' +
                        (f'; {missing} lacked time' if missing else '')}


class FirstOp(Case):
    """A process that does one op: all of it, from its start to its end."""

    def __init__(self, commands):
        super().__init__('first_op')
        self.commands = commands

    def seconds(self, who, crew, options):
        command, env = self.commands[who]
        began = time.perf_counter()
        flag = '--context' if who == 'context' else '--first'
        done = subprocess.run([*command, flag], capture_output=True, text=True, check=False,
                              env=env)
        if done.returncode != 0 or (who != 'context' and float(done.stdout or 0) != 2):
            raise LookupError((done.stderr or done.stdout or 'it failed').splitlines()[-1])
        return time.perf_counter() - began

    def compare(self, crew, peers):
        pass


def measure(cases, commands, options):
    """A case's rounds are spread over passes with fresh processes of everybody."""
    for _ in range(options.passes):
        crew = Crew(commands)
        try:
            for case in cases:
                if 'ours' not in case.problems and time.monotonic() < options.deadline:
                    case.take(crew, options)
        finally:
            crew.close()


def wanted(cases, options):
    return [name for name, (group, *_) in cases.items() if not options.only or any(
        fnmatch.fnmatch(text, pattern) for pattern in options.only for text in (name, group))]


def run(options):
    env, bench = environment(options), str(options.programs / 'bench/gpu_bench')
    started = subprocess.run([bench, '--first'], capture_output=True, text=True, check=False,
                             env=env)
    if started.returncode:
        print(f'bench/gpu.py: {(started.stderr or started.stdout).strip()}', file=sys.stderr)
        return 2
    peers, small = find_peers(options), ['--small'] if options.dry_run else []
    about = {**gpu_of(options, env), **harness.machine(),
             'peers': {name: version for name, (_, version) in peers.items()}}
    if options.about:
        about.update(json.loads(options.about.read_text()))
    commands = {who: ([bench, *small], env) for who in ('ours', 'unordered')}
    commands['kernels'] = [bench, *small], {**env, 'TENON_CUFFT': 'off'}
    if not options.dry_run:
        commands.update({who: ([bench], env) for who in OURS})
    commands.update({name: (command, harness.environment(1))
                     for name, (command, _) in peers.items()})
    if 'torch' in peers:
        commands['torch_ordered'] = commands['torch']
        if not options.dry_run:
            commands['cpu'] = [*peers['torch'][0], '--cpu'], harness.environment(os.cpu_count())
    first = {who: ([command[0]] if who == 'ours' else command, its_env)
             for who, (command, its_env) in commands.items()}
    cases = [FirstOp(first) if name == 'first_op' else Case(name)
             for name in wanted(gpu_floors.CASES, options)]
    cases += [Sweep(name, options.dry_run) for name in wanted(gpu_floors.SWEEPS, options)]
    print('machine: ' + ', '.join(f'{k} {v}' for k, v in about.items()))
    print(f"     {'bench':9} {'case':26} t {'ours':>10} {'theirs':>10} unit     ratio    floor "
          'peer')
    measure(cases, commands, options)
    report = harness.Report()
    for case in cases:
        for record in case.records(commands, options):
            report.put(record)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(''.join(json.dumps(r) + '\n' for r in
                                   [{'machine': about}, *report.lines]))
    missed, passed = len(report.missed()), sum(
        r['met'] is True or 'dry run' in r.get('note', '') for r in report.lines)
    print(f'{len(report.lines)} figures, {len(report.lines) - missed - passed} without a verdict; '
          f'see {options.out}')
    print(f'{passed} passed, {missed} failed')
    return 1 if missed or not passed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--only', action='append', default=[])
    parser.add_argument('--passes', type=int, default=2)
    parser.add_argument('--rounds', type=int, default=5, help='of each case in each pass')
    parser.add_argument('--seconds', type=float, default=0.1)
    parser.add_argument('--minutes', type=float, default=7)
    parser.add_argument('--out', type=pathlib.Path, default=ROOT / 'build/gpu-bench.jsonl')
    parser.add_argument('--programs', type=pathlib.Path, default=ROOT / 'build',
                        help='the folder that holds bench/ and bin/')
    parser.add_argument('--libraries', type=pathlib.Path)
    parser.add_argument('--plugin', type=pathlib.Path, default=ROOT / 'build/lib')
    parser.add_argument('--about', type=pathlib.Path, help='JSON to put into the first line')
    parser.add_argument('--dry-run', action='store_true')
    options = parser.parse_args()
    if options.dry_run:
        options.passes, options.rounds, options.seconds = 1, 1, 0.0
        options.minutes = math.inf
    else:
        harness.Program.LIMIT_S = SILENT_S
    options.deadline = time.monotonic() + 60 * options.minutes
    return run(options)


if __name__ == '__main__':
    sys.exit(main())
