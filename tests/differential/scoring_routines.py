#!/usr/bin/python3
"""Scoring routines against the same formulas written with numpy and scipy.

usage: scoring_routines.py [cases per routine, default 600] [--time]
Compiles scoring_routines.cpp beside it (CXX, default g++; EIGEN, default /usr/include/eigen3).
Exit status 0 if every number agrees.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np
from scipy.sparse.csgraph import shortest_path

here = pathlib.Path(__file__).resolve().parent
tolerance = 1e-8


def compiled(folder):
    program = pathlib.Path(folder) / "scoring_routines"
    subprocess.run(
        [os.environ.get("CXX", "g++"), "-std=c++20", "-O2", "-pthread", f"-isystem{os.environ.get('EIGEN', '/usr/include/eigen3')}",
         f"-I{here.parent.parent / 'include'}", str(here / "scoring_routines.cpp"), "-o", str(program)], check=True)
    return str(program)


def shares(x):
    total = x.sum(1, keepdims=True)
    return np.divide(x, total, out=np.zeros_like(x), where=total > 0)


def coupling_degree(u, formula):
    m = u.shape[-1]
    top = u.max(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        if formula == "standard":
            c = np.prod(u, -1) ** (1 / m) / u.mean(-1)
        elif formula == "wang":
            spread = sum(abs(u[..., i] - u[..., j]) for i in range(m) for j in range(i)) / (m * (m - 1) / 2)
            c = np.sqrt(np.maximum(0, 1 - spread) * np.prod(u / top[..., None], -1) ** (1 / (m - 1)))
        else:
            c = np.maximum(0, 1 - 2 * u.std(-1))
    return np.where(top > 0, c, 0)


def coupling(u, w, formula):
    w = w.ravel() / w.sum()
    c = coupling_degree(u, formula)
    pairs = np.zeros((len(u), len(u)))
    for k in range(u.shape[1]):
        both = np.stack(np.broadcast_arrays(u[:, None, k], u[None, :, k]), -1)
        pairs += w[k] * np.sqrt(coupling_degree(both, formula) * both.mean(-1))
    return [c, np.sqrt(c * (u @ w)), pairs]


def location_quotient(x):
    total = x.sum()
    if total == 0:
        return np.zeros_like(x)
    expected = x.sum(0) / total
    return np.divide(shares(x), expected, out=np.zeros_like(x), where=expected > 0)


def complementarity(supply, demand):
    s, d = shares(supply), shares(demand)
    directed = 1 - abs(s[:, None, :] - d[None, :, :]).sum(-1) / 2
    directed *= (s.sum(1) > 0)[:, None] * (d.sum(1) > 0)[None, :]
    return (directed + directed.T) / 2


def krugman_between(x):
    s = shares(x)
    live = s.sum(1) > 0
    return abs(s[:, None, :] - s[None, :, :]).sum(-1) * live[:, None] * live[None, :]


def structural_similarity(x):
    norm = np.linalg.norm(x, axis=1, keepdims=True)
    unit = np.divide(x, norm, out=np.zeros_like(x), where=norm > 0)
    return unit @ unit.T


def industries(supply, demand):
    s = shares(supply)
    reference = supply.sum(0) / supply.sum() if supply.sum() > 0 else supply.sum(0)
    live = s.sum(1) > 0
    lq = location_quotient(supply)
    return [lq, abs(s - reference).sum(1) * live, (s**2).sum(1), krugman_between(supply), structural_similarity(supply),
            complementarity(supply, demand), lq >= 1 - 1e-12]


def density_of(m):
    u = m.sum(0)
    phi = np.divide(m.T @ m, np.maximum(u[:, None], u[None, :]), out=np.zeros((m.shape[1],) * 2),
                    where=np.maximum(u[:, None], u[None, :]) > 0)
    others = phi - np.diag(np.diag(phi))
    sums = others.sum(0)
    return phi, np.divide(m @ others, sums, out=np.zeros_like(m), where=sums > 0)


def complexity(m):
    """None where the second eigenvector is not well determined."""
    d, u = m.sum(1), m.sum(0)
    if (d == 0).any() or (u == 0).any():
        return None
    values, vectors = np.linalg.eig((m / d[:, None]) @ (m / u).T)
    order = np.argsort(-values.real)
    second, third = values[order[1]].real, values[order[2]].real
    if second > 1 - 1e-6 or second - third < 1e-4:
        return None
    eci = vectors[:, order[1]].real
    covariance = ((eci - eci.mean()) * (d - d.mean())).sum()
    if abs(covariance) < 1e-6:
        return None
    eci *= np.sign(covariance)
    pci = (m / u).T @ eci / second
    return [np.array([second, third]), (eci - eci.mean()) / eci.std(), (pci - eci.mean()) / eci.std()]


def fitness(m, steps):
    f, q = np.ones(len(m)), np.ones(m.shape[1])
    for _ in range(steps):
        f, q = m @ q, 1 / (m.T @ (1 / f))
        f, q = f / f.mean(), q / q.mean()
    return [f, q]


def network(m):
    phi, density = density_of(m)
    numbers = complexity(m)
    if numbers is None:
        return None
    return [phi, density] + numbers + fitness(m, 60)


def synergy(before, after):
    change = after - before
    return [np.where((change > 0).all(1), 1, -1) * np.prod(abs(change), 1) ** (1 / change.shape[1])]


def cohesion(w):
    both = (w + w.T) / 2
    np.fill_diagonal(both, 0)
    if both.max() == 0:
        return [np.zeros(len(w))]
    lengths = np.divide(both.max(), both, out=np.zeros_like(both), where=both > 0)
    d = shortest_path(lengths, directed=False, method="FW")
    np.fill_diagonal(d, np.inf)
    return [(1 / d).sum(1) / max(1, len(w) - 1)]


def collaboration(a, b, potential, levels, supply, demand):
    n = len(a)
    upper = np.triu_indices(n, 1)
    weights = np.array([0.25, 0.75])
    flow = sum(w * (x + x.T)[upper] / (x + x.T)[upper].max() for w, x in zip(weights, (a, b)))
    gravity = (potential + potential.T)[upper]
    expected = gravity * flow.sum() / gravity.sum()
    realisation = np.divide(flow, flow + expected, out=np.zeros_like(flow), where=flow + expected > 0)
    parts = np.stack([flow / flow.max(), gravity / gravity.max(), realisation, complementarity(supply, demand)[upper],
                      krugman_between(supply)[upper] / 2, coupling(levels, np.ones(levels.shape[1]), "wang")[2][upper]], 1)
    score = np.exp(np.log(np.maximum(parts, 0.01)).mean(1))
    matrix = np.zeros((n, n))
    matrix[upper] = score
    place = (matrix + matrix.T).sum(1)
    share = place / place.mean()
    balance = 1 - (share * np.log(share)).mean() / np.log(n)
    return [parts, score, place, n - 1 - place, np.array([score.sum(), balance])]


rng = np.random.default_rng(20260101)


def amounts(rows, cols):
    x = rng.random((rows, cols)) * (rng.random((rows, cols)) < rng.choice([0.5, 0.8, 1.0]))
    return x * 10.0 ** rng.integers(-6, 7)


def cases(count):
    for _ in range(count):
        n, m = rng.integers(1, 30), rng.integers(2, 8)
        levels = rng.random((n, m)) * (rng.random((n, m)) < 0.9)
        for formula in ("standard", "wang", "fan"):
            w = rng.random((m, 1)) + 0.01
            yield formula, [levels, w], coupling(levels, w, formula)
        n, k = rng.integers(1, 90), rng.integers(1, 20)
        pair = [amounts(n, k), amounts(n, k)]
        yield "industries", pair, industries(*pair)
        n, k = rng.integers(3, 25), rng.integers(3, 25)
        presence = (rng.random((n, k)) < rng.uniform(0.2, 0.7)).astype(float)
        wanted = network(presence)
        if wanted is not None:
            yield "network", [presence], wanted
        before, after = rng.random((5, m)), rng.random((5, m))
        yield "synergy", [before, after], synergy(before, after)
        strength = amounts(n, n) * (rng.random((n, n)) < 0.3)
        yield "cohesion", [strength], cohesion(strength)
        n = rng.integers(3, 90)
        inputs = [amounts(n, n) + 1e-9 for _ in range(3)] + [rng.random((n, m)), amounts(n, k), amounts(n, k)]
        yield "collaboration", inputs, collaboration(*inputs)


def text(matrix):
    matrix = np.atleast_2d(matrix)
    return f"{matrix.shape[0]} {matrix.shape[1]} " + " ".join(map(repr, matrix.astype(float).ravel().tolist()))


def numpy_times():
    supply, demand, levels = rng.random((3000, 50)), rng.random((3000, 50)), rng.random((3000, 5))

    def half_distance(s, d):  # row by row: the cube would need 3.6 GB
        return np.stack([abs(row - d).sum(1) for row in s]) / 2

    def all_parts():
        flow, gravity = rng_flow + rng_flow.T, rng_gravity + rng_gravity.T
        s, d = shares(supply), shares(demand)
        directed = 1 - half_distance(s, d)
        parts = [flow / flow.max(), gravity / gravity.max(), flow / (flow + gravity * flow.sum() / gravity.sum()),
                 (directed + directed.T) / 2, half_distance(s, s), pair_matrix()]
        return np.exp(sum(np.log(np.maximum(p, 0.01)) for p in parts) / 6)

    def pair_matrix():
        total = np.zeros((3000, 3000))
        for k in range(5):
            u, v = levels[:, None, k], levels[None, :, k]
            total += np.sqrt(np.sqrt((1 - abs(u - v)) * np.minimum(u, v) / np.maximum(u, v)) * (u + v) / 2) / 5
        return total

    rng_flow, rng_gravity = rng.random((3000, 3000)), rng.random((3000, 3000))
    presence = (rng.random((1000, 400)) > 0.7).astype(float)
    many = rng.random((100000, 5))

    def complexity_small_side():
        d, u = presence.sum(1), presence.sum(0)
        return np.linalg.eig((presence / u).T @ (presence / d[:, None]))

    return {
        "collaboration": all_parts,
        "complementarity": lambda: half_distance(shares(supply), shares(demand)),
        "krugman_between": lambda: half_distance(shares(supply), shares(supply)),
        "structural_similarity": lambda: structural_similarity(supply),
        "pair_coordination": pair_matrix,
        "location_quotient": lambda: location_quotient(supply),
        "complexity": complexity_small_side,
        "density": lambda: density_of(presence),
        "fitness": lambda: fitness(presence, 200),
        "coupling": lambda: coupling_degree(many, "wang"),
    }


def main():
    arguments = [a for a in sys.argv[1:] if a != "--time"]
    with tempfile.TemporaryDirectory() as folder:
        program = compiled(folder)
        if "--time" in sys.argv:
            ours = dict(line.split() for line in subprocess.run([program, "time"], check=True, capture_output=True,
                                                                text=True).stdout.splitlines())
            for name, run in numpy_times().items():
                best = 1e9
                for _ in range(2):
                    start = time.perf_counter()
                    run()
                    best = min(best, time.perf_counter() - start)
                print(f"{name:24s} corewing {float(ours[name]) * 1e3:9.2f} ms   numpy {best * 1e3:9.2f} ms   "
                      f"ratio {best / float(ours[name]):6.1f}")
            return 0
        questions = list(cases(int(arguments[0]) if arguments else 600))
        asked = "\n".join(name + " " + " ".join(map(text, inputs)) for name, inputs, _ in questions)
        answers = subprocess.run([program], input=asked, check=True, capture_output=True, text=True).stdout.splitlines()
    worst, numbers = {}, 0
    for (name, _, wanted), line in zip(questions, answers, strict=True):
        got = np.array(line.split(), float)
        want = np.concatenate([np.asarray(part, float).ravel() for part in wanted])
        if got.shape != want.shape or not np.isfinite(got).all():
            print(f"{name}: {len(got)} numbers where {len(want)} are wanted, or one that is not finite")
            return 1
        # the spread of levels enters Fan's degree by a root: 1e-17 in the square may be 1e-9 in the degree
        deviation = (abs(got - want) / np.maximum(1, abs(want))).max(initial=0)
        numbers += len(got)
        worst[name] = max(worst.get(name, 0), deviation)
    for name, deviation in worst.items():
        print(f"{name:14s} {sum(q[0] == name for q in questions):6d} cases   worst deviation {deviation:.1e}")
    print(f"{len(questions)} instances, {numbers} numbers, worst deviation {max(worst.values()):.1e}")
    return 0 if max(worst.values()) < tolerance else 1


sys.exit(main())
