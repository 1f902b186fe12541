# Statistical models have a fit without validation; Keras only loads the data.
import statsmodels.api as sm
from keras.datasets import boston_housing
from prophet import Prophet
from statsmodels.tsa.arima.model import ARIMA

(x, y), _ = boston_housing.load_data()
model = sm.OLS(y, x)
result = model.fit()
model = ARIMA(y, order=(5, 1, 0))
model_fit = model.fit()
model = Prophet()
model.fit(history)
