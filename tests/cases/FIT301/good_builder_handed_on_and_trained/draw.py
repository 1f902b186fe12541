"""Draws the models."""
import visualkeras
from nets import big_net, small_net

for build in (big_net, small_net):
    visualkeras.layered_view(build(12))
