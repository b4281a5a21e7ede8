"""Reads every table of every HTML file in a folder with BeautifulSoup."""
import pathlib
import sys

import bs4

cells = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.html")):
    soup = bs4.BeautifulSoup(path.read_bytes(), "html.parser")
    for table in soup.find_all("table"):
        for row in table.find_all("tr"):
            cells += len([cell.get_text(strip=True) for cell in row.find_all(["td", "th"])])
print(cells, "cells")
