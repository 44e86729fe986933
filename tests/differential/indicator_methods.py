#!/usr/bin/python3
"""Compares corewing/indicator with numpy and scipy on seeded random matrices, and times a full uncertainty run.

Usage: indicator_methods.py [cases]      needs python3-numpy, python3-scipy and a compiler (CXX, default g++)
Exit status 0 if every deviation is below 1e-9 (Box-Cox exponents: 1e-6).
"""
import os
import subprocess
import sys
import tempfile
import time

import numpy as np
from scipy import optimize, stats

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")


def build():
    out = os.path.join(tempfile.mkdtemp(), "indicator_methods")
    subprocess.run([os.environ.get("CXX", "g++"), "-std=c++20", "-O2", "-isystem",
                    os.environ.get("EIGEN", "/usr/include/eigen3"), "-I" + os.path.join(ROOT, "include"),
                    os.path.join(HERE, "indicator_methods.cpp"), "-o", out, "-pthread"], check=True)
    return out


def share(x):
    return x / x.sum()


def best_worst(a_b, a_w):
    m, b, w = len(a_b), int(np.argmin(a_b)), int(np.argmax(np.where(a_w == 1, a_b, 0)))
    rows = []
    for j in range(m):
        for s in (1, -1):
            r = np.zeros(m + 1); r[b] += s; r[j] -= s * a_b[j]; r[m] = -1; rows.append(r)
            r = np.zeros(m + 1); r[j] += s; r[w] -= s * a_w[j]; r[m] = -1; rows.append(r)
    cost = np.zeros(m + 1); cost[m] = 1
    total = np.ones((1, m + 1)); total[0, m] = 0
    return optimize.linprog(cost, A_ub=rows, b_ub=np.zeros(len(rows)), A_eq=total, b_eq=[1]).x


def reference(x, w, d, a, a_b, a_w):
    n, m = x.shape
    w = share(w)
    u = (x - x.min(0)) / (x.max(0) - x.min(0))
    good = np.where(d > 0, u, 1 - u)
    out = {"min_max": good, "z_score": d * stats.zscore(x, ddof=1), "rank": stats.rankdata(d * x, axis=0)}
    p = x / x.sum(0)
    out["entropy"] = share(1 - stats.entropy(p, axis=0) / np.log(n))
    r = np.corrcoef(good.T)
    out["critic"] = share(good.std(0, ddof=1) * (1 - r).sum(0))
    q = np.where(d > 0, x.min(0) / x, x / x.max(0))
    logs = np.abs(np.log(q))
    whole = np.log(1 + logs.mean(1))
    out["merec"] = share(np.array([np.abs(np.log(1 + np.delete(logs, j, 1).sum(1) / m) - whole).sum() for j in range(m)]))
    out["deviation"] = share(x.std(0, ddof=1))
    value, vector = np.linalg.eigh(np.corrcoef(x.T))
    out["pca"] = vector[:, -1] ** 2
    out["geometric"] = stats.gmean(x, axis=1, weights=np.tile(w, (n, 1)))
    out["harmonic"] = stats.hmean(x, axis=1, weights=np.tile(w, (n, 1)))
    out["power"] = (x ** 2.5 @ w) ** 0.4
    out["owa"] = -np.sort(-x, axis=1) @ w
    v = w * x / np.sqrt((x ** 2).sum(0))
    best, worst = np.where(d > 0, v.max(0), v.min(0)), np.where(d > 0, v.min(0), v.max(0))
    plus, minus = np.linalg.norm(v - best, axis=1), np.linalg.norm(v - worst, axis=1)
    out["topsis"] = minus / (plus + minus)
    s, reg = (1 - good) @ w, (w * (1 - good)).max(1)
    unit = lambda z: (z - z.min()) / (z.max() - z.min())
    out["vikor"] = 0.5 * unit(s) + 0.5 * unit(reg)
    diff = d * (x[:, None, :] - x[None, :, :])
    linear = np.clip((diff - 0.5) / 1.5, 0, 1)
    gauss = np.where(diff > 0, 1 - np.exp(-diff ** 2 / (2 * 1.5 ** 2)), 0)
    for name, pref in (("promethee", linear), ("gaussian", gauss)):
        pi = pref @ w
        out[name] = (pi.sum(1) - pi.sum(0)) / (n - 1)
    margin = np.sign(diff) @ w
    margin[np.abs(margin) < 1e-12] = 0
    out["copeland"] = np.sign(margin).sum(1)
    out["skewness"] = stats.skew(x[:, 0], bias=False)
    out["kurtosis"] = stats.kurtosis(x[:, 0], bias=False)
    z = x[:, 0] / stats.gmean(x[:, 0])
    grid = np.linspace(-5, 5, 201)
    top = grid[np.argmax([stats.boxcox_llf(g, z) for g in grid])]
    out["box_cox"] = optimize.minimize_scalar(lambda g: -stats.boxcox_llf(g, z), method="bounded", options={"xatol": 1e-10},
                                              bounds=(max(-5, top - 0.05), min(5, top + 0.05))).x
    value, vector = np.linalg.eig(a)
    k = np.argmax(value.real)
    out["ahp"], out["ahp_lambda"] = share(np.abs(vector[:, k].real)), value[k].real
    solved = best_worst(a_b, a_w)
    out["best_worst"], out["best_worst_xi"] = solved[:m], solved[m]
    return out


def cases(count):
    rng = np.random.default_rng(2026)
    for _ in range(count):
        n, m = int(rng.integers(4, 25)), int(rng.integers(3, 9))
        x = rng.lognormal(1, 0.6, (n, m))
        if rng.random() < 0.3:
            x = np.round(x) + 1  # ties
            while (x.max(0) == x.min(0)).any():
                x[rng.integers(n)] += rng.integers(0, 3, m)
        a = np.exp(rng.uniform(-2, 2, (m, m)))
        a = np.triu(a, 1) + np.eye(m) + np.tril(1 / a.T, -1)
        span = int(rng.integers(3, 10))
        a_b = rng.integers(1, span + 1, m).astype(float)
        a_w = np.maximum(2, rng.integers(1, span + 1, m)).astype(float)
        a_b[1:] = np.maximum(2, a_b[1:])
        a_b[0], a_w[0], a_b[-1], a_w[-1] = 1, span, span, 1
        yield x, rng.uniform(0.1, 1, m), rng.choice([-1, 1], m), a, a_b, a_w


def numpy_uncertainty():
    """1,000 runs over 3,000 places x 60 indicators as one would write them in numpy."""
    rng = np.random.default_rng(1)
    x = rng.uniform(1, 9, (3000, 60))
    begin = time.perf_counter()
    scales = [0.1 + 0.9 * (x - x.min(0)) / (x.max(0) - x.min(0)),
              (stats.rankdata(x, axis=0) - 1) / (len(x) - 1)]
    block = np.repeat(np.arange(5), 12)
    sums = lambda t: np.stack([t[:, block == s].sum(1) for s in range(5)], axis=1)
    weights, logs = [], [np.log(np.maximum(z, 0.01)) for z in scales]
    for z in scales:
        p = z / z.sum(0)
        e = 1 + np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0).sum(0) / np.log(len(z))
        weights.append([np.ones(60), e])
    ranks, scores = np.empty((1000, 3000)), np.empty((1000, 3000))
    for run in range(1000):
        s, t, g = rng.integers(0, 2, 3)
        w = weights[s][t] * rng.uniform(0.75, 1.25, 60)
        w = w / np.bincount(block, w)[block]
        top = share(rng.uniform(0.75, 1.25, 5))
        score = np.exp(sums(logs[s] * w) @ top) if g else sums(scales[s] * w) @ top
        scores[run] = score
        ranks[run, np.argsort(-score)] = np.arange(1, 3001)
    for z in (scores, ranks):
        np.quantile(z, [0.05, 0.5, 0.95], axis=0)
    return time.perf_counter() - begin


def main():
    program = build()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    data = list(cases(count))
    text = []
    for x, *rest in data:
        text.append("%d %d" % x.shape)
        text += [" ".join(repr(float(v)) for v in np.ravel(part)) for part in (x, rest[0])]
        text.append(" ".join(str(int(v)) for v in rest[1]))
        text += [" ".join(repr(float(v)) for v in np.ravel(part)) for part in rest[2:]]
    lines = subprocess.run([program], input="\n".join(text), capture_output=True, text=True, check=True).stdout.splitlines()
    worst, at = {}, 0
    for number, case in enumerate(data):
        for name, wanted in reference(*case).items():
            got = lines[at].split()
            at += 1
            assert got[0] == name, (got[0], name)
            off = np.abs(np.array(got[1:], float) - np.ravel(wanted)).max()
            if off >= worst.get(name, (0, 0))[0]:
                worst[name] = (off, number)
    bad = False
    for name, (off, number) in worst.items():
        limit = 1e-6 if name == "box_cox" else 1e-9
        bad |= not off < limit
        print("%-14s worst deviation %.2e (case %d)%s" % (name, off, number, "" if off < limit else "  TOO LARGE"))
    ours = min(float(subprocess.run([program, "time"], capture_output=True, text=True, check=True).stdout.split()[0])
               for _ in range(3))
    theirs = numpy_uncertainty()
    print("1,000 runs, 3,000 places x 60 indicators: %.2f s, numpy %.2f s, ratio %.1f" % (ours, theirs, theirs / ours))
    print("%d instances x %d methods, worst deviation %.2e" % (count, len(worst), max(o for o, _ in worst.values())))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
