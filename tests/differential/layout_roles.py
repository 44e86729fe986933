#!/usr/bin/python3
"""Compares layout/role_inference and graph/core_periphery with plain enumeration, numpy and scipy.

Usage: layout_roles.py [regions]      (environment: CXX, EIGEN)
Every layout of each region is tried in Python: best value, best value with other cores and wings, margin of each
place with a role, fit by numpy's corrcoef; every core likewise; coreness against scipy's L-BFGS from several starts.
"""
import itertools
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np
from scipy.optimize import minimize

here = pathlib.Path(__file__).resolve().parent
regions = int(sys.argv[1]) if len(sys.argv) > 1 else 150
image = np.zeros((4, 4))
image[0, 1] = image[1, 0] = 1.0
image[0, 2] = image[2, 0] = 0.6
image[1, 1] = 0.5
image[1, 2] = image[2, 1] = 0.4
rank = np.array([1.0, 0.7, 0.4, 0.0])


def draw(rng):
    n = rng.randint(4, 8)
    core, wing, point = rng.randint(0, 2), rng.randint(0, 2), rng.randint(0, 3)
    while core + wing + point > n:
        point -= 1
    whole = rng.random() < 0.3
    w = np.array([[0.0 if i == j or rng.random() < 0.3 else rng.randint(1, 3) if whole else rng.expovariate(1.0)
                   for j in range(n)] for i in range(n)])
    return n, core, wing, point, rng.random(), w, np.array([rng.expovariate(1.0) for _ in range(n)])


def layouts(n, core, wing, point):
    for c in itertools.combinations(range(n), core):
        rest = [i for i in range(n) if i not in c]
        for a in itertools.combinations(rest, wing):
            left = [i for i in rest if i not in a]
            for p in itertools.combinations(left, point):
                roles = np.full(n, 3)
                roles[list(c)], roles[list(a)], roles[list(p)] = 0, 1, 2
                yield roles


def most(values, seats):
    return float(np.sum(np.sort(values) * np.sort(seats)))


rng = random.Random(20261121)
drawn = [draw(rng) for _ in range(regions)]
text = "".join(f"{n} {c} {a} {p} {share!r}\n" + "\n".join(" ".join(repr(float(x)) for x in row) for row in w) + "\n" +
               " ".join(repr(float(x)) for x in able) + "\n" for n, c, a, p, share, w, able in drawn)
with tempfile.TemporaryDirectory() as folder:
    program = pathlib.Path(folder) / "layout_roles"
    subprocess.run([os.environ.get("CXX", "g++"), "-std=c++20", "-O1", "-isystem",
                    os.environ.get("EIGEN", "/usr/include/eigen3"), "-I", here.parents[1] / "include",
                    here / "layout_roles.cpp", "-o", program, "-pthread"], check=True)
    lines = subprocess.run([program], input=text, text=True, capture_output=True, check=True).stdout.splitlines()

worst = {}
faults = 0


def compare(what, ours, theirs):
    worst[what] = max(worst.get(what, 0.0), abs(ours - theirs) / max(1.0, abs(theirs)))


for (n, core, wing, point, share, w, able), line in zip(drawn, lines):
    cells = line.split()
    certified, value, fit, runner, core_fit, residual, coreness_fit, many = map(float, cells[:8])
    roles = np.array(cells[8:8 + n], dtype=int)
    margin = np.array(cells[8 + n:], dtype=float)
    faults += certified != 1.0
    s = (w + w.T) / 2
    upper = np.triu_indices(n, 1)
    every = []
    link_scale = able_scale = 0.0
    for r in layouts(n, core, wing, point):
        d = image[np.ix_(r, r)]
        if not every:
            link_scale, able_scale = most(s[upper], d[upper]), most(able, rank[r])
        v = (1 - share) * (s[upper] @ d[upper]) / link_scale if link_scale > 0 else 0.0
        v += share * (able @ rank[r]) / able_scale if able_scale > 0 else 0.0
        every.append((v, r))
    best = max(v for v, _ in every)
    compare("value", value, best)
    hubs = {}
    for v, r in every:
        key = tuple(np.where(r < 2, r, 9))
        hubs[key] = max(hubs.get(key, -1.0), v)
    order = sorted(hubs.values(), reverse=True)
    compare("runner-up", runner, order[1] if len(order) > 1 else -1.0)
    for i in range(n):
        others = [v for v, r in every if r[i] != roles[i]]
        if roles[i] < 3 and others:
            compare("margin", margin[i], best - max(others))
    d = image[np.ix_(roles, roles)][upper]
    compare("fit", fit, np.corrcoef(s[upper], d)[0, 1] if np.std(d) > 1e-9 and np.std(s[upper]) > 1e-9 else 0.0)

    best_core = -1.0
    for mask in range(1, 2 ** n - 1):
        inside = np.array([(mask >> i) & 1 for i in range(n)])
        ideal = np.maximum.outer(inside, inside)[upper]
        if np.std(ideal) > 0 and np.std(s[upper]) > 0:
            best_core = max(best_core, np.corrcoef(s[upper], ideal)[0, 1])
    compare("core", core_fit, best_core)

    def misfit(c):
        r = s - np.outer(c, c)
        np.fill_diagonal(r, 0.0)
        return np.sum(r * r), -4 * r @ c

    lowest = min(minimize(misfit, np.random.default_rng(k).uniform(0, 1, n), jac=True, method="L-BFGS-B",
                          bounds=[(0, None)] * n, options={"ftol": 1e-15, "gtol": 1e-12}).fun for k in range(6))
    worst["coreness above scipy's best"] = max(worst.get("coreness above scipy's best", 0.0),
                                               (residual - lowest) / max(1.0, lowest))
    received = w.sum(axis=0)
    compare("polycentricity", many, (1 - np.std(received) / (received.max() / 2)) * w.sum() / (n * (n - 1) * w.max()))

for what, deviation in worst.items():
    print(f"{what:30s} {deviation:.2e}")
exact = max(v for k, v in worst.items() if not k.startswith("coreness"))
print(f"{len(drawn)} instances, {faults} not certified, worst deviation {exact:.1e}")
sys.exit(0 if faults == 0 and exact < 1e-9 and len(lines) == len(drawn) else 1)
