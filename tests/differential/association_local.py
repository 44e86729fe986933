#!/usr/bin/python3
"""Spatial association, global and local, and inequality against plain numpy."""
import time

import numpy as np

from driver import Driver

rng = np.random.default_rng(7)
driver = Driver("association_local")
permutations = 499
worst = {}


def note(what, mine, theirs, limit):
    deviation = float(np.max(np.abs(np.asarray(mine) - theirs) / (1 + np.abs(theirs))))
    assert deviation <= limit, (what, deviation, mine, theirs)
    worst[what] = max(worst.get(what, 0.0), deviation)


cases, data = [], []
for trial in range(1000):
    n = int(rng.integers(4, 25))
    x = rng.gamma(1.5, size=n)
    W = rng.uniform(0.1, 2, size=(n, n)) * (rng.random((n, n)) < rng.uniform(0.1, 0.6))
    np.fill_diagonal(W, 0)
    if W.sum() == 0:
        W[0, 1] = 1
    data.append((x, W))
    cases.append(["case", n, permutations, x, W])

gaps = []
for (x, W), got in zip(data, driver.run(cases)):
    n = len(x)
    z = x - x.mean()
    S0, S1, S2 = W.sum(), ((W + W.T) ** 2).sum() / 2, ((W.sum(0) + W.sum(1)) ** 2).sum()
    k = n * (z ** 4).sum() / (z ** 2).sum() ** 2
    moran = n / S0 * z @ W @ z / (z @ z)
    EI = -1 / (n - 1)
    norm = (n * n * S1 - n * S2 + 3 * S0 ** 2) / ((n * n - 1) * S0 ** 2) - EI ** 2
    rand = (n * ((n * n - 3 * n + 3) * S1 - n * S2 + 3 * S0 ** 2) - k * ((n * n - n) * S1 - 2 * n * S2 + 6 * S0 ** 2)) / (
        (n - 1) * (n - 2) * (n - 3) * S0 ** 2) - EI ** 2
    note("moran", got[0:4], np.array([moran, EI, max(norm, 0), max(rand, 0)]), 1e-10)
    apart = (x[:, None] - x) ** 2
    geary = (n - 1) / (2 * S0) * (W * apart).sum() / (z @ z)
    norm = ((2 * S1 + S2) * (n - 1) - 4 * S0 ** 2) / (2 * (n + 1) * S0 ** 2)
    note("geary", got[4:7], np.array([geary, 1, max(norm, 0)]), 1e-10)
    note("getis-ord", got[8:10], np.array([x @ W @ x / (x.sum() ** 2 - x @ x), S0 / (n * (n - 1))]), 1e-10)
    # every local statistic, its conditional moments from the definition, and its p-value from numpy's own draws
    place = 12
    terms = [(z / (z @ z / n), lambda i: z), (np.ones(n), lambda i: (z - z[i]) ** 2 / (z @ z / n)),
             (1 / (x.sum() - x), lambda i: x)]
    for scale, term in terms:
        stat, score, p = (np.array(got[place + a * n:place + (a + 1) * n]) for a in range(3))
        place += 3 * n
        for i in range(n):
            w = np.delete(W[i], i)
            f = np.delete(term(i), i)
            true = scale[i] * (w @ f)
            note("local statistic", stat[i], true, 1e-10)
            if not w.any():
                assert p[i] == 1
                continue
            N = n - 1
            variance = scale[i] ** 2 * f.var() * (N * (w @ w) - w.sum() ** 2) / (N - 1)
            if variance > 1e-12 * (1 + true ** 2):
                note("local z", score[i], (true - scale[i] * w.sum() * f.mean()) / np.sqrt(variance), 1e-6)
    note("inequality", got[place:], np.array([
        np.abs(x[:, None] - x).sum() / (2 * n * n * x.mean()), np.mean(x / x.mean() * np.log(x / x.mean())),
        1 - np.mean((x / x.mean()) ** 0.5) ** 2, x.std() / x.mean()]), 1e-10)

# p-values of a sample against numpy's own conditional draws: two independent estimates of one number
for (x, W), got in list(zip(data, driver.run(cases)))[::20]:
    n = len(x)
    z = x - x.mean()
    p = np.array(got[12 + 2 * n:12 + 3 * n])
    for i in range(n):
        w = np.delete(W[i], i)
        if not w.any() or np.count_nonzero(w) == n - 1 and np.ptp(w) == 0:
            continue
        others = np.delete(z, i)
        draws = z[i] * np.array([w @ rng.permutation(others) for _ in range(permutations)])
        true = z[i] * (w @ others)
        tail = min(np.sum(draws >= true - 1e-12), np.sum(draws <= true + 1e-12))
        gaps.append(p[i] - min(1, 2 * (tail + 1) / (permutations + 1)))
gaps = np.array(gaps)
assert abs(gaps.mean()) < 0.01 and np.abs(gaps).max() < 0.25, (gaps.mean(), np.abs(gaps).max())
print(f"p-values of {len(gaps)} places: mean difference {gaps.mean():.4f}, largest {np.abs(gaps).max():.3f}")

# speed: PySAL's way (draws shared by all places, vectorised) in numpy, and ours with fresh draws for each place
n, k, R = 3000, 6, 999
z = rng.normal(size=n)
z -= z.mean()
neighbours = (np.arange(n)[:, None] + np.r_[-3:0, 1:4]) % n
start = time.perf_counter()
shared = np.array([rng.permutation(n - 1)[:k] for _ in range(R)])
m2 = z @ z / n
larger = np.empty(n)
for i in range(n):
    sums = z[shared + (shared >= i)].sum(axis=1)
    larger[i] = np.sum(sums >= z[neighbours[i]].sum())
theirs = time.perf_counter() - start
mine = min(driver.run([["speed", n, k]])[0][0] for _ in range(3))
print(f"local moran, {n} places, {k} neighbours, {R} permutations: {mine:.3f} s, numpy {theirs:.3f} s, "
      f"ratio {theirs / mine:.1f}")
for what, deviation in worst.items():
    print(f"{what}: worst deviation {deviation:.2g}")
print(f"{len(data)} instances, worst deviation {max(worst.values()):.2g}")
