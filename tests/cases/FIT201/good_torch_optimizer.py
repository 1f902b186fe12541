# A PyTorch optimizer in a file that uses Keras for its data.
import torch
from keras.datasets import mnist

(x, y), _ = mnist.load_data()
net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(784, 10))
optimizer = torch.optim.SGD(net.parameters(), lr=0.5)
for start in range(0, len(x), 64):
    optimizer.zero_grad()
    images = torch.tensor(x[start : start + 64]).float()
    loss = torch.nn.functional.cross_entropy(net(images), torch.tensor(y[start : start + 64]).long())
    loss.backward()
    optimizer.step()
