"""The standard lived, from evidence computed of records."""
