"""The two files as frames: CSV or Parquet by their names."""

import sys

import pandas


def read(path):
    return pandas.read_parquet(path) if path.endswith(".parquet") else pandas.read_csv(path)


def both():
    """Reference and current, from the command line."""
    return read(sys.argv[1]), read(sys.argv[2])


def numeric(frame):
    return [name for name in frame.columns if pandas.api.types.is_numeric_dtype(frame[name])]


def categorical(frame):
    return [name for name in frame.columns if not pandas.api.types.is_numeric_dtype(frame[name])]
