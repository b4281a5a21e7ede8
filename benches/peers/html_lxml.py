"""Reads every table of every HTML file in a folder with lxml.html, and nothing more: the pace to beat."""
import pathlib
import sys

import lxml.html

cells = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.html")):
    tree = lxml.html.fromstring(path.read_bytes())
    for table in tree.iter("table"):
        for row in table.iter("tr"):
            cells += len([cell.text_content().strip() for cell in row.iter("td", "th")])
print(cells, "cells")
