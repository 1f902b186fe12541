# A pasted snippet: no imports, well-known names.
model = Sequential()
model.add(Dense(12, input_dim=8, activation="sigmoid"))  # FIT302
model.add(Dense(8, activation="sigmoid"))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X, Y, epochs=150, batch_size=10, validation_split=0.2)
