"""What people see of the post room: their notices, their wishes, the links of a mail, and what every mail says."""
