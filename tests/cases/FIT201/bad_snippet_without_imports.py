# A pasted snippet: no imports, well-known names.
model = Sequential()
model.add(Dense(64, activation="relu", input_dim=20))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer=Adam(learning_rate=0.1), metrics=["accuracy"])  # FIT201
model.fit(X_train, y_train, epochs=20, batch_size=128, validation_data=(X_test, y_test))
