"""The peer: the same pipeline as it is usually written in Python, pandas and a scikit-learn pipeline, with a pickle of every table."""
import json
import resource
import sqlite3

import numpy as np
import pandas as pd
from sklearn.pipeline import make_pipeline
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import FunctionTransformer

LOGS = ["n_workflows", "n_rows", "n_users", "n_integrations", "n_support_tickets"]


def model():
    """The coefficients that all pipelines use, as a fitted classifier."""
    regression = LogisticRegression()
    regression.classes_ = np.array([0, 1])
    regression.coef_ = np.array([[-0.5, -0.05, -0.3, -0.4, 0.8, -0.02]])
    regression.intercept_ = np.array([0.4])
    return make_pipeline(FunctionTransformer(), regression)


def main():
    connection = sqlite3.connect("warehouse.db")
    customers = pd.read_sql_query("SELECT * FROM customers", connection)
    features = pd.DataFrame({"id": customers["cust_id"], **{c: np.log1p(customers[c]) for c in LOGS}, "months": customers["duration_months"]})
    churn = pd.DataFrame({"id": features["id"], "churn": model().predict_proba(features[[*LOGS, "months"]].to_numpy())[:, 1]})
    if not churn["churn"].between(0, 1).all() or churn["churn"].mean() >= 0.9:
        raise SystemExit("The predictions are no probabilities, or too high.")
    customers.to_pickle("customers.pkl")
    features.to_pickle("features.pkl")
    churn.to_pickle("churn.pkl")
    churn.to_sql("pred_churn", connection, if_exists="replace", index=False)
    connection.commit()
    connection.close()


main()
usage = resource.getrusage(resource.RUSAGE_SELF)
with open("usage.json", "w") as file:
    json.dump({"CpuSeconds": usage.ru_utime + usage.ru_stime, "PeakMegabytes": usage.ru_maxrss / 1024}, file)
