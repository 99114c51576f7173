"""What touches the hardware: buses and pins by chip, and a driver for each part."""
