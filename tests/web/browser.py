"""Pages in Debian's Chromium, the size of a cheap phone, used as people use them: by what they read and press."""

import base64
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from local.engines.polling import NotReadyError, wait_until
from tests.web.wire import RefusedError, Wire

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
WIDTH, HEIGHT = 360, 640
AGENT = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36"
)
_SECONDS = 30
_NAMED = {"button", "link", "textbox", "searchbox", "checkbox", "combobox", "radio", "spinbutton", "listbox", "Date"}
_FIND = """
globalThis.__shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
globalThis.__name = (node) => (node.getAttribute("aria-label") || node.innerText || node.value || "").trim();
globalThis.__all = (kinds) => [...document.querySelectorAll(kinds)].filter(__shown);
globalThis.__pressable = (name) => {
  const found = __all("button, a[href], summary, label.check");
  found.sort((one, other) => Boolean(other.closest("main")) - Boolean(one.closest("main")));
  return found.find((node) => __name(node) === name) || found.find((node) => __name(node).startsWith(name));
};
globalThis.__field = (label) => {
  const found = __all("label").filter((node) => node.innerText.trim().startsWith(label));
  const named = __all("input[aria-label]").filter((node) => node.getAttribute("aria-label").startsWith(label));
  const inside = (node) => node.querySelector("input, select, textarea");
  const of = (node) => (node.htmlFor ? document.getElementById(node.htmlFor) : inside(node));
  return found.map(of).concat(named).find((node) => node && __shown(node));
};
"""


def program() -> str | None:
    """Return the browser that is installed, if any."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Page:
    """One tab."""

    def __init__(self, wire: Wire, context: str, *, width: int = WIDTH) -> None:
        """A new tab of a browser ``context``, whose tabs share what is kept on the device."""
        self._wire, self._context = wire, context
        target = wire.ask("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        self._session = wire.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.dialogs: list[str] = []
        self._answers: list[tuple[str, str, int, dict[str, str], bytes]] = []
        wire.listen(self._session, self._heard)
        for domain in ("Page", "Runtime", "Log", "Network", "DOM", "Accessibility"):
            self.ask(f"{domain}.enable")
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=HEIGHT, deviceScaleFactor=1, mobile=width < 800
        )
        self.ask("Emulation.setUserAgentOverride", userAgent=AGENT, acceptLanguage="id-ID,id")
        self.ask("Page.addScriptToEvaluateOnNewDocument", source=_FIND)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have the browser do something with this tab."""
        return self._wire.ask(method, self._session, **parameters)

    def open(self, url: str) -> "Page":
        """Go to an address and wait until its scripts have run."""
        self.ask("Page.navigate", url=url)
        self.until("document.readyState === 'complete' && location.href.startsWith('http')")
        return self

    def run(self, expression: str) -> Any:
        """Return what JavaScript says; a promise is waited for."""
        said = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in said:
            raise RefusedError(json.dumps(said["exceptionDetails"])[:1000])
        return said["result"].get("value")

    def until(self, expression: str, seconds: float = _SECONDS) -> None:
        """Wait until JavaScript says yes; fails with what the page shows when it never does."""

        def holds() -> bool:
            try:
                return bool(self.run(f"Boolean({expression})"))
            except RefusedError:
                # Between two pages there is nothing to ask.
                return False

        try:
            wait_until(holds, seconds, expression)
        except NotReadyError as error:
            raise AssertionError(f"{error}; the page says: {self.text!r}; {self.errors}") from None

    @property
    def text(self) -> str:
        """What is to be read at present."""
        return str(self.run("document.body.innerText"))

    def reads(self, words: str, seconds: float = _SECONDS) -> None:
        """Wait until ``words`` can be read."""
        self.until(f"document.body.innerText.includes({json.dumps(words)})", seconds)

    def lacks(self, words: str) -> None:
        """Wait until ``words`` can be read no more."""
        self.until(f"!document.body.innerText.includes({json.dumps(words)})")

    def press(self, name: str) -> None:
        """Press the button, link or box of that name, where it is to be seen and nothing lies over it."""
        found = f"__pressable({json.dumps(name)})"
        self.until(found)
        # Every page scrolls; what is pressed must then be what is at that point.
        spot = self.run(
            f"(() => {{ const node = {found}; node.scrollIntoView({{ block: 'center', behavior: 'instant' }});"
            " const box = node.getBoundingClientRect(); const x = box.x + Math.min(box.width / 2, 100);"
            " const y = box.y + box.height / 2; const top = document.elementFromPoint(x, y);"
            " return { x, y, hit: node.contains(top) }; })()"
        )
        assert spot["hit"], f"something lies over {name!r}"
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=spot["x"], y=spot["y"], button="left", clickCount=1)

    def fill(self, label: str, words: str) -> None:
        """Type into the field of that label, in place of what stood there."""
        found = f"__field({json.dumps(label)})"
        self.until(found)
        self.run(f"(() => {{ const node = {found}; node.focus(); node.select?.(); }})()")
        if not words:
            self.key("Backspace")
        else:
            self.ask("Input.insertText", text=words)

    def choose(self, label: str, value: str) -> None:
        """Choose a value of the list of that label."""
        found = f"__field({json.dumps(label)})"
        self.until(found)
        self.run(
            f"(() => {{ const node = {found}; node.value = {json.dumps(value)};"
            " node.dispatchEvent(new Event('change', { bubbles: true })); })()"
        )

    def key(self, name: str) -> None:
        """Press a key."""
        codes = {"Tab": 9, "Enter": 13, "Backspace": 8}
        more = {"text": "\r"} if name == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.ask(
                "Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=codes[name], **more
            )

    def answer(self, method: str, path: str, status: int, body: object = None, **headers: str) -> None:
        """From now on have the browser hear this of ``method`` at what begins with ``path``, in place of the platform.

        Status 0 is a connection that breaks.
        """
        raw = b"" if body is None else body.encode() if isinstance(body, str) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._answers.append((method, path, status, named, raw))
        self.ask("Fetch.enable", patterns=[{"urlPattern": "*/v1/*"}])

    def answer_no_more(self) -> None:
        """Let the platform answer again."""
        self._answers.clear()
        self.ask("Fetch.disable")

    def keep_downloads(self, folder: Path) -> None:
        """Have what is downloaded put into ``folder``."""
        self._wire.ask(
            "Browser.setDownloadBehavior",
            behavior="allow",
            downloadPath=str(folder),
            browserContextId=self._context,
        )

    def overflow(self) -> list[str]:
        """Return what reaches over the right edge of the screen."""
        return list(
            self.run(
                "(() => { const wide = innerWidth; if (document.documentElement.scrollWidth <= wide) return [];"
                " return __all('body *').filter((node) => node.getBoundingClientRect().right > wide + 1)"
                ".map((node) => `${node.tagName}.${node.className}: ${node.innerText}`.slice(0, 80)); })()"
            )
        )

    def small(self) -> list[str]:
        """Return what can be pressed and is lower than a finger (WCAG 2.5.8: 24 pixels; links in a text aside)."""
        return list(
            self.run(
                "__all('button, input:not([type=hidden]), select, textarea, summary, nav a').filter((node) =>"
                " node.getBoundingClientRect().height < 24).map(__name)"
            )
        )

    def nameless(self) -> list[str]:
        """Return the roles of what can be used and has no name for those who hear the page."""
        nodes = self.ask("Accessibility.getFullAXTree")["nodes"]
        return [
            node["role"]["value"]
            for node in nodes
            if not node.get("ignored") and node["role"]["value"] in _NAMED and not node.get("name", {}).get("value")
        ]

    def check(self) -> None:
        """Fail when the page is wider than the screen, has a part without a name, or a script of it failed."""
        assert self.overflow() == []
        assert self.nameless() == []
        assert self.small() == []
        assert self.errors == []
        assert self.run("document.title")
        assert self.run("document.documentElement.lang") in {"id", "en"}

    def close(self) -> None:
        """Close the tab."""
        self.ask("Page.close")

    def _heard(self, event: str, said: dict[str, Any]) -> None:
        if event == "Runtime.exceptionThrown":
            details = said["exceptionDetails"]
            self.errors.append(details.get("exception", {}).get("description", details["text"]))
        elif event == "Log.entryAdded" and said["entry"]["level"] == "error" and said["entry"]["source"] != "network":
            self.errors.append(said["entry"]["text"])
        elif event == "Network.requestWillBeSent":
            self.asked.append(said["request"]["url"])
        elif event == "Page.javascriptDialogOpening":
            self.dialogs.append(said["message"])
            self._wire.send("Page.handleJavaScriptDialog", self._session, accept=True)
        elif event == "Fetch.requestPaused":
            self._answered(said)

    def _answered(self, said: dict[str, Any]) -> None:
        method, url = said["request"]["method"], said["request"]["url"]
        path = url[url.index("/v1/") :]
        for wanted, begin, status, headers, raw in self._answers:
            if (wanted, path[: len(begin)]) != (method, begin):
                continue
            if not status:
                self._wire.send(
                    "Fetch.failRequest", self._session, requestId=said["requestId"], errorReason="ConnectionReset"
                )
                return
            kind = {"Content-Type": "application/problem+json"} | headers
            self._wire.send(
                "Fetch.fulfillRequest",
                self._session,
                requestId=said["requestId"],
                responseCode=status,
                responseHeaders=[{"name": name, "value": value} for name, value in kind.items()],
                body=base64.b64encode(raw).decode(),
            )
            return
        self._wire.send("Fetch.continueRequest", self._session, requestId=said["requestId"])


class Browser:
    """Chromium; each of its `phones` keeps its own things."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    @contextmanager
    def phone(self) -> Iterator["Phone"]:
        """A device of its own, which forgets everything at the end."""
        context = self._wire.ask("Target.createBrowserContext")["browserContextId"]
        try:
            yield Phone(self._wire, context)
        finally:
            self._wire.ask("Target.disposeBrowserContext", browserContextId=context)


class Phone:
    """What one device keeps, shared by its tabs."""

    def __init__(self, wire: Wire, context: str) -> None:
        self._wire, self._context = wire, context

    def blank(self) -> Page:
        """Open a tab with nothing in it yet."""
        return Page(self._wire, self._context)

    def tab(self, url: str) -> Page:
        """Open an address in a new tab."""
        return self.blank().open(url)


@contextmanager
def browsing(found: str, folder: Path) -> Iterator[Browser]:
    """The browser ``found``, with its profile in ``folder``, for as long as it is needed."""
    wire = Wire(found, str(folder))
    try:
        yield Browser(wire)
    finally:
        wire.close()
