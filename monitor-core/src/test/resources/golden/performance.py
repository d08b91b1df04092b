"""Writes performance.json: metrics of scikit-learn on records that any language can rebuild.

Run: python performance.py > performance.json

A record takes its numbers from MINSTD: s <- 48271 * s mod 2147483647, from the seed; u = s / 2147483647, advanced before each draw.
binary:     u1, u2, u3; p = u1 ** shape, rounded to `decimals` where they are given; truth = u2 < base + slope * (p - 0.5);
            predicted = p >= 0.5, or the other way round where u3 < flip
classes:    u1, u2, u3; truth = floor(u1 * u1 * k); predicted = truth where u2 < right, else floor(u3 * k)
regression: u1, u2, u3; truth = scale * (u1 - offset), 0 where u3 < zeros; predicted = truth + spread * (u2 - 0.5) ** power
"""

import json
import sys

import numpy
import sklearn
from sklearn import metrics


def draws(seed):
    s = seed
    while True:
        s = 48271 * s % 2147483647
        yield s / 2147483647


def binary(seed, n, shape, decimals, base, slope, flip):
    u = draws(seed)
    scores, predictions, truths = [], [], []
    for _ in range(n):
        u1, u2, u3 = next(u), next(u), next(u)
        p = u1 if shape == 1 else u1 * u1 if shape == 2 else u1 * u1 * u1
        if decimals is not None:
            p = int(p * 10**decimals + 0.5) / 10**decimals
        truths.append(bool(u2 < base + slope * (p - 0.5)))
        scores.append(p)
        predictions.append((p >= 0.5) != (u3 < flip))
    result = {
        "accuracy": metrics.accuracy_score(truths, predictions),
        "precision": metrics.precision_score(truths, predictions),
        "recall": metrics.recall_score(truths, predictions),
        "specificity": metrics.recall_score(truths, predictions, pos_label=False),
        "balanced_accuracy": metrics.balanced_accuracy_score(truths, predictions),
        "f1": metrics.f1_score(truths, predictions),
        "mcc": metrics.matthews_corrcoef(truths, predictions),
        "log_loss": metrics.log_loss(truths, scores, labels=[False, True]),
        "brier": metrics.brier_score_loss(truths, scores),
        "base_rate": float(numpy.mean(truths)),
    }
    if 0 < sum(truths) < n:
        result["roc_auc"] = metrics.roc_auc_score(truths, scores)
    if sum(truths) > 0:
        result["average_precision"] = metrics.average_precision_score(truths, scores)
    return result


def classes(seed, n, k, right):
    u = draws(seed)
    predictions, truths = [], []
    for _ in range(n):
        u1, u2, u3 = next(u), next(u), next(u)
        truth = int(u1 * u1 * k)
        truths.append(truth)
        predictions.append(truth if u2 < right else int(u3 * k))
    return {
        "accuracy": metrics.accuracy_score(truths, predictions),
        "balanced_accuracy": metrics.balanced_accuracy_score(truths, predictions),
        "macro_f1": metrics.f1_score(truths, predictions, average="macro"),
        "weighted_f1": metrics.f1_score(truths, predictions, average="weighted"),
        "precision_c1": metrics.precision_score(truths, predictions, labels=[1], average=None)[0],
        "recall_c1": metrics.recall_score(truths, predictions, labels=[1], average=None)[0],
    }


def regression(seed, n, scale, offset, zeros, spread, power):
    u = draws(seed)
    predictions, truths = [], []
    for _ in range(n):
        u1, u2, u3 = next(u), next(u), next(u)
        truth = 0.0 if u3 < zeros else scale * (u1 - offset)
        v = u2 - 0.5
        truths.append(truth)
        predictions.append(truth + spread * (v if power == 1 else v * v * v))
    truths, predictions = numpy.array(truths), numpy.array(predictions)
    some = truths != 0
    both = numpy.abs(truths) + numpy.abs(predictions)
    miss = numpy.abs(truths - predictions)
    return {
        "mae": metrics.mean_absolute_error(truths, predictions),
        "rmse": metrics.root_mean_squared_error(truths, predictions),
        "mape": metrics.mean_absolute_percentage_error(truths[some], predictions[some]),
        "smape": float(numpy.mean(numpy.divide(2 * miss, both, out=numpy.zeros(n), where=both > 0))),
        "bias": float(numpy.mean(predictions - truths)),
        "r2": metrics.r2_score(truths, predictions),
        "median_error": metrics.median_absolute_error(truths, predictions),
        "pinball_loss": metrics.mean_pinball_loss(truths, predictions),
    }


def main():
    cases = []

    def case(kind, function, **recipe):
        numbers = {key: float(value) for key, value in function(**recipe).items()}
        cases.append({"kind": kind, "recipe": recipe, "metrics": numbers})

    for seed, n, shape, decimals, base, slope, flip in [
        (1, 1000, 1, 2, 0.5, 0.9, 0),
        (2, 5000, 1, 2, 0.5, 0.9, 0.1),
        (3, 1000, 2, 1, 0.3, 0.5, 0),
        (4, 5000, 3, 2, 0.2, 0.3, 0),
        (5, 300, 1, 2, 0.5, 1.0, 0.5),
        (6, 2000, 2, 2, 0.02, 0.02, 0),
        (7, 1000, 1, 1, 0.95, 0.1, 0),
        (8, 50, 1, 2, 0.5, 0.9, 0),
        (9, 500, 1, 0, 0.5, 0.8, 0),
        (10, 500, 1, 2, 2.0, 0, 0),
        (11, 20000, 1, None, 0.5, 0.9, 0),
        (12, 20000, 2, None, 0.3, 0.6, 0.05),
        (13, 20000, 3, None, 0.1, 0.15, 0),
    ]:
        case("binary", binary, seed=seed, n=n, shape=shape, decimals=decimals, base=base, slope=slope, flip=flip)
    for seed, n, k, right in [(21, 1000, 3, 0.8), (22, 5000, 10, 0.5), (23, 500, 4, 0.0), (24, 300, 2, 1.0), (25, 2000, 7, 0.95)]:
        case("classes", classes, seed=seed, n=n, k=k, right=right)
    for seed, n, scale, offset, zeros, spread, power in [
        (31, 1000, 100, 0, 0, 10, 1),
        (32, 5000, 1, 0.5, 0, 0.1, 1),
        (33, 2000, 1000000, 0.2, 0.1, 100000, 3),
        (34, 500, 1e-9, 0, 0, 1e-10, 3),
        (35, 1000, 50, 0.5, 0.5, 200, 1),
        (36, 20, 10, 0, 0, 0.001, 1),
    ]:
        case("regression", regression, seed=seed, n=n, scale=scale, offset=offset, zeros=zeros, spread=spread, power=power)
    json.dump({"scikit-learn": sklearn.__version__, "numpy": numpy.__version__, "about": __doc__, "cases": cases}, sys.stdout, indent=1)
    print()


main()
