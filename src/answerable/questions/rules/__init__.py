"""What must be true of rounds of questions: plain functions that know no database and no clock."""
