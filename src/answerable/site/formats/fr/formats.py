# “jS”: the first of a month is “1er”, every other day its number alone; see the formats' __init__
DATE_FORMAT = "jS F Y"
MONTH_DAY_FORMAT = "jS F"
DATETIME_FORMAT = "jS F Y à H:i"
