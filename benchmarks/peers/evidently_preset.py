"""REFERENCE CURRENT: Evidently's drift preset on two files."""

from evidently import Report
from evidently.presets import DataDriftPreset

from frames import both

reference, current = both()
snapshot = Report([DataDriftPreset()]).run(current, reference)
print(len(snapshot.dict()["metrics"]), "metrics")
