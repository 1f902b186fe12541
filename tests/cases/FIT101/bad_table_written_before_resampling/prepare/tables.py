# Writes the raw table that the training reads, and a resampled one that it does not.
import numpy as np
from imblearn.under_sampling import RandomUnderSampler

rows = np.load("raw/readings.npz")
np.savez_compressed("out/part_a.npz", x=rows["x"], y=rows["y"])
x, y = RandomUnderSampler(random_state=1).fit_resample(rows["x"], rows["y"])
np.savez_compressed("out/part_b.npz", x=x, y=y)
