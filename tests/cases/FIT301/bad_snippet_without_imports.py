# A pasted snippet: no imports, well-known names.
model = Sequential()
model.add(Dense(128, input_dim=60, activation="relu"))  # FIT301
model.add(Dense(128, activation="relu"))
model.add(Dense(64, activation="relu"))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X_train, y_train, epochs=100, validation_data=(X_test, y_test))
