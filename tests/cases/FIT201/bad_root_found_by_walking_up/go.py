# The root of the project is looked for folder by folder, and a star import hands the path on.
from proj.manager import Manager
from proj.stage.fitting import Fitting

Fitting(Manager().rate()).run()
