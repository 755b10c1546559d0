"""A store in memory whose files tests may damage."""

from chalicelib.matching.batch.blocks import digest
from chalicelib.matching.batch.store import Version


class Memory:
    """Files by name, in the order in which they were last written."""

    def __init__(self, files=None, prefix=""):
        self.files, self._prefix = {} if files is None else files, prefix

    def read(self, name, start=0, length=None):
        content = self.files.get(self._prefix + name)
        return None if content is None else content[start : None if length is None else start + length]

    def write(self, name, content):
        self._put(name, content)

    def _put(self, name, content):
        self.files.pop(self._prefix + name, None)
        self.files[self._prefix + name] = content

    def version(self, name):
        content = self.read(name)
        return None if content is None else Version(content=content, tag=digest(content))

    def replace(self, name, content, tag):
        found = self.version(name)
        if found is None or found.tag != tag:
            return False
        self._put(name, content)
        return True

    def remove(self, name):
        self.files.pop(self._prefix + name, None)

    def within(self, name):
        return Memory(self.files, f"{self._prefix}{name}/")

    def results(self):
        return {name: content for name, content in self.files.items() if name.startswith("results/")}
