"""Papers into a running reference manager on this machine, over the loopback interface or by its own program."""
