"""Compiles and runs a C++ driver beside a differential script."""
import os
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


class Driver:
    """A driver program: lines of numbers in, lines of numbers out."""

    def __init__(self, name):
        self.folder = tempfile.TemporaryDirectory()
        self.program = pathlib.Path(self.folder.name) / name
        command = [os.environ.get("CXX", "g++"), "-std=c++20", "-O2", "-DNDEBUG", "-pthread",
                   "-I", str(HERE.parent.parent / "include"),
                   "-isystem", os.environ.get("EIGEN_INCLUDE", "/usr/include/eigen3"),
                   str(HERE / f"{name}.cpp"), "-o", str(self.program)]
        subprocess.run(command, check=True)

    def run(self, cases):
        """Each case is a list of words and numbers or arrays; gives a list of lists of floats."""
        lines = []
        for case in cases:
            words = []
            for part in case:
                words.append(part if isinstance(part, str) else numbers(part))
            lines.append(" ".join(words))
        answer = subprocess.run([str(self.program)], input="\n".join(lines) + "\n", text=True, check=True,
                                stdout=subprocess.PIPE).stdout
        result = [[float(word) for word in line.split()] for line in answer.splitlines()]
        assert len(result) == len(cases), (len(result), len(cases))
        return result


def numbers(part):
    if hasattr(part, "ravel"):
        return " ".join(repr(float(value)) for value in part.ravel())
    return repr(part)
