"""A PostgreSQL of its own for a benchmark, with its ordinary settings."""
import glob
import os
import pathlib
import shutil
import subprocess


class Postgres:
    """A temporary cluster on loopback; as root it runs as the user postgres."""

    def __init__(self, folder):
        found = shutil.which("initdb") or next(iter(sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), reverse=True)), None)
        self.url = None
        if not found:
            print("PostgreSQL is not installed and is left out")
            return
        self.bin = pathlib.Path(found).resolve().parent
        self.home = folder / "postgres"
        self.home.mkdir()
        if os.getuid() == 0:
            folder.chmod(0o755)
            shutil.chown(self.home, "postgres")
        port = 20000 + os.getpid() % 20000
        self.run("initdb", "-D", self.home / "data", "-U", "gongkai", "--auth=trust", "--encoding=UTF8", "--locale=C")
        self.run("pg_ctl", "-D", self.home / "data", "-l", self.home / "log", "-w", "start",
                 "-o", f"-p {port} -k {self.home} -c listen_addresses=127.0.0.1")
        self.url = f"postgres://gongkai@127.0.0.1:{port}/postgres"

    def run(self, program, *arguments):
        alone = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*alone, str(self.bin / program), *map(str, arguments)]
        subprocess.run(command, check=True, cwd=self.home, stdout=subprocess.DEVNULL)

    def database(self, name):
        subprocess.run(["psql", "-qAt", self.url, "-c", f"create database {name}"], check=True)
        return self.url.rsplit("/", 1)[0] + "/" + name

    def stop(self):
        if self.url:
            self.run("pg_ctl", "-D", self.home / "data", "-m", "immediate", "stop")
