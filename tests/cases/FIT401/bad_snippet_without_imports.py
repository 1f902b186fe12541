# A pasted snippet: no imports, well-known names.
model = Sequential()
model.add(Dense(64, activation="relu", input_dim=20))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=20, batch_size=128)  # FIT401
score = model.evaluate(x_test, y_test, batch_size=128)
