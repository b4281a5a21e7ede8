#!/usr/bin/env python3
"""Table three of 1,200 agencies from the same million applications, by DuckDB, SQLite and PostgreSQL.

    BENCH_CSV=/tmp/applications.csv cargo bench -p store
    pip install duckdb; python3 benches/peers/ledger.py /tmp/applications.csv [postgres-url]

Each figure is the middle of nine runs. The question is the one our full count answers: for every agency, new
applications, those carried in, and the outcomes of 2023 by kind of applicant.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

YEAR = 2023
FIRST, NEXT = f"{YEAR}-01-01", f"{YEAR + 1}-01-01"
QUERY = f"""
select agency, applicant, leaf_of_year,
       sum(is_received), sum(is_carried_in), count(*)
from (
    select agency, applicant,
           case when answered_on >= '{FIRST}' and answered_on < '{NEXT}' then leaf end as leaf_of_year,
           case when received_on >= '{FIRST}' and received_on < '{NEXT}' then 1 else 0 end as is_received,
           case when received_on < '{FIRST}' and (answered_on is null or answered_on >= '{FIRST}')
                then 1 else 0 end as is_carried_in
    from application
) as of_year
group by agency, applicant, leaf_of_year
"""


def median(name, run):
    times, before = [], time.process_time()
    for _ in range(9):
        start = time.perf_counter()
        rows = run()
        times.append((time.perf_counter() - start) * 1000)
    cpu = (time.process_time() - before) * 1000 / 9
    received = sum(row[3] for row in rows)  # the same in every peer
    print(f"{name}: {statistics.median(times):.1f} ms ({cpu:.0f} ms CPU in this process), received {received}")


def duckdb_runs(path):
    import duckdb

    database = duckdb.connect()
    types = "{'agency':'INTEGER','number':'VARCHAR','received_on':'DATE','channel':'VARCHAR','applicant':'VARCHAR'," \
            "'leaf':'VARCHAR','answered_on':'DATE'}"
    database.execute(f"create table application as select * from read_csv('{path}', header=true, columns={types})")
    for threads in (1, 2):
        database.execute(f"set threads to {threads}")
        median(f"duckdb {duckdb.__version__}, in memory, {threads} threads",
               lambda: database.execute(QUERY).fetchall())
    # The same six bytes that our packs hold, as columns.
    database.execute("create table packed as select agency, year(received_on)::usmallint as received,"
                     " coalesce(year(answered_on), 0)::usmallint as answered,"
                     " coalesce(dense_rank() over (order by leaf), 0)::utinyint as leaf,"
                     " dense_rank() over (order by applicant)::utinyint as applicant from application")
    packed = f"""select agency, applicant, case when answered = {YEAR} then leaf else 255 end as leaf_of_year,
        count(*) filter (received = {YEAR}),
        count(*) filter (received < {YEAR} and (answered = 0 or answered >= {YEAR})), count(*)
        from packed group by agency, applicant, leaf_of_year"""
    for threads in (1, 2):
        database.execute(f"set threads to {threads}")
        median(f"duckdb, packed columns, {threads} threads", lambda: database.execute(packed).fetchall())
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "applications.parquet")
        database.execute(f"copy application to '{file}' (format parquet)")
        query = QUERY.replace("from application", f"from '{file}'")
        median("duckdb over Parquet, 2 threads", lambda: database.execute(query).fetchall())


def sqlite_run(path):
    import csv

    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(os.path.join(folder, "peer.db"))
        database.execute("create table application (agency int, number text, received_on text, channel text,"
                         " applicant text, leaf text, answered_on text)")
        with open(path, encoding="utf-8") as file:
            rows = csv.reader(file)
            next(rows)
            start = time.perf_counter()
            database.executemany("insert into application values (?,?,?,?,?,?,nullif(?, ''))", rows)
            database.commit()
            print(f"sqlite plain insert of the same rows, no ledger: {time.perf_counter() - start:.1f} s")
        median(f"sqlite {sqlite3.sqlite_version} group by", lambda: database.execute(QUERY).fetchall())


def postgres_run(path, url):
    def psql(*commands):
        arguments = [part for command in commands for part in ("-c", command)]
        return subprocess.run(["psql", "-qAt", "-v", "ON_ERROR_STOP=1", url, *arguments],
                              check=True, capture_output=True, text=True).stdout

    psql("drop table if exists peer_application",
         "create table peer_application (agency int, number text, received_on date, channel text, applicant text,"
         " leaf text, answered_on date)",
         f"\\copy peer_application from '{path}' (format csv, header true, null '')",
         "vacuum analyze peer_application")
    query = QUERY.replace("from application", "from peer_application")
    out = psql(*["explain (analyze, timing off, costs off) " + query] * 9)
    times = [float(line.split()[2]) for line in out.splitlines() if line.startswith("Execution Time")]
    print(f"postgres group by, by its own clock: {statistics.median(times):.1f} ms")
    psql("drop table peer_application")


if __name__ == "__main__":
    duckdb_runs(sys.argv[1])
    sqlite_run(sys.argv[1])
    if len(sys.argv) > 2:
        postgres_run(sys.argv[1], sys.argv[2])
