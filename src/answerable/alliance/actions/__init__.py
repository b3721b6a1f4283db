"""What can happen in the alliance: one function a verb, each with `by=`."""
