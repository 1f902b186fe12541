"""The oracle: Keras itself says what a script builds and trains, and what fitlint reads is held against it."""
