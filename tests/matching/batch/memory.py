"""A store in memory whose files tests may damage."""


class Memory:
    """Files by name, in the order in which they were last written."""

    def __init__(self, files=None, prefix=""):
        self.files, self._prefix = {} if files is None else files, prefix

    def read(self, name, start=0, length=None):
        content = self.files.get(self._prefix + name)
        return None if content is None else content[start : None if length is None else start + length]

    def write(self, name, content):
        self.files.pop(self._prefix + name, None)
        self.files[self._prefix + name] = content

    def remove(self, name):
        self.files.pop(self._prefix + name, None)

    def within(self, name):
        return Memory(self.files, f"{self._prefix}{name}/")

    def results(self):
        return {name: content for name, content in self.files.items() if name.startswith("results/")}
