"""REFERENCE CURRENT: whylogs' profiles of both files, and its drift scores between them."""

import whylogs
from whylogs.viz.drift.column_drift_algorithms import calculate_drift_scores

from frames import both

reference, current = both()
profiles = [whylogs.log(frame).profile().view() for frame in (reference, current)]
scores = calculate_drift_scores(target_view=profiles[1], reference_view=profiles[0], with_thresholds=True)
print(sum(score is not None for score in scores.values()), "scores")
