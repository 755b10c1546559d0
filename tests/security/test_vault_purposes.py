"""Nothing but the vault decrypts, every place that opens names its purpose, and a table says who may open what."""

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from security.principal import Audience, Principal
from security.purposes import SYSTEM, Purpose, may_open
from security.sealed import Kind

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("app.py", "chalicelib", "functions", "search", "security", "local", "infra_cdk", "bench")
OPENERS = {"open_sealed": 1, "plain": 1, "display_name": 1, "with_words": 1}
"""Functions that open, and at which place their purpose stands."""

WITHIN = {"chalicelib/rights/listing.py": {"_opened": 1, "_words": 1}}
"""The same in one module alone."""

WRAPPERS = {
    "chalicelib/people/personal.py": {"plain"},
    "chalicelib/people/contacting.py": {"display_name"},
    "chalicelib/applications/words.py": {"with_words"},
    "chalicelib/rights/listing.py": {"_opened", "_words"},
}
"""Functions that hand on the purpose that their own caller named."""

MAY_DECRYPT = {
    "security/envelope.py",
    "security/owner_keys.py",
    "security/shared_secrets.py",
    "security/vault.py",
}
CIPHERS = {"AESGCM", "Fernet", "Cipher", "ChaCha20Poly1305"}
INNER = {"security.envelope", "security.datakeys", "security.owner_keys"}
"""Modules that hold keys in plain text; others may know what of theirs is stored or raised."""

HARMLESS = {"Box", "UnsealError", "WrappedKey"}
BENCH = {"bench/vault.py"}
"""Measures the cipher itself beside the vault, on invented values."""

NIK, PHONE, EMAIL, ADDRESS, CERTIFICATE, NAME, WORDS, FACTOR, SESSION = Kind
EXPECTED = {
    Purpose.SHOW_OWNER: {"owner": {PHONE, EMAIL, ADDRESS, NAME, WORDS}},
    Purpose.EXPORT_OWNER: {"owner": set(Kind) - {FACTOR, SESSION}},
    Purpose.VERIFY_CONTACT: {"system": {PHONE, EMAIL}},
    Purpose.NOTIFY: {"system": {PHONE, EMAIL}},
    Purpose.CHECK_REGISTER: {"system": {NIK, CERTIFICATE, NAME}},
    Purpose.CONTACT_APPLICANT: {Audience.EMPLOYER: {PHONE, EMAIL, NAME, WORDS}},
    Purpose.ANSWER_RIGHTS: {Audience.OFFICER: {WORDS}, Audience.ADMIN: {WORDS}},
    Purpose.SIGN_IN: {"system": {FACTOR}},
    Purpose.FOLLOW_REPORT: {Audience.MONITOR: {WORDS}},
    Purpose.ASSIST: {Audience.OFFICER: {PHONE, EMAIL, ADDRESS, NAME}},
}
OWNER = "per_01j9z6k0w2e8m4p7q1r5t3v9xa"
READERS = {
    "owner": Principal(id=OWNER),
    "system": SYSTEM,
    **{role: Principal(id="per_01j9z6k0w2e8m4p7q1r5t3v9xb", roles=frozenset({role})) for role in Audience},
}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        files = [PROJECT / room] if room.endswith(".py") else sorted((PROJECT / room).rglob("*.py"))
        for file in files:
            yield str(file.relative_to(PROJECT)), ast.parse(file.read_text())


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return dict(sources())


def names_in(tree: ast.AST) -> set[str]:
    found = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return found | {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}


def decrypts(tree: ast.AST) -> bool:
    """Whether a module knows a cipher, or takes anything from where keys are in plain text."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    inner = {alias.name for node in imports if node.module in INNER for alias in node.names} - HARMLESS
    whole = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names} & INNER
    from_package = {a.name for n in imports if n.module == "security" for a in n.names} & {
        each.partition(".")[2] for each in INNER
    }
    return bool(names_in(tree) & CIPHERS or inner or whole or from_package)


def test_nothing_but_the_vault_decrypts(trees):
    decrypting = {file for file, tree in trees.items() if decrypts(tree)}
    assert decrypting - BENCH == MAY_DECRYPT


def test_nobody_asks_the_key_service_but_the_data_keys(trees):
    texts = {
        file: {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        for file, tree in trees.items()
        if not file.startswith(("infra_cdk/", "local/", "bench/"))
    }
    assert {file for file, found in texts.items() if found & {"decrypt", "generate_data_key"}} == {
        "security/datakeys.py"
    }


def openers(file: str) -> dict[str, int]:
    return OPENERS | WITHIN.get(file, {})


def calls(file: str, tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in openers(file) and len(node.args) + len(node.keywords) >= 3:
                yield name, node


def purpose_of(file: str, name: str, call: ast.Call) -> ast.expr | None:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    place = openers(file)[name]
    return named.get("purpose") or (call.args[place] if len(call.args) > place else None)


def constants(purpose: ast.expr | None, tree: ast.Module) -> list[str] | None:
    """The purposes that an expression may be, ``None`` when that cannot be read off it and its module's constants."""
    if isinstance(purpose, ast.Name):
        return constants(assigned(tree).get(purpose.id), tree)
    if isinstance(purpose, ast.IfExp):
        both = [constants(purpose.body, tree), constants(purpose.orelse, tree)]
        return None if None in both else [name for part in both for name in part or ()]
    if isinstance(purpose, ast.Attribute) and isinstance(purpose.value, ast.Name) and purpose.value.id == "Purpose":
        return [purpose.attr]
    return None


def assigned(tree: ast.Module) -> dict[str, ast.expr]:
    """What the names in capitals of a module stand for; nothing of one that is assigned twice."""
    pairs = [
        (target.id, node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    ]
    names = [name for name, _ in pairs]
    return {name: value for name, value in pairs if names.count(name) == 1 and not isinstance(value, ast.Name)}


def unnamed(file: str, tree: ast.Module) -> list[str]:
    handed_on = {
        id(call)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name in WRAPPERS.get(file, ())
        for _, call in calls(file, function)
    }
    return [
        f"{file}:{call.lineno}"
        for name, call in calls(file, tree)
        if id(call) not in handed_on and constants(purpose_of(file, name, call), tree) is None
    ]


def test_every_place_that_opens_names_its_purpose_as_a_constant(trees):
    places = [
        (file, constants(purpose_of(file, name, call), tree))
        for file, tree in trees.items()
        for name, call in calls(file, tree)
        if not file.startswith("security/")
    ]
    assert len(places) >= 8
    assert [
        place for file, tree in trees.items() if not file.startswith("security/") for place in unnamed(file, tree)
    ] == []
    named = {name for _, purposes in places for name in purposes or ()}
    assert named <= {purpose.name for purpose in Purpose}


@pytest.mark.parametrize(
    "text",
    [
        "vault.open_sealed(value, wanted, reader)",
        "personal.plain(Kind.NIK, request.purpose, reader)",
        "people.display_name(person, Purpose(text), reader)",
        "personal.plain(Kind.NIK, Purpose.NOTIFY if urgent else wanted, reader)",
        "WHY = Purpose.NOTIFY\nWHY = wanted()\npersonal.plain(Kind.NIK, WHY, reader)",
    ],
)
def test_a_purpose_that_is_reckoned_would_be_noticed(text):
    assert unnamed("chalicelib/elsewhere.py", ast.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "AESGCM(key).decrypt(nonce, box, b'')",
        "from security.envelope import unlocked",
        "from security import datakeys",
        "import security.owner_keys",
    ],
)
def test_another_place_that_decrypts_would_be_noticed(text):
    assert decrypts(ast.parse(text))


@pytest.mark.parametrize(("purpose", "reader", "kind"), list(product(Purpose, READERS, Kind)), ids=str)
def test_the_table_is_exactly_this(purpose, reader, kind):
    wanted = kind in EXPECTED[purpose].get(reader, set())
    assert may_open(purpose, kind, OWNER, READERS[reader]) is wanted


def test_every_purpose_is_expected():
    assert set(EXPECTED) == set(Purpose)
