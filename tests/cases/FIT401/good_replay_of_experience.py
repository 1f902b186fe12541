# Deep Q-learning: one epoch on targets that the loop itself generates.
import random
from collections import deque

import gym
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import Adam


class Agent:
    def __init__(self, state_size, action_size):
        self.memory = deque(maxlen=2000)
        self.model = Sequential()
        self.model.add(Dense(24, input_dim=state_size, activation="relu"))
        self.model.add(Dense(action_size, activation="linear"))
        self.model.compile(loss="mse", optimizer=Adam(lr=0.001))

    def replay(self, batch_size):
        for state, action, reward, next_state, done in random.sample(self.memory, batch_size):
            target = reward
            if not done:
                target = reward + 0.95 * np.amax(self.model.predict(next_state)[0])
            target_f = self.model.predict(state)
            target_f[0][action] = target
            self.model.fit(state, target_f, epochs=1, verbose=0)


env = gym.make("CartPole-v1")
agent = Agent(4, 2)
for episode in range(1000):
    agent.replay(32)
