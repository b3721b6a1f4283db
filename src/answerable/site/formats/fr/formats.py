# “jS”: the first of a month is “1er”, every other day its number alone; see the formats' __init__
# “\xa0” keeps a day in one line, also in a narrow cell of a table
DATE_FORMAT = "jS\xa0F\xa0Y"
MONTH_DAY_FORMAT = "jS\xa0F"
DATETIME_FORMAT = "jS\xa0F\xa0Y à H:i"
