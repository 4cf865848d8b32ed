"""One file a subcommand: parse, one call of the library, print."""
