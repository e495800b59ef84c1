"""The engine: everything that runs headless."""
