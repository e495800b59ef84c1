"""Small parts that several panels or views use."""
