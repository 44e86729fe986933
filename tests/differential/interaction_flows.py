#!/usr/bin/python3
"""Gravity calibration, radiation and constrained flows against numpy and scipy."""
import time

import numpy as np
from scipy.optimize import linprog, minimize

from driver import Driver

rng = np.random.default_rng(20240101)
driver = Driver("interaction_flows")
worst = {}
count = 0


def note(what, deviation, limit):
    assert deviation <= limit, (what, deviation, limit)
    worst[what] = max(worst.get(what, 0.0), float(deviation))


# ---- Poisson regression: scipy's trust-region Newton on the log likelihood ---------------------------------------
cases, data = [], []
while len(cases) < 800:
    n, k = int(rng.integers(8, 60)), int(rng.integers(1, 5))
    X = np.column_stack([np.ones(n)] + [rng.normal(size=n) * rng.uniform(0.3, 1.2) for _ in range(k - 1)])
    y = rng.poisson(np.exp(X @ rng.normal(0.0, 0.6, size=k) + 0.8)).astype(float)
    if rng.random() < 0.5:
        y *= rng.uniform(0.1, 4.0)  # need not be whole
    if np.count_nonzero(y) < k + 2:
        continue
    data.append((X, y))
    cases.append(["ppml", n, k, X, y])
for (X, y), got in zip(data, driver.run(cases)):
    n, k = X.shape
    b, se, robust = np.array(got[:k]), np.array(got[k:2 * k]), np.array(got[2 * k:3 * k])
    deviance, null, not_identified = got[3 * k:3 * k + 3]
    assert not_identified == 0 and sum(got[3 * k + 3:]) == 0

    def f(c):
        return np.sum(np.exp(X @ c)) - y @ (X @ c)

    start = np.zeros(k)
    start[0] = np.log(y.mean())
    best = minimize(f, start, jac=lambda c: X.T @ (np.exp(X @ c) - y),
                    hess=lambda c: X.T @ (np.exp(X @ c)[:, None] * X), method="trust-exact",
                    options={"gtol": 1e-9 * (1 + y.sum()), "maxiter": 500}).x
    for _ in range(2):  # two Newton steps take the rest away
        mu = np.exp(X @ best)
        best = best + np.linalg.solve(X.T @ (mu[:, None] * X), X.T @ (y - mu))
    mu = np.exp(X @ best)
    cov = np.linalg.inv(X.T @ (mu[:, None] * X))
    meat = X.T @ (((y - mu) ** 2)[:, None] * X)
    note("coefficient / se", np.max(np.abs(b - best) / np.sqrt(np.diag(cov))), 1e-6)
    note("standard error", np.max(np.abs(se / np.sqrt(np.diag(cov)) - 1)), 1e-6)
    note("robust error", np.max(np.abs(robust / np.sqrt(np.diag(cov @ meat @ cov)) - 1)), 1e-6)

    def dev(m):
        return 2 * np.sum(np.where(y > 0, y * np.log(np.where(y > 0, y, 1) / m), 0) - (y - m))

    note("deviance", abs(deviance - dev(mu)) / (1 + abs(dev(mu))), 1e-9)
    note("null deviance", abs(null - dev(np.full(n, y.mean()))) / (1 + null), 1e-9)
    count += 1

# ---- separation: the largest set of rows a linear program can drive to 0 -------------------------------------------
cases, data = [], []
while len(cases) < 700:
    n, k = int(rng.integers(4, 16)), int(rng.integers(2, 5))
    X = np.column_stack([np.ones(n), rng.integers(-1, 2, size=(n, k - 1)).astype(float)])
    y = np.where(rng.random(n) < 0.6, 0.0, rng.integers(1, 5, size=n)).astype(float)
    if y.sum() == 0:
        continue
    data.append((X, y))
    cases.append(["ppml", n, k, X, y])
separated = 0
for (X, y), got in zip(data, driver.run(cases)):
    n, k = X.shape
    zero = np.flatnonzero(y == 0)
    # max sum t, 0 <= t <= 1, t <= X0 z, X+ z = 0: t_i = 1 exactly for the rows that can be separated
    A_ub = np.hstack([-X[zero], np.eye(len(zero))])
    A_eq = np.hstack([X[y > 0], np.zeros((np.count_nonzero(y), len(zero)))])
    lp = linprog(np.r_[np.zeros(k), -np.ones(len(zero))], A_ub=A_ub, b_ub=np.zeros(len(zero)), A_eq=A_eq,
                 b_eq=np.zeros(len(A_eq)), bounds=[(None, None)] * k + [(0, 1)] * len(zero), method="highs")
    wanted = np.zeros(n)
    wanted[zero] = lp.x[k:] > 0.5
    assert np.array_equal(wanted, got[3 * k + 3:]), (X, y, wanted, got)
    separated += wanted.any()
    count += 1
assert separated > 100

# ---- radiation ---------------------------------------------------------------------------------------------------
cases, data = [], []
for trial in range(500):
    n = int(rng.integers(2, 15))
    t = rng.uniform(0, 9, size=(n, n)) if trial % 2 else rng.integers(0, 4, size=(n, n)).astype(float)
    t[rng.random((n, n)) < 0.1] = np.inf
    m, out = rng.uniform(0.1, 9, size=n), rng.uniform(0, 9, size=n)
    data.append((out, m, t, trial % 3 == 0))
    cases.append(["radiation", n, int(trial % 3 == 0), out, m, t])
for (out, m, t, finite), got in zip(data, driver.run(cases)):
    n = len(m)
    wanted = np.zeros((n, n))
    for i in range(n):
        others = np.isfinite(t[i]) & (np.arange(n) != i)
        for j in np.flatnonzero(others):
            s = m[others & (t[i] <= t[i, j])].sum() - m[j]
            wanted[i, j] = out[i] * m[i] * m[j] / ((m[i] + s) * (m[i] + m[j] + s))
        if finite and m[others].sum() > 0:
            wanted[i] /= 1 - m[i] / (m[i] + m[others].sum())
    note("radiation", np.max(np.abs(wanted - np.array(got).reshape(n, n))), 1e-11)
    count += 1

# ---- doubly constrained flows: linear programs for what is possible, plain sweeps for the values ------------------
cases, data = [], []
for trial in range(700):
    n, m = int(rng.integers(1, 8)), int(rng.integers(1, 8))
    W = np.exp(rng.uniform(-3, 3, size=(n, m))) * (rng.random((n, m)) < rng.uniform(0.3, 1))
    O = rng.integers(0, 6, size=n).astype(float)
    D = np.bincount(rng.integers(0, m, size=int(O.sum())), minlength=m).astype(float)
    data.append((W, O, D))
    cases.append(["balance", n, m, W, O, D])
infeasible = closed_cells = 0
for (W, O, D), got in zip(data, driver.run(cases)):
    n, m = W.shape
    status, closed = int(got[0]), int(got[1])
    pairs = np.array(got[2:2 + 2 * closed], dtype=int).reshape(closed, 2)
    flow = np.array(got[2 + 2 * closed:]).reshape(n, m)
    cells = [(i, j) for i in range(n) for j in range(m) if W[i, j] > 0]
    A = np.zeros((n + m, len(cells)))
    for c, (i, j) in enumerate(cells):
        A[i, c] = A[n + j, c] = 1
    feasible = O.sum() == 0 or (len(cells) > 0 and linprog(np.zeros(len(cells)), A_eq=A, b_eq=np.r_[O, D],
                                                           method="highs").status == 0)
    assert feasible == (status == 0), (W, O, D, status)
    infeasible += not feasible
    count += 1
    if not feasible or O.sum() == 0:
        continue
    for i, j in pairs:
        c = cells.index((i, j))
        most = linprog(-np.eye(len(cells))[c], A_eq=A, b_eq=np.r_[O, D], method="highs")
        note("flow possible in a closed cell", -most.fun, 1e-9)
    closed_cells += closed
    work = W.copy()
    for i, j in pairs:
        work[i, j] = 0
    work[O == 0] = 0
    work[:, D == 0] = 0
    r, b = np.ones(n), (D > 0).astype(float)
    for _ in range(20000):
        with np.errstate(divide="ignore", invalid="ignore"):
            r = np.where(O > 0, O / (work @ b), 0)
            b = np.where(D > 0, D / (work.T @ r), 0)
        if np.max(np.abs(r * (work @ b) - O)) < 1e-13:
            break
    note("balanced flow", np.max(np.abs(flow - r[:, None] * work * b)), 1e-8)
assert infeasible > 100 and closed_cells > 50

# ---- speed against numpy on the same sizes -------------------------------------------------------------------------
n = 1000
gravity_s, radiation_s, balance_s, fit_s, _ = [min(t) for t in zip(*driver.run([["speed", n]] * 3))]
mass, t = rng.uniform(1, 50, n), rng.uniform(0.5, 6, (n, n))


def clock(work):
    best = np.inf
    for _ in range(3):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def numpy_gravity():
    flow = mass[:, None] * mass * t ** -1.7
    np.fill_diagonal(flow, 0)
    return flow


def numpy_radiation():
    away = t.copy()
    np.fill_diagonal(away, np.inf)
    order = np.argsort(away, axis=1)
    near = mass[order]
    s = np.cumsum(near, axis=1) - near
    own = mass[:, None]
    flow = np.empty_like(t)
    np.put_along_axis(flow, order, own * own * near / ((own + s) * (own + near + s)), axis=1)
    np.fill_diagonal(flow, 0)
    return flow


def numpy_balance():
    W, b = 1 / t, np.ones(n)
    for _ in range(10000):
        r = mass / (W @ b)
        b = mass / (W.T @ r)
        if np.max(np.abs(r * (W @ b) / mass - 1)) < 1e-10:
            return r[:, None] * W * b


def numpy_fit():
    y = np.floor(flow0 * 3 + rng.random((n, n)))[off]
    i, j = np.nonzero(off)
    X = np.column_stack([np.ones(len(y)), np.log(mass[i]), np.log(mass[j]), -np.log(t[off])])
    mu = (y + y.mean()) / 2
    eta, last = np.log(mu), np.inf
    for _ in range(50):
        b = np.linalg.solve(X.T @ (mu[:, None] * X), X.T @ (mu * (eta + (y - mu) / mu)))
        eta = X @ b
        mu = np.exp(eta)
        deviance = 2 * np.sum(np.where(y > 0, y * np.log(np.where(y > 0, y, 1) / mu), 0) - (y - mu))
        if abs(deviance - last) < 1e-12 * deviance:
            break
        last = deviance
    cov = np.linalg.inv(X.T @ (mu[:, None] * X))
    return b, cov, cov @ (X.T @ (((y - mu) ** 2)[:, None] * X)) @ cov


off = ~np.eye(n, dtype=bool)
flow0 = numpy_gravity() / 100
for name, mine, theirs in [("gravity", gravity_s, clock(numpy_gravity)[0]),
                           ("radiation", radiation_s, clock(numpy_radiation)[0]),
                           ("doubly constrained", balance_s, clock(numpy_balance)[0]),
                           ("gravity calibration", fit_s, clock(numpy_fit)[0])]:
    print(f"{name}, {n} places: {mine:.4f} s, numpy {theirs:.4f} s, ratio {theirs / mine:.1f}")
for what, deviation in worst.items():
    print(f"{what}: worst deviation {deviation:.2g}")
print(f"{count} instances, worst deviation {max(worst.values()):.2g}")
