"""REFERENCE CURRENT: NannyML's univariate drift with its default methods, fit on the one, calculated on the other."""

import nannyml

from frames import both

reference, current = both()
calculator = nannyml.UnivariateDriftCalculator(column_names=list(reference.columns))
results = calculator.fit(reference).calculate(current)
print(results.to_df().shape, "results")
