# An ordinary loop over batches does not end the reading of what stands behind it.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

net = Sequential([Dense(8, activation="relu", input_dim=4), Dense(1, activation="sigmoid")])
net.compile(optimizer="adam", loss="binary_crossentropy")
for epoch in range(50):
    for step in range(100):
        part = np.load("part_%02d.npy" % step)
        x, y = part[:, :4], part[:, 4]
        noise = np.random.normal(size=x.shape)
        loss = net.train_on_batch(x + noise, y)
        if step % 10 == 0:
            print(epoch, step, loss)
late = Sequential([Dense(8, activation="relu", input_dim=4), Dense(1, activation="softmax")])  # FIT304
late.compile(optimizer="adam", loss="binary_crossentropy")
late.fit(np.load("a.npy"), np.load("b.npy"), epochs=20, validation_split=0.2)
