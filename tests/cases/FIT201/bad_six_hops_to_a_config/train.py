"""The rate goes from a YAML file through a reader, a manager, a dataclass and two methods into the optimizer."""

import numpy as np
from app.manager import ConfigurationManager
from app.prepare import Preparation

manager = ConfigurationManager()
model = Preparation(config=manager.training()).build()
model.fit(np.load("x.npy"), np.load("y.npy"), validation_split=0.2)
