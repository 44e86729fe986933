#!/usr/bin/python3
"""Fair, spillover and multi-resource divisions and conflicts against SciPy (SLSQP, HiGHS).

Usage: allocation_divisions.py [instances per kind]
Compiles allocation_divisions.cpp beside it; CXX, EIGEN and INCLUDE can be set in the environment.
"""
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy as np
from scipy.optimize import LinearConstraint, linprog, minimize

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).resolve().parent
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 400
rng = np.random.default_rng(2024)


def driver():
    target = pathlib.Path(tempfile.mkdtemp()) / "driver"
    include = os.environ.get("INCLUDE", str(HERE.parent.parent / "include"))
    subprocess.run([os.environ.get("CXX", "g++"), "-std=c++20", "-O1", "-I", include, "-isystem",
                    os.environ.get("EIGEN", "/usr/include/eigen3"), str(HERE / "allocation_divisions.cpp"),
                    "-o", str(target)], check=True)
    return target


def words(values):
    return " ".join(repr(float(v)) for v in np.asarray(values).ravel())


def nested(n, depth):
    groups = []

    def split(places, level):
        if len(places) < 2 or level == 0:
            return
        part = rng.integers(0, 3, len(places))
        for p in range(2):
            inner = places[part == p]
            if len(inner):
                groups.append(inner)
                split(inner, level - 1)

    split(rng.permutation(n), depth)
    return groups


def division(kind):
    n = int(rng.integers(2, 9))
    p = {"kind": kind, "n": n, "need": np.exp(rng.normal(size=n)), "all": bool(rng.random() < 0.5)}
    p["alpha"] = float(rng.choice([0.0, 0.5, 1.0, 2.0, 3.0] if kind != "fair" else [0.0, 0.5, 1.0, 2.0, 3.0, math.inf]))
    p["budget"] = n * rng.uniform(1, 5)
    p["lower"] = np.where(rng.random(n) < 0.5, 0.0, rng.uniform(0, 1.5, n))
    p["upper"] = np.where(rng.random(n) < 0.3, np.inf, p["lower"] + rng.uniform(0.2, 6, n))
    p["stock"] = rng.uniform(0.1, 2, n)
    p["groups"] = []
    for members in nested(n, int(rng.integers(0, 4))):
        floor = rng.uniform(0, 2) * len(members) if rng.random() < 0.5 else 0.0
        cap = floor + rng.uniform(0.1, 3) * len(members) if rng.random() < 0.5 else math.inf
        if kind == "conflict" and rng.random() < 0.5:
            cap = floor * rng.random()
        p["groups"].append((floor, cap, members))
    p["reach"] = float(rng.uniform(0, 0.8))
    p["link"] = np.where(rng.random((n, n)) < 0.4, rng.random((n, n)), 0.0)
    np.fill_diagonal(p["link"], 0.0)
    return p


def text(p):
    line = f"{p['kind']} {p['n']} {p['budget']!r} {int(p['all'])} {p['alpha']!r} {words(p['need'])} "
    line += f"{words(p['lower'])} {words(p['upper'])} {words(p['stock'])} {len(p['groups'])} "
    for floor, cap, members in p["groups"]:
        line += f"{float(floor)!r} {float(cap)!r} {len(members)} {' '.join(map(str, members))} "
    if p["kind"] == "spill":
        line += f"{p['reach']!r} {words(p['link'])}"
    return line


def rows(p):
    """A x between lo and hi: budget and groups."""
    a = [np.ones(p["n"])]
    lo, hi = [p["budget"] if p["all"] else 0.0], [p["budget"]]
    for floor, cap, members in p["groups"]:
        a.append(np.isin(np.arange(p["n"]), members).astype(float))
        lo.append(floor)
        hi.append(cap)
    return np.array(a), np.array(lo), np.array(hi)


def linear(p, cost, extra=None):
    a, lo, hi = rows(p)
    finite = np.isfinite(hi)
    aub = np.vstack([a[finite], -a])
    bub = np.concatenate([hi[finite], -lo])
    return linprog(cost, A_ub=aub, b_ub=bub, bounds=list(zip(p["lower"], p["upper"])), method="highs")


def value(p, x):
    s = np.eye(p["n"])
    if p["kind"] == "spill":
        total = p["link"].sum(1, keepdims=True)
        s = np.linalg.inv(s - p["reach"] * np.divide(p["link"], total, out=np.zeros_like(p["link"]), where=total > 0))
    y = p["stock"] + s @ x
    if p["alpha"] == 1.0:
        return float(p["need"] @ np.log(y)), s.T @ (p["need"] / y)
    return float(p["need"] @ (y ** (1 - p["alpha"]))) / (1 - p["alpha"]), s.T @ (p["need"] * y ** -p["alpha"])


def reference(p):
    """Best value by SciPy; None = infeasible."""
    first = linear(p, np.zeros(p["n"]))
    if first.status == 2:
        return None
    if p["alpha"] == 0.0:
        _, slope = value(p, first.x)
        return value(p, linear(p, -slope).x)[0]
    if math.isinf(p["alpha"]):  # max t with x + stock >= t need
        a, lo, hi = rows(p)
        finite = np.isfinite(hi)
        aub = np.vstack([np.c_[a[finite], np.zeros(finite.sum())], np.c_[-a, np.zeros(len(a))],
                         np.c_[-np.eye(p["n"]), p["need"]]])
        bub = np.concatenate([hi[finite], -lo, p["stock"]])
        cost = np.zeros(p["n"] + 1)
        cost[-1] = -1
        bounds = list(zip(p["lower"], p["upper"])) + [(None, None)]
        return -linprog(cost, A_ub=aub, b_ub=bub, bounds=bounds, method="highs").fun
    a, lo, hi = rows(p)
    best = -math.inf
    for start in (first.x, linear(p, -p["need"]).x):
        found = minimize(lambda x: -value(p, x)[0], start, jac=lambda x: -value(p, x)[1], method="SLSQP",
                         bounds=list(zip(p["lower"], p["upper"])),
                         constraints=[LinearConstraint(a, lo, hi)], options={"ftol": 1e-14, "maxiter": 500})
        x = np.clip(found.x, p["lower"], p["upper"])
        if np.all(a @ x >= lo - 1e-8) and np.all(a @ x <= hi + 1e-8):
            best = max(best, value(p, x)[0])
    return best


def relaxation(p):
    """Least sum of changes of floors, caps and budget, by a linear program."""
    a, lo, hi = rows(p)
    a = np.vstack([a, np.eye(p["n"])])
    lo, hi = np.concatenate([lo, p["lower"]]), np.concatenate([hi, p["upper"]])
    finite = np.isfinite(hi)
    m, n = len(a), p["n"]
    aub = np.vstack([np.c_[-a, -np.eye(m), np.zeros((m, m))],
                     np.c_[a[finite], np.zeros((finite.sum(), m)), -np.eye(m)[finite]]])
    bub = np.concatenate([-lo, hi[finite]])
    cost = np.concatenate([np.zeros(n), np.ones(2 * m)])
    return linprog(cost, A_ub=aub, b_ub=bub, bounds=[(0, None)] * (n + 2 * m), method="highs").fun


def several():
    n, m = int(rng.integers(1, 6)), int(rng.integers(1, 4))
    p = {"n": n, "m": m, "rho": float(rng.choice([-math.inf, -2.0, -0.5, 0.0, 0.5]))}
    p["need"], p["use"] = np.exp(rng.normal(size=n)), rng.uniform(0.1, 1, (n, m))
    p["budget"] = n * np.exp(rng.normal(size=m))
    mean = p["budget"] / n
    p["lower"] = np.where(rng.random((n, m)) < 0.5, 0.0, mean * rng.uniform(0, 0.8, (n, m)))
    p["upper"] = np.where(rng.random((n, m)) < 0.5, np.inf, p["lower"] + mean * rng.uniform(0.2, 2, (n, m)))
    return p


def several_text(p):
    return (f"multi {p['n']} {p['m']} {p['rho']!r} {words(p['need'])} {words(p['use'])} {words(p['budget'])} "
            f"{words(p['lower'])} {words(p['upper'])}")


def several_reference(p):
    n, m, rho = p["n"], p["m"], p["rho"]
    leontief = math.isinf(rho)
    use = p["use"] / p["use"].sum(1, keepdims=True) if rho == 0 else p["use"]
    eye = np.kron(np.ones((1, n)), np.eye(m))  # x is places-major
    low, high = p["lower"].ravel(), np.minimum(p["upper"].ravel(), np.tile(p["budget"], n))
    if leontief:  # variables x, t: use t <= x
        def f(z):
            return -float(p["need"] @ np.log(np.maximum(z[n * m:], 1e-12)))

        def g(z):
            return np.concatenate([np.zeros(n * m), -p["need"] / np.maximum(z[n * m:], 1e-12)])

        tie = np.c_[np.eye(n * m), -np.vstack([np.outer(use[i], np.eye(n)[i]) for i in range(n)])]
        constraints = [LinearConstraint(np.c_[eye, np.zeros((m, n))], -np.inf, p["budget"]),
                       LinearConstraint(tie, 0, np.inf)]
        bounds = list(zip(low, high)) + [(1e-9, None)] * n
    else:
        def parts(z):
            x = np.maximum(z.reshape(n, m), 1e-12)
            if rho == 0:
                return x, np.sum(use * np.log(x), 1), use / x
            inner = np.sum(use * x ** rho, 1)
            return x, np.log(inner) / rho, use * x ** (rho - 1) / inner[:, None]

        def f(z):
            return -float(p["need"] @ parts(z)[1])

        def g(z):
            return -(p["need"][:, None] * parts(z)[2]).ravel()

        constraints = [LinearConstraint(eye, -np.inf, p["budget"])]
        bounds = list(zip(low, high))
    room = (p["budget"] - p["lower"].sum(0)) / n
    x0 = np.minimum(p["lower"] + 0.9 * room, p["upper"])
    start = np.concatenate([x0.ravel(), np.min(x0 / use, 1)]) if leontief else x0.ravel()
    best = -math.inf
    for scale in (1.0, 0.5):
        z0 = start.copy()
        z0[n * m:] *= scale
        found = minimize(f, z0, jac=g, method="SLSQP", bounds=bounds, constraints=constraints,
                         options={"ftol": 1e-14, "maxiter": 1000})
        x = np.clip(found.x[:n * m], low, high).reshape(n, m)
        if np.all(x.sum(0) <= p["budget"] * (1 + 1e-9)):
            best = max(best, float(p["need"] @ np.log(np.min(x / use, 1))) if leontief else -f(x.ravel()))
    return best


def main():
    problems = [division(kind) for kind in ("fair", "spill", "conflict") for _ in range(COUNT)]
    many = [several() for _ in range(COUNT)]
    feed = "\n".join([text(p) for p in problems] + [several_text(p) for p in many])
    answers = subprocess.run([driver()], input=feed, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(answers) == len(problems) + len(many)
    worst, below, infeasible, bad = {}, {}, 0, 0
    for p, line in zip(problems + many, answers):
        status, ours, *rest = line.split()
        ours, kind = float(ours), p.get("kind", "multi")
        if kind == "conflict":
            expected = relaxation(p)
            deviation = abs(ours - expected) / max(1.0, abs(expected))
            infeasible += status == "infeasible"
            if (expected > 1e-7) != (status == "infeasible"):
                bad += 1
                print("conflict differs", ours, expected, text(p))
        else:
            expected = several_reference(p) if kind == "multi" else reference(p)
            if (expected is None) != (status == "infeasible"):
                bad += 1
                print("status differs", status, expected, text(p))
                continue
            if expected is None:
                infeasible += 1
                continue
            # we maximise: below SciPy is an error of ours, above it one of SciPy's
            deviation = max(0.0, expected - ours) / max(1.0, abs(expected))
            below[kind] = max(below.get(kind, 0.0), (ours - expected) / max(1.0, abs(expected)))
        worst[kind] = max(worst.get(kind, 0.0), deviation)
        if deviation > 1e-6:
            bad += 1
            print(kind, "deviates", deviation, ours, expected)
    print("worst shortfall by kind:", {k: f"{v:.1e}" for k, v in worst.items()})
    print("most we are better than SLSQP:", {k: f"{v:.1e}" for k, v in below.items()})
    print(f"{len(answers)} instances ({infeasible} infeasible), worst deviation {max(worst.values()):.1e}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
