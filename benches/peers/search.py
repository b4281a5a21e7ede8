#!/usr/bin/env python3
"""The same items and queries in SQLite's FTS5 with trigrams, and in PostgreSQL's pg_trgm.

    BENCH_TSV=/tmp/items.tsv BENCH_ITEMS=100000 cargo bench -p search
    python3 benches/peers/search.py /tmp/items.tsv [postgres-url]

Each word of a query must stand in title, number or text; the ten best by bm25 (SQLite) or the first ten (PostgreSQL).
Neither knows numbers in other brackets, questions, synonyms, traditional signs or typing errors. A word of one or two
signs has no trigram and is looked for by `like`.
"""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time


def words(query):
    return [word.replace('"', "").replace("'", "").replace("\\", "") for word in query.split()]


def read(path):
    queries, items = [], []
    with open(path, encoding="utf-8") as file:
        for line in file:
            kind, *cells = line.rstrip("\n").split("\t")
            (queries if kind == "q" else items).append(cells)
    return [cells[0] for cells in queries], items


def told(name, times):
    times.sort()
    middle, late = times[len(times) // 2] * 1000, times[int((len(times) - 1) * 0.99)] * 1000
    print(f"{name}: {len(times)} asked, {len(times) / sum(times):.1f}/s on one thread; half within {middle:.1f} ms, 99 % {late:.1f}")


def sqlite(queries, items, folder):
    database = sqlite3.connect(os.path.join(folder, "items.db"))
    began = time.perf_counter()
    database.execute("create virtual table item using fts5(title, number, text, tokenize='trigram')")
    database.executemany("insert into item values (?, ?, ?)", items)
    database.execute("insert into item(item) values ('optimize')")
    database.commit()
    seconds = time.perf_counter() - began
    size = os.path.getsize(os.path.join(folder, "items.db")) >> 20
    print(f"SQLite {sqlite3.sqlite_version} FTS5 trigram: {len(items)} items in {seconds:.1f} s, {len(items) / seconds:.0f}/s, {size} MB")
    times = []
    deadline = time.perf_counter() + 60
    for query in queries:
        long = [word for word in words(query) if len(word) > 2]
        short = [word for word in words(query) if 0 < len(word) <= 2]
        began = time.perf_counter()
        conditions = ["item match ?"] if long else []
        conditions += ["(title like ? or text like ?)"] * len(short)
        values = [" AND ".join(f'"{word}"' for word in long)] if long else []
        values += [f"%{word}%" for word in short for _ in range(2)]
        order = "order by rank" if long else ""
        statement = f"select title, substr(text, 1, 96) from item where {' and '.join(conditions)} {order} limit 10"
        database.execute(statement, values).fetchall()
        times.append(time.perf_counter() - began)
        if time.perf_counter() > deadline:
            break
    told("SQLite FTS5 trigram", times)


def postgres(queries, items, url, folder):
    def run(sql):
        return subprocess.run(["psql", url, "-qAtX", "-v", "ON_ERROR_STOP=1"], input=sql, text=True, capture_output=True, check=True).stdout

    copy = os.path.join(folder, "items.tsv")
    with open(copy, "w", encoding="utf-8") as file:
        for cells in items:
            file.write("\t".join(cell.replace("\\", "") for cell in cells) + "\n")
    began = time.perf_counter()
    run("create extension if not exists pg_trgm; drop table if exists bench_item; create table bench_item (title text, number text, text text);")
    run(f"\\copy bench_item from '{copy}'")
    run("create index on bench_item using gin ((title || ' ' || number || ' ' || text) gin_trgm_ops); analyze bench_item;")
    print(f"PostgreSQL pg_trgm: {len(items)} items in {time.perf_counter() - began:.1f} s")
    chosen = queries[:200]
    script = ["\\timing on"]
    for query in chosen:
        like = " and ".join(f"title || ' ' || number || ' ' || text like '%{word}%'" for word in words(query)) or "true"
        script.append(f"select 1 from (select title, left(text, 96) from bench_item where {like} limit 10) found where false;")
    times = [float(line.split()[1]) / 1000 for line in run("\n".join(script)).splitlines() if line.startswith("Time:")]
    told("PostgreSQL pg_trgm", times)
    run("drop table bench_item")


def main():
    queries, items = read(sys.argv[1])
    random.Random(1).shuffle(queries)
    with tempfile.TemporaryDirectory(prefix="gongkai-search-peers-") as folder:
        sqlite(queries, items, folder)
        if len(sys.argv) > 2:
            postgres(queries, items, sys.argv[2], folder)


if __name__ == "__main__":
    main()
