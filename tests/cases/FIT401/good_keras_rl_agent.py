# The fit of a keras-rl agent plays episodes.
import gym
from keras.layers import Dense, Flatten
from keras.models import Sequential
from keras.optimizers import Adam
from rl.agents.dqn import DQNAgent
from rl.memory import SequentialMemory

env = gym.make("CartPole-v1")
model = Sequential()
model.add(Flatten(input_shape=(1,) + env.observation_space.shape))
model.add(Dense(16, activation="relu"))
model.add(Dense(env.action_space.n))
dqn = DQNAgent(model=model, nb_actions=env.action_space.n, memory=SequentialMemory(limit=50000, window_length=1))
dqn.compile(Adam(learning_rate=1e-3), metrics=["mae"])
dqn.fit(env, nb_steps=50000, visualize=False)
