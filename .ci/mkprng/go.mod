module mkprng

go 1.26
