"""A program that serves on one processor of this machine while a benchmark asks it."""
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


class Server:
    """A program on one processor; its address is the first it prints, unless it is told: then it is awaited there.

    Stopped at the end of a `with`, or by `stop`.
    """

    def __init__(self, name, command, processor, address=None):
        self.name = name
        self.child = subprocess.Popen(["taskset", "-c", str(processor), *map(str, command)], stdout=subprocess.PIPE, text=True)
        self.address = address
        try:
            self.wait() if address else self.read_address()
        except BaseException:
            self.stop()
            raise

    def read_address(self):
        """Reads what the program prints up to its address: then it listens."""
        for line in self.child.stdout:
            if found := ADDRESS.search(line):
                self.address = found.group(0)
                return
        sys.exit(f"{self.name} ended")

    def wait(self):
        """Waits until the address answers."""
        while True:
            try:
                with urllib.request.urlopen(self.address):
                    return
            except urllib.error.URLError:
                if self.child.poll() is not None:
                    sys.exit(f"{self.name} ended")
                time.sleep(0.1)

    @property
    def host(self):
        """The address as host and port."""
        return self.address.removeprefix("http://").rstrip("/")

    def seconds(self):
        """Processor time so far."""
        fields = pathlib.Path(f"/proc/{self.child.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self):
        """The most memory it had."""
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) // 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.child.terminate()
        self.child.wait()
