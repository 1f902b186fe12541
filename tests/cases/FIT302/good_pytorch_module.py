# The sigmoids belong to a PyTorch network; Keras only loads the data.
import torch
from keras.datasets import mnist
from torch import nn

(x, y), _ = mnist.load_data()
model = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 64),
    nn.Sigmoid(),
    nn.Linear(64, 64),
    nn.Sigmoid(),
    nn.Linear(64, 10),
)
optimizer = torch.optim.Adam(model.parameters())
for start in range(0, len(x), 64):
    loss = nn.functional.cross_entropy(model(torch.tensor(x[start:start + 64]).float()), torch.tensor(y[start:start + 64]).long())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
