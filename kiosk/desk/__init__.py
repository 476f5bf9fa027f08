"""Our own queue: the rules of the core over a store and a clock."""
