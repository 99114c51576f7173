"""Models of the fob's parts. They know registers, pixels and the world's time, and no chip."""
