"""Executes a notebook with nbclient, as a teacher's or a grader's machine does, and writes the result.

execute.py NOTEBOOK OUTPUT

The kernel is the one the notebook names. Every code cell must succeed; a cell that asks for input fails,
since nobody is there to answer.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

source, target = map(Path, sys.argv[1:])
notebook = nbformat.read(source, as_version=4)
# What is saved in the file must not pass for what was executed.
for cell in notebook.cells:
    if cell.cell_type == "code":
        cell.outputs = []
        cell.execution_count = None
client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(source.parent)}})
try:
    client.execute()
finally:
    nbformat.write(notebook, target)
