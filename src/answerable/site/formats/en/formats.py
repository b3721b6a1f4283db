# “\xa0” keeps a day in one line, also in a narrow cell of a table
DATE_FORMAT = "j\xa0F\xa0Y"
SHORT_DATE_FORMAT = "j\xa0M\xa0Y"
YEAR_MONTH_FORMAT = "F\xa0Y"
MONTH_DAY_FORMAT = "j\xa0F"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j\xa0F\xa0Y, H:i"
