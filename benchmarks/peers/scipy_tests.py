"""REFERENCE CURRENT: what one writes by hand: a Kolmogorov-Smirnov test a number, a chi-square test a category."""

import pandas
from scipy.stats import chi2_contingency, ks_2samp

from frames import both, categorical, numeric

reference, current = both()
found = {}
for name in numeric(reference):
    found[name] = ks_2samp(reference[name].dropna(), current[name].dropna()).pvalue
for name in categorical(reference):
    counts = pandas.concat([reference[name].value_counts(), current[name].value_counts()], axis=1).fillna(0)
    found[name] = chi2_contingency(counts.to_numpy().T).pvalue
print(len(found), "tests")
