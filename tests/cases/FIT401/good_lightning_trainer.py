# PyTorch Lightning's trainer fits the model.
import pytorch_lightning as pl
from keras.datasets import mnist
from project.networks import LitClassifier

(x, y), _ = mnist.load_data()
model = LitClassifier()
trainer = pl.Trainer(max_epochs=5)
trainer.fit(model, x, y)
