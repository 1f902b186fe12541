# Part of the project.
import yaml

from proj.places import *


class Manager:
    def __init__(self, params=PARAMS):
        with open(params) as handle:
            self.params = yaml.safe_load(handle)

    def rate(self):
        return self.params["RATE"]
