"""The shell and the component set every page stands on."""
