"""Where the user looks."""
