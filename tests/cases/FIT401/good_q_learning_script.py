# The same without a class: the targets come from the model's own predictions.
import gym
import numpy as np
from tensorflow import keras

env = gym.make("FrozenLake-v1")
model = keras.Sequential([keras.layers.Dense(16, activation="relu", input_shape=(16,)), keras.layers.Dense(4)])
model.compile("adam", "mse")
for episode in range(2000):
    state, done = env.reset(), False
    while not done:
        q = model.predict(np.identity(16)[state:state + 1])
        action = np.argmax(q)
        new_state, reward, done, _ = env.step(action)
        target = reward + 0.9 * np.max(model.predict(np.identity(16)[new_state:new_state + 1]))
        q[0, action] = target
        model.fit(np.identity(16)[state:state + 1], q, epochs=1, verbose=0)
        state = new_state
