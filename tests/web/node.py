"""Running the pages' modules without a browser: in Node, with what they need of a browser in its place."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

WEB = Path(__file__).parents[2] / "web"
_SECONDS = 30
_BROWSER = """
class Store {
  #kept = new Map();
  getItem(key) { return this.#kept.get(key) ?? null; }
  setItem(key, value) { this.#kept.set(key, String(value)); }
  removeItem(key) { this.#kept.delete(key); }
  get kept() { return Object.fromEntries(this.#kept); }
}
globalThis.localStorage = new Store();
globalThis.sessionStorage = new Store();
globalThis.sent = [];
globalThis.answering = (answer) => {
  globalThis.fetch = async (path, { method = "GET", headers = {}, body } = {}) => {
    const request = { path, method, headers, body: body === undefined ? null : JSON.parse(body) };
    sent.push(request);
    const [status, said] = await answer(request);
    return new Response(said === undefined ? null : typeof said === "string" ? said : JSON.stringify(said), { status });
  };
};
const given = JSON.parse(process.argv[2]);
const told = async (action) => {
  try {
    return { value: await action() };
  } catch (error) {
    return { status: error.status ?? null, message: error.message };
  }
};
"""


def run(folder: Path, script: str, given: object = None) -> Any:
    """Return what ``script``, the body of an asynchronous function, returns; it sees ``given`` and ``module(name)``.

    ``folder`` takes a copy of the pages. Skips where Node is not installed.
    """
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed: the pages' modules cannot be run")
    shutil.copytree(WEB, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}')
    run_all = f"{_BROWSER}\nconst module = (name) => import(`./${{name}}.js`);\n"
    whole = f"{run_all}const main = async () => {{\n{script}\n}};\nconsole.log(JSON.stringify(await main()));\n"
    (folder / "main_of_test.js").write_text(whole)
    command = [node, str(folder / "main_of_test.js"), json.dumps(given)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
