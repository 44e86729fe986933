#!/usr/bin/python3
"""Shapley value, least core and nucleolus against numpy and scipy's linear programs."""
import math

import numpy as np
from scipy.optimize import linprog

from driver import Driver

rng = np.random.default_rng(11)
driver = Driver("sharing_games")


def shapley(v, n):
    share = np.zeros(n)
    for i in range(n):
        for s in range(2 ** n):
            if not s >> i & 1:
                size = bin(s).count("1")
                share[i] += math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n) * (v[s | 1 << i] - v[s])
    return share


def least_excess(A, v, open_, fixed, bounds):
    """min e: x(S) + e >= v(S) for open S, x(S) as fixed."""
    n = A.shape[1]
    return linprog(np.r_[np.zeros(n), 1], A_ub=np.column_stack([-A[open_], -np.ones(len(open_))]), b_ub=-v[open_],
                   A_eq=np.column_stack([A[list(fixed)], np.zeros(len(fixed))]), b_eq=list(fixed.values()),
                   bounds=bounds + [(None, None)], method="highs")


def nucleolus(A, v, imputations):
    """Fixes a coalition only if another program shows that it can do no better in any best answer."""
    n = A.shape[1]
    whole = 2 ** n - 1
    bounds = [(v[1 << i] if imputations else None, None) for i in range(n)]
    fixed, open_ = {whole: v[whole]}, list(range(1, whole))
    while np.linalg.matrix_rank(A[list(fixed)]) < n and open_:
        answer = least_excess(A, v, open_, fixed, bounds)
        if answer.status != 0:
            return None
        e = answer.fun
        for s in [s for s in open_ if A[s] @ answer.x[:n] < v[s] - e + 1e-7]:
            most = linprog(-A[s], A_ub=-A[open_], b_ub=-(v[open_] - e - 1e-10), A_eq=A[list(fixed)],
                           b_eq=list(fixed.values()), bounds=bounds, method="highs")
            if -most.fun < v[s] - e + 1e-7:
                fixed[s] = v[s] - e
                open_.remove(s)
        basis = A[list(fixed)]
        rank = np.linalg.matrix_rank(basis)
        open_ = [s for s in open_ if np.linalg.matrix_rank(np.vstack([basis, A[s]])) > rank]
    return np.linalg.lstsq(A[list(fixed)], np.array(list(fixed.values())), rcond=None)[0]


cases, data = [], []
for trial in range(1200):
    n = int(rng.integers(2, 6)) if trial < 300 else int(rng.integers(2, 9))
    v = np.zeros(2 ** n)
    kind = trial % 3
    for s in range(1, 2 ** n):
        size = bin(s).count("1")
        v[s] = rng.uniform(0, 10) if kind == 0 else rng.integers(0, 4) if kind == 1 else size ** 2 + rng.uniform(0, 1)
    data.append((n, v))
    cases.append(["game", n, v])
worst = dict.fromkeys(["shapley", "least core", "nucleolus"], 0.0)
for number, ((n, v), got) in enumerate(zip(data, driver.run(cases))):
    A = np.array([[s >> i & 1 for i in range(n)] for s in range(2 ** n)], dtype=float)
    if n <= 6:
        worst["shapley"] = max(worst["shapley"], np.abs(np.array(got[:n]) - shapley(v, n)).max())
    open_ = list(range(1, 2 ** n - 1))
    e = least_excess(A, v, open_, {2 ** n - 1: v[-1]}, [(None, None)] * n).fun
    worst["least core"] = max(worst["least core"], abs(got[n] - e))
    if number >= 300:
        continue
    for imputations, place in [(True, n + 1), (False, 2 * n + 2)]:
        status, share = got[place], np.array(got[place + 1:place + 1 + n])
        wanted = None if imputations and sum(v[1 << i] for i in range(n)) > v[-1] else nucleolus(A, v, imputations)
        assert (wanted is None) == (status != 0), (n, v)
        if wanted is not None:
            worst["nucleolus"] = max(worst["nucleolus"], np.abs(share - wanted).max())
for what, deviation in worst.items():
    print(f"{what}: worst deviation {deviation:.2g}")
assert worst["shapley"] < 1e-12 and worst["least core"] < 1e-7 and worst["nucleolus"] < 1e-5
print(f"{len(data)} instances, worst deviation {max(worst.values()):.2g}")
