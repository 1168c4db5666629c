"""Names of the quantities that have a colour of their own, as everywhere in the program."""

WEIGHT = "weight"
PREDICTION = "prediction"
ERROR = "error"  # residuals too
GRADIENT = "gradient"
UPDATE = "update"
RATE = "learning_rate"

QUANTITIES = (WEIGHT, PREDICTION, ERROR, GRADIENT, UPDATE, RATE)
