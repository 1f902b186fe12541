# An agent of keras-rl is compiled with an optimizer; its compile and fit are not those of a Keras model.
import gym
from keras.layers import Dense, Flatten
from keras.models import Sequential
from keras.optimizers import Adam
from rl.agents.dqn import DQNAgent
from rl.memory import SequentialMemory
from rl.policy import EpsGreedyQPolicy

env = gym.make("CartPole-v1")
model = Sequential()
model.add(Flatten(input_shape=(1, 4)))
model.add(Dense(16, activation="relu"))
model.add(Dense(2, activation="linear"))
agent = DQNAgent(model, EpsGreedyQPolicy(), nb_actions=2, memory=SequentialMemory(limit=50000, window_length=1))
agent.compile(Adam(lr=1e-2), metrics=["mae"])
agent.fit(env, nb_steps=50000)
