"""Reads every table of every PDF in a folder with pdfplumber."""
import pathlib
import sys

import pdfplumber

rows = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.pdf")):
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            rows += sum(len(table) for table in page.extract_tables())
print(rows, "rows")
