"""What every view stands on: theme, look, fonts, symbols, the base of views and of plots. Knows no view."""
