"""NumPy as a layer for the functions that reckon with it: the package of all functions has no room for it.

It is installed like the other packages, from a lock of its own (requirements/batch.lock).
"""

import shutil
from pathlib import Path

from infra_cdk.packaging.archive import write_archive
from infra_cdk.packaging.cache import built_once, digest
from infra_cdk.packaging.dependencies import clean, install, options_of
from infra_cdk.packaging.staging import BUILD, ROOT

LOCK = ROOT / "requirements" / "batch.lock"
BUDGET = 30 * 2**20
"""Most bytes of the zip."""
UNZIPPED = 250 * 2**20
"""Most bytes of package and layers together, as Lambda unpacks them."""
_TESTS = ("python/**/tests", "python/**/*.pyi", "python/numpy/_core/include", "python/numpy/f2py")


class LayerTooLarge(RuntimeError):
    """The layer is over its budget."""


def numpy_layer(architecture: str, cache: Path = BUILD / "layers") -> Path:
    """Return the zip of the layer for ``architecture``, built once for each lock, processor and Python.

    Raises `infra_cdk.packaging.dependencies.DependencyError` when NumPy has no wheel for it, `LayerTooLarge`.
    """
    options = options_of(architecture)
    name = f"{architecture}-{digest([LOCK.read_bytes(), ' '.join((*options, *_TESTS)).encode()])}"

    def build(folder: Path) -> None:
        site = folder / "site"
        install(site / "python", options, LOCK)
        clean(site / "python")
        _strip(site)
        write_archive(folder / "layer.zip", site)
        shutil.rmtree(site)
        if (size := (folder / "layer.zip").stat().st_size) > BUDGET:
            raise LayerTooLarge(f"{size} bytes, the limit is {BUDGET}")

    return built_once(cache / name, build) / "layer.zip"


def _strip(site: Path) -> None:
    for pattern in _TESTS:
        for path in sorted(site.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
