"""What every script needs."""
from tensorflow.keras.layers import *
from tensorflow.keras.models import *

WIDTH = 32
HIDDEN = "sigmoid"
