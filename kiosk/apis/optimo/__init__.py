"""The OptimoCMS booking dialect: our routes under /v1/sites, and a client of the system itself."""
