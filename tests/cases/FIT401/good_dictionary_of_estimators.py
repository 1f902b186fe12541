# Estimators looked up by name.
import numpy as np
import xgboost as xgb
from keras.datasets import boston_housing
from lightgbm import LGBMRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR

(x, y), _ = boston_housing.load_data()
models = {
    "svr": make_pipeline(StandardScaler(), SVR()),
    "xgb": xgb.XGBRegressor(),
    "lgbm": LGBMRegressor(),
}
for name, model in models.items():
    model.fit(x, y)
    print(name, np.mean((model.predict(x) - y) ** 2))
