"""Training the CNN on Fashion-MNIST: images/s and peak memory, against PyTorch and its DDP.

Our side is the tenon command, as users start it; the peer is peer_train.py. One run of each in
turn; the rate is the median over the steps of a run after the first ones."""

import json
import os
import pathlib
import statistics
import subprocess
import tempfile

import floors

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
STEPS = 60
WARM_UP = 10
MODEL = ['--model', 'cnn', '--data', 'fashion-mnist', '--optimizer', 'adamw', '--batch', '128']


def run(command, env):
    """(output, largest resident set of any of its processes in bytes)."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env,
                               text=True)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise LookupError(f'{" ".join(command[:3])} failed with status {status}')
    return text, usage.ru_maxrss * 1024


def ours(ranks, env):
    with tempfile.TemporaryDirectory() as folder:
        launch = ['mpirun', '--allow-run-as-root', '--oversubscribe', '--bind-to', 'none', '-n',
                  str(ranks)] if ranks > 1 else []
        _, bytes_peak = run([*launch, str(ROOT / 'build/bin/tenon'), 'train', *MODEL, '--steps',
                             str(STEPS), '--out', folder], env)
        steps = []
        for line in (pathlib.Path(folder) / 'log.jsonl').read_text().splitlines():
            record = json.loads(line)
            if record.get('type') == 'step':
                steps.append(record['images_per_s'])
    return statistics.median(steps[len(steps) // 4:]), bytes_peak


def theirs(ranks, env):
    text, bytes_peak = run(['/usr/bin/python3', str(HERE / 'peer_train.py'), str(ranks),
                            str(STEPS), str(WARM_UP)], env)
    return float(text.split()[-1]), bytes_peak




def bench(report, environment, rounds):
    env = environment(1)
    env.update(OMPI_ALLOW_RUN_AS_ROOT='1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM='1')
    try:
        one, two, peer_one, peer_two = [], [], [], []
        for _ in range(rounds):
            one.append(ours(1, env))
            peer_one.append(theirs(1, env))
            two.append(ours(2, env))
            peer_two.append(theirs(2, env))
    except (LookupError, OSError, ValueError, statistics.StatisticsError) as error:
        for case, floor in floors.TRAINING.items():
            report.add('training', case, 1, None, 'torch', None, 'images/s', None, floor,
                       str(error))
        return
    rate = {name: statistics.median(r for r, _ in runs) for name, runs in
            (('one', one), ('two', two), ('peer_one', peer_one), ('peer_two', peer_two))}
    peak = {name: statistics.median(b for _, b in runs) / 1e6 for name, runs in
            (('one', one), ('peer', peer_one))}
    for case, mine, other in (('train_cnn', rate['one'], rate['peer_one']),
                              ('train_cnn_2_ranks', rate['two'], rate['peer_two'])):
        report.add('training', case, 1, mine, 'torch', other, 'images/s', mine / other,
                   floors.TRAINING[case])
    report.add('training', 'scaling_2_ranks', 1, rate['two'], 'twice one rank', 2 * rate['one'],
               'images/s', rate['two'] / (2 * rate['one']), floors.TRAINING['scaling_2_ranks'])
    report.add('training', 'peak_resident', 1, peak['one'], 'torch', peak['peer'], 'MB',
               peak['peer'] / peak['one'], floors.TRAINING['peak_resident'])
