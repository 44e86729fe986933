#!/usr/bin/python3
"""Choices of projects against CBC and GLPK, which solve the same problem from its LP text.

Usage: allocation_portfolio.py [instances]
Needs the programs cbc and glpsol; compiles allocation_portfolio.cpp beside it.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

from driver import Driver

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 2000


def cbc(file):
    """Status and objective by CBC, proven to the last unit."""
    text = subprocess.run(["cbc", file, "-ratioGap", "0", "-allowableGap", "0", "solve"], check=True,
                          capture_output=True, text=True).stdout
    if re.search(r"infeasible", text) and not re.search(r"Objective value:", text):
        return "infeasible", 0.0
    if "Optimal solution found" not in text:
        return "unknown", 0.0
    return "optimal", float(re.search(r"Objective value:\s+(\S+)", text).group(1))


def glpk(file):
    """The same by GLPK."""
    with tempfile.NamedTemporaryFile() as answer:
        subprocess.run(["glpsol", "--lp", file, "-w", answer.name], check=True, capture_output=True)
        lines = pathlib.Path(answer.name).read_text()
    found = re.search(r"^s mip \d+ \d+ (\w) (\S+)$", lines, re.M)
    return ("optimal", float(found.group(2))) if found.group(1) == "o" else ("infeasible", 0.0)


def main():
    driver = Driver("allocation_portfolio")
    with tempfile.TemporaryDirectory() as folder:
        cases = [(seed, 8 + seed % 33, f"{folder}/{seed}.lp") for seed in range(1, COUNT + 1)]
        lines = subprocess.run([str(driver.program)], input="\n".join(f"{s} {n} {f}" for s, n, f in cases), text=True,
                               check=True, stdout=subprocess.PIPE).stdout.splitlines()
        assert len(lines) == len(cases), (len(lines), len(cases))
        bad = unknown = infeasible = 0
        for (seed, projects, file), line in zip(cases, lines):
            status, objective, bound, holds = line.split()
            peers = [cbc(file)] + ([glpk(file)] if seed % 10 == 0 else [])
            infeasible += status == "infeasible"
            for peer, value in peers:
                if peer == "unknown":
                    unknown += 1
                elif peer != status or abs(value - float(objective)) > 1e-6 * max(1.0, abs(value)) or holds != "1":
                    bad += 1
                    print(f"seed {seed}, {projects} projects: {line}; peer {peer} {value!r}")
        print(f"{COUNT} choices of 8 to 40 projects: {bad} differ, {infeasible} infeasible, {unknown} left open by a peer")
    return 1 if bad else 0


sys.exit(main())
