"""What gdsim shows and reads but does not compute: data only."""
